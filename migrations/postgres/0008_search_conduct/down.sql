DROP TABLE search_event_reviews;
DROP TABLE search_events;

-- What belongs to no emergency, or did not run, has no place in the table as it was.
DELETE FROM lookups WHERE incident_id IS NULL OR refusal IS NOT NULL;
DROP INDEX lookups_by_account;
DROP INDEX lookups_by_organization;
DROP INDEX lookups_by_incident;
ALTER TABLE lookups DROP COLUMN organization_id;
ALTER TABLE lookups DROP COLUMN refusal;
ALTER TABLE lookups ALTER COLUMN incident_id SET NOT NULL;
CREATE INDEX lookups_by_incident ON lookups (incident_id);
CREATE INDEX lookups_by_account ON lookups (account_id);
