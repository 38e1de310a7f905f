-- Every restore from a backup, and what it is known to have lost. Part of the backups to come.

CREATE TABLE restorations (
    id BLOB NOT NULL,
    restored_at BIGINT NOT NULL,
    backup_id BLOB NOT NULL,
    taken_at BIGINT NOT NULL,
    -- Access entries in the backup.
    entries BIGINT NOT NULL,
    -- Access entries that something outside of the database knew of later, and when it did.
    known_entries BIGINT,
    evidence_at BIGINT,
    CONSTRAINT restorations_id PRIMARY KEY (id),
    CONSTRAINT restorations_evidence CHECK ((known_entries IS NULL) = (evidence_at IS NULL))
);

CREATE TRIGGER restorations_update BEFORE UPDATE ON restorations
BEGIN SELECT RAISE(ABORT, 'append-only: restorations'); END;
CREATE TRIGGER restorations_delete BEFORE DELETE ON restorations
BEGIN SELECT RAISE(ABORT, 'append-only: restorations'); END;
