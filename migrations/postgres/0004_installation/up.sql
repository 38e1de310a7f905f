-- What this database belongs to: which master key it was written with, and whether it is for drills.

CREATE TABLE installation (
    id INTEGER NOT NULL CONSTRAINT installation_one CHECK (id = 1),
    master_key_check BYTEA NOT NULL,
    drill BOOLEAN NOT NULL,
    CONSTRAINT installation_id PRIMARY KEY (id)
);

CREATE TRIGGER installation_update BEFORE UPDATE ON installation
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER installation_delete BEFORE DELETE ON installation
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER installation_truncate BEFORE TRUNCATE ON installation
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
