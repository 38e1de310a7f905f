-- Every restore from a backup, and what it is known to have lost. Part of the backups to come.

CREATE TABLE restorations (
    id UUID NOT NULL,
    restored_at TIMESTAMPTZ NOT NULL,
    backup_id UUID NOT NULL,
    taken_at TIMESTAMPTZ NOT NULL,
    -- Access entries in the backup.
    entries BIGINT NOT NULL,
    -- Access entries that something outside of the database knew of later, and when it did.
    known_entries BIGINT,
    evidence_at TIMESTAMPTZ,
    CONSTRAINT restorations_id PRIMARY KEY (id),
    CONSTRAINT restorations_evidence CHECK ((known_entries IS NULL) = (evidence_at IS NULL))
);

CREATE TRIGGER restorations_update BEFORE UPDATE ON restorations
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER restorations_delete BEFORE DELETE ON restorations
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER restorations_truncate BEFORE TRUNCATE ON restorations
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
