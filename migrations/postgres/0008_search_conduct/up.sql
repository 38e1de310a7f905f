-- Searches are counted by account, institution and emergency, so that enumeration is slowed down by
-- however many servers there are, and after a restart as before it. An officer's search of the
-- register belongs to no emergency. A search that was refused is kept too, and is not counted with
-- those that ran: `refusal` is its code.

ALTER TABLE lookups ALTER COLUMN incident_id DROP NOT NULL;
ALTER TABLE lookups ADD COLUMN organization_id UUID REFERENCES organizations (id);
ALTER TABLE lookups ADD COLUMN refusal TEXT COLLATE "C";
UPDATE lookups SET organization_id =
    (SELECT organization_id FROM incidents WHERE incidents.id = lookups.incident_id);
ALTER TABLE lookups ALTER COLUMN organization_id SET NOT NULL;

-- Each holds all that a count reads, those that were refused apart: a searcher who goes on trying while
-- stopped does not make counting slower.
DROP INDEX lookups_by_account;
DROP INDEX lookups_by_incident;
CREATE INDEX lookups_by_account ON lookups (account_id, refusal, at, candidates);
CREATE INDEX lookups_by_organization ON lookups (organization_id, refusal, at);
CREATE INDEX lookups_by_incident ON lookups (incident_id, refusal, at);

-- Searches that were unusually many, once per window, for the privacy officer. `subject_id` is the
-- account, or the institution where no one account stands out.

CREATE TABLE search_events (
    id UUID NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    subject_id UUID NOT NULL,
    window_start TIMESTAMPTZ NOT NULL,
    organization_id UUID NOT NULL REFERENCES organizations (id),
    account_id UUID REFERENCES accounts (id),
    counted INTEGER NOT NULL,
    bound INTEGER NOT NULL,
    usual INTEGER,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT search_events_id PRIMARY KEY (id),
    CONSTRAINT search_events_window UNIQUE (subject_id, kind, window_start)
);
CREATE INDEX search_events_by_organization ON search_events (organization_id, at);
CREATE INDEX search_events_by_account ON search_events (account_id);
CREATE TRIGGER search_events_update BEFORE UPDATE ON search_events
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER search_events_delete BEFORE DELETE ON search_events
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER search_events_truncate BEFORE TRUNCATE ON search_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE search_event_reviews (
    event_id UUID NOT NULL REFERENCES search_events (id),
    reviewed_by UUID NOT NULL REFERENCES accounts (id),
    at TIMESTAMPTZ NOT NULL,
    note TEXT COLLATE "C" NOT NULL,
    CONSTRAINT search_event_reviews_event_id PRIMARY KEY (event_id)
);
CREATE INDEX search_event_reviews_by_reviewer ON search_event_reviews (reviewed_by);
CREATE TRIGGER search_event_reviews_update BEFORE UPDATE ON search_event_reviews
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER search_event_reviews_delete BEFORE DELETE ON search_event_reviews
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER search_event_reviews_truncate BEFORE TRUNCATE ON search_event_reviews
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
