DROP TABLE search_event_reviews;
DROP TABLE search_events;

CREATE TABLE lookups_before (
    id BLOB NOT NULL,
    incident_id BLOB NOT NULL REFERENCES incidents (id),
    account_id BLOB NOT NULL REFERENCES accounts (id),
    at BIGINT NOT NULL,
    criteria_kinds TEXT NOT NULL,
    candidates INTEGER NOT NULL,
    total INTEGER NOT NULL,
    CONSTRAINT lookups_id PRIMARY KEY (id)
);
-- What belongs to no emergency, or did not run, has no place there.
INSERT INTO lookups_before (id, incident_id, account_id, at, criteria_kinds, candidates, total)
    SELECT id, incident_id, account_id, at, criteria_kinds, candidates, total
    FROM lookups WHERE incident_id IS NOT NULL AND refusal IS NULL ORDER BY rowid;
DROP TABLE lookups;
ALTER TABLE lookups_before RENAME TO lookups;
CREATE INDEX lookups_by_incident ON lookups (incident_id);
CREATE INDEX lookups_by_account ON lookups (account_id);
