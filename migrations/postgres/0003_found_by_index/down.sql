DROP INDEX sign_in_failures_by_at;
CREATE INDEX access_entries_by_incident ON access_entries (incident_id, seq);
CREATE TABLE counters (
    name TEXT COLLATE "C" NOT NULL,
    value BIGINT NOT NULL,
    CONSTRAINT counters_name PRIMARY KEY (name)
);
INSERT INTO counters (name, value) VALUES ('card', 0);
DROP INDEX residents_by_key_version;
DROP INDEX incidents_by_number;
ALTER TABLE incidents DROP COLUMN number;
DROP TRIGGER access_entries_insert ON access_entries;
DROP FUNCTION access_entries_insert();
DROP TABLE access_reviews;
