-- Searches are counted by account, institution and emergency, so that enumeration is slowed down by
-- however many servers there are, and after a restart as before it. An officer's search of the
-- register belongs to no emergency. A search that was refused is kept too, and is not counted with
-- those that ran: `refusal` is its code.

CREATE TABLE lookups_next (
    id BLOB NOT NULL,
    incident_id BLOB REFERENCES incidents (id),
    account_id BLOB NOT NULL REFERENCES accounts (id),
    organization_id BLOB NOT NULL REFERENCES organizations (id),
    at BIGINT NOT NULL,
    criteria_kinds TEXT NOT NULL,
    candidates INTEGER NOT NULL,
    total INTEGER NOT NULL,
    refusal TEXT,
    CONSTRAINT lookups_id PRIMARY KEY (id)
);
INSERT INTO lookups_next
    (id, incident_id, account_id, organization_id, at, criteria_kinds, candidates, total)
    SELECT lookups.id, incident_id, account_id, incidents.organization_id, at, criteria_kinds,
        candidates, total
    FROM lookups JOIN incidents ON incidents.id = lookups.incident_id ORDER BY lookups.rowid;
DROP TABLE lookups;
ALTER TABLE lookups_next RENAME TO lookups;

-- Each holds all that a count reads, those that were refused apart: a searcher who goes on trying while
-- stopped does not make counting slower.
CREATE INDEX lookups_by_account ON lookups (account_id, refusal, at, candidates);
CREATE INDEX lookups_by_organization ON lookups (organization_id, refusal, at);
CREATE INDEX lookups_by_incident ON lookups (incident_id, refusal, at);

-- Searches that were unusually many, once per window, for the privacy officer. `subject_id` is the
-- account, or the institution where no one account stands out.

CREATE TABLE search_events (
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    window_start BIGINT NOT NULL,
    organization_id BLOB NOT NULL REFERENCES organizations (id),
    account_id BLOB REFERENCES accounts (id),
    counted INTEGER NOT NULL,
    bound INTEGER NOT NULL,
    usual INTEGER,
    at BIGINT NOT NULL,
    CONSTRAINT search_events_id PRIMARY KEY (id),
    CONSTRAINT search_events_window UNIQUE (subject_id, kind, window_start)
);
CREATE INDEX search_events_by_organization ON search_events (organization_id, at);
CREATE INDEX search_events_by_account ON search_events (account_id);
CREATE TRIGGER search_events_update BEFORE UPDATE ON search_events
BEGIN SELECT RAISE(ABORT, 'append-only: search_events'); END;
CREATE TRIGGER search_events_delete BEFORE DELETE ON search_events
BEGIN SELECT RAISE(ABORT, 'append-only: search_events'); END;

CREATE TABLE search_event_reviews (
    event_id BLOB NOT NULL REFERENCES search_events (id),
    reviewed_by BLOB NOT NULL REFERENCES accounts (id),
    at BIGINT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT search_event_reviews_event_id PRIMARY KEY (event_id)
);
CREATE INDEX search_event_reviews_by_reviewer ON search_event_reviews (reviewed_by);
CREATE TRIGGER search_event_reviews_update BEFORE UPDATE ON search_event_reviews
BEGIN SELECT RAISE(ABORT, 'append-only: search_event_reviews'); END;
CREATE TRIGGER search_event_reviews_delete BEFORE DELETE ON search_event_reviews
BEGIN SELECT RAISE(ABORT, 'append-only: search_event_reviews'); END;
