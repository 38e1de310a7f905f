-- Where an entry is reviewed: in the municipality of its resident; one that names nobody on record
-- wherever its institution served when it was written. So a page of a reviewer's list is one range.
-- No reference to the entry: it can never go, and checking that would cost every look.

CREATE TABLE access_reviews (
    municipality TEXT NOT NULL,
    seq BIGINT NOT NULL,
    CONSTRAINT access_reviews_municipality_seq PRIMARY KEY (municipality, seq)
) WITHOUT ROWID;

INSERT INTO access_reviews (municipality, seq)
    SELECT residents.municipality, access_entries.seq
    FROM access_entries JOIN residents ON residents.id = access_entries.resident_id;
INSERT INTO access_reviews (municipality, seq)
    SELECT jurisdictions.municipality, access_entries.seq
    FROM access_entries
    JOIN jurisdictions ON jurisdictions.organization_id = access_entries.organization_id
    WHERE NOT EXISTS (SELECT 1 FROM residents WHERE id = access_entries.resident_id);

CREATE TRIGGER access_entries_insert AFTER INSERT ON access_entries
BEGIN
    INSERT INTO access_reviews (municipality, seq)
        SELECT municipality, NEW.seq FROM residents WHERE id = NEW.resident_id;
    INSERT INTO access_reviews (municipality, seq)
        SELECT municipality, NEW.seq FROM jurisdictions
        WHERE organization_id = NEW.organization_id
            AND NOT EXISTS (SELECT 1 FROM residents WHERE id = NEW.resident_id);
END;

CREATE TRIGGER access_reviews_update BEFORE UPDATE ON access_reviews
BEGIN SELECT RAISE(ABORT, 'append-only: access_reviews'); END;
CREATE TRIGGER access_reviews_delete BEFORE DELETE ON access_reviews
BEGIN SELECT RAISE(ABORT, 'append-only: access_reviews'); END;

-- The headquarters' own number, so that the second crew of an emergency finds what is open.

ALTER TABLE incidents ADD COLUMN number TEXT;
UPDATE incidents SET number = json_extract(basis, '$.number');
CREATE INDEX incidents_by_number ON incidents (organization_id, number, opened_at)
    WHERE closed_at IS NULL;

-- Whether search keys of an older version are left, and whose.

CREATE INDEX residents_by_key_version ON residents (key_version);

-- Failed sign-ins that no window reaches any more.

CREATE INDEX sign_in_failures_by_at ON sign_in_failures (at);

-- What nothing reads: cards are drawn at random, and no list goes by the incident of an entry.

DROP TABLE counters;
DROP INDEX access_entries_by_incident;
