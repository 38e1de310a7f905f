-- What this database belongs to: which master key it was written with, and whether it is for drills.

CREATE TABLE installation (
    id INTEGER NOT NULL CONSTRAINT installation_one CHECK (id = 1),
    master_key_check BLOB NOT NULL,
    drill BOOLEAN NOT NULL,
    CONSTRAINT installation_id PRIMARY KEY (id)
);

CREATE TRIGGER installation_update BEFORE UPDATE ON installation
BEGIN SELECT RAISE(ABORT, 'append-only: installation'); END;
CREATE TRIGGER installation_delete BEFORE DELETE ON installation
BEGIN SELECT RAISE(ABORT, 'append-only: installation'); END;
