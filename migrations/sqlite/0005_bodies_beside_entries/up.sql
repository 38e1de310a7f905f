-- No reference from a body to its entry; why is written in PostgreSQL's migration of this name. The
-- two rows are inserted together and no entry can go; `doctor` compares them.

CREATE TABLE access_bodies_next (
    entry_id BLOB NOT NULL,
    body BLOB NOT NULL,
    salt BLOB NOT NULL,
    CONSTRAINT access_bodies_entry_id PRIMARY KEY (entry_id)
);
INSERT INTO access_bodies_next (entry_id, body, salt)
    SELECT entry_id, body, salt FROM access_bodies ORDER BY rowid;
DROP TABLE access_bodies;
ALTER TABLE access_bodies_next RENAME TO access_bodies;

CREATE TRIGGER access_bodies_update BEFORE UPDATE ON access_bodies
BEGIN SELECT RAISE(ABORT, 'append-only: access_bodies'); END;
CREATE TRIGGER access_bodies_delete BEFORE DELETE ON access_bodies
WHEN NOT EXISTS (SELECT 1 FROM access_erasures WHERE entry_id = OLD.entry_id)
BEGIN SELECT RAISE(ABORT, 'append-only: access_bodies'); END;
