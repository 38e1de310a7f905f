DROP INDEX residents_by_key_version;
DROP INDEX incidents_by_number;
ALTER TABLE incidents DROP COLUMN number;
DROP TRIGGER access_entries_insert ON access_entries;
DROP FUNCTION access_entries_insert();
DROP TABLE access_reviews;
