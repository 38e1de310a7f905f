-- Residents.

CREATE TABLE counters (
    name TEXT NOT NULL,
    value BIGINT NOT NULL,
    CONSTRAINT counters_name PRIMARY KEY (name)
);
INSERT INTO counters (name, value) VALUES ('card', 0);

CREATE TABLE residents (
    id BLOB NOT NULL,
    municipality TEXT NOT NULL,
    card TEXT NOT NULL,
    roster_key TEXT,
    protected_address BOOLEAN NOT NULL,
    registration TEXT NOT NULL CONSTRAINT residents_registration
        CHECK (registration IN ('active', 'moved_away', 'deceased')),
    registration_ended_on TEXT,
    version BIGINT NOT NULL,
    registered_at BIGINT NOT NULL,
    key_version INTEGER NOT NULL,
    CONSTRAINT residents_id PRIMARY KEY (id),
    CONSTRAINT residents_card UNIQUE (card),
    CONSTRAINT residents_municipality_roster_key UNIQUE (municipality, roster_key)
);
CREATE INDEX residents_by_municipality ON residents (municipality, id);

-- Institutions and who acts for them.

CREATE TABLE organizations (
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    wishes_sentence TEXT,
    CONSTRAINT organizations_id PRIMARY KEY (id)
);

CREATE TABLE jurisdictions (
    organization_id BLOB NOT NULL REFERENCES organizations (id),
    municipality TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT jurisdictions_organization_id_municipality PRIMARY KEY (organization_id, municipality)
);

CREATE TABLE accounts (
    id BLOB NOT NULL,
    organization_id BLOB NOT NULL REFERENCES organizations (id),
    role TEXT NOT NULL,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    generation INTEGER NOT NULL,
    active BOOLEAN NOT NULL,
    -- Whose record the account of a resident or proxy opens.
    resident_id BLOB REFERENCES residents (id),
    password_hash TEXT NOT NULL,
    totp_secret_sealed BLOB NOT NULL,
    totp_step BIGINT NOT NULL,
    CONSTRAINT accounts_id PRIMARY KEY (id),
    CONSTRAINT accounts_login UNIQUE (login)
);
CREATE INDEX accounts_by_organization ON accounts (organization_id);
CREATE INDEX accounts_by_resident ON accounts (resident_id);

CREATE TABLE ended_sessions (
    session_id BLOB NOT NULL,
    keep_until BIGINT NOT NULL,
    CONSTRAINT ended_sessions_session_id PRIMARY KEY (session_id)
);
CREATE INDEX ended_sessions_by_keep_until ON ended_sessions (keep_until);

CREATE TABLE sign_in_failures (
    id INTEGER NOT NULL,
    key TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT sign_in_failures_id PRIMARY KEY (id)
);
CREATE INDEX sign_in_failures_by_key ON sign_in_failures (key, at);

-- What is said about residents.

CREATE TABLE facts (
    id BLOB NOT NULL,
    resident_id BLOB NOT NULL REFERENCES residents (id),
    kind TEXT NOT NULL,
    category TEXT NOT NULL,
    code TEXT,
    confirmed_none BOOLEAN NOT NULL,
    schema_version INTEGER NOT NULL,
    body TEXT NOT NULL,
    provenance TEXT NOT NULL,
    entered_at BIGINT NOT NULL,
    superseded_by BLOB REFERENCES facts (id),
    CONSTRAINT facts_id PRIMARY KEY (id)
);
CREATE INDEX facts_by_resident ON facts (resident_id, kind, entered_at);
CREATE INDEX facts_by_superseded_by ON facts (superseded_by);
CREATE INDEX facts_by_code ON facts (kind, code);

CREATE TABLE summary_sections (
    resident_id BLOB NOT NULL REFERENCES residents (id),
    category TEXT NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT summary_sections_resident_id_category PRIMARY KEY (resident_id, category)
) WITHOUT ROWID;

CREATE TABLE search_keys (
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    resident_id BLOB NOT NULL REFERENCES residents (id),
    CONSTRAINT search_keys_kind_value_resident_id PRIMARY KEY (kind, value, resident_id)
) WITHOUT ROWID;
CREATE INDEX search_keys_by_resident ON search_keys (resident_id, kind);

CREATE TABLE applications (
    id BLOB NOT NULL,
    resident_id BLOB NOT NULL REFERENCES residents (id),
    receipt TEXT NOT NULL,
    route TEXT NOT NULL,
    signed_on TEXT NOT NULL,
    received_by BLOB NOT NULL REFERENCES accounts (id),
    received_at BIGINT NOT NULL,
    CONSTRAINT applications_id PRIMARY KEY (id)
);
CREATE INDEX applications_by_resident ON applications (resident_id);
CREATE INDEX applications_by_received_by ON applications (received_by);

-- What residents permit.

CREATE TABLE consents (
    id BLOB NOT NULL,
    resident_id BLOB NOT NULL REFERENCES residents (id),
    version INTEGER NOT NULL,
    collection BOOLEAN NOT NULL,
    evidence TEXT NOT NULL,
    proxy TEXT,
    until TEXT,
    granted_at BIGINT NOT NULL,
    granted_by BLOB NOT NULL REFERENCES accounts (id),
    state TEXT NOT NULL CONSTRAINT consents_state
        CHECK (state IN ('in_force', 'superseded', 'withdrawn')),
    ended_at BIGINT,
    CONSTRAINT consents_id PRIMARY KEY (id),
    CONSTRAINT consents_resident_id_version UNIQUE (resident_id, version),
    CONSTRAINT consents_ended CHECK ((state = 'in_force') = (ended_at IS NULL))
);
CREATE INDEX consents_by_granted_by ON consents (granted_by);
CREATE UNIQUE INDEX consents_resident_id ON consents (resident_id) WHERE state = 'in_force';

CREATE TABLE consent_rows (
    consent_id BLOB NOT NULL REFERENCES consents (id),
    category TEXT NOT NULL,
    recipient TEXT NOT NULL,
    purpose TEXT NOT NULL,
    CONSTRAINT consent_rows_consent_id_category_recipient_purpose
        PRIMARY KEY (consent_id, category, recipient, purpose)
) WITHOUT ROWID;

-- The rows of the consent in force, by resident: what queries are filtered with.
CREATE TABLE consent_index (
    resident_id BLOB NOT NULL REFERENCES residents (id),
    category TEXT NOT NULL,
    recipient TEXT NOT NULL,
    purpose TEXT NOT NULL,
    consent_id BLOB NOT NULL REFERENCES consents (id),
    until TEXT,
    CONSTRAINT consent_index_resident_id_category_recipient_purpose
        PRIMARY KEY (resident_id, category, recipient, purpose)
) WITHOUT ROWID;
CREATE INDEX consent_index_by_consent ON consent_index (consent_id);

-- Emergencies and searches.

CREATE TABLE incidents (
    id BLOB NOT NULL,
    organization_id BLOB NOT NULL REFERENCES organizations (id),
    basis TEXT NOT NULL,
    origin TEXT NOT NULL,
    called_at BIGINT NOT NULL,
    place TEXT,
    opened_by BLOB NOT NULL REFERENCES accounts (id),
    opened_at BIGINT NOT NULL,
    search TEXT,
    closed_at BIGINT,
    closed_by BLOB REFERENCES accounts (id),
    CONSTRAINT incidents_id PRIMARY KEY (id),
    CONSTRAINT incidents_closed CHECK (
        (search IS NULL) = (closed_at IS NULL) AND (search IS NULL) = (closed_by IS NULL))
);
CREATE INDEX incidents_by_organization ON incidents (organization_id, opened_at, id);
CREATE INDEX incidents_by_opened_by ON incidents (opened_by);
CREATE INDEX incidents_by_closed_by ON incidents (closed_by);

CREATE TABLE lookups (
    id BLOB NOT NULL,
    incident_id BLOB NOT NULL REFERENCES incidents (id),
    account_id BLOB NOT NULL REFERENCES accounts (id),
    at BIGINT NOT NULL,
    criteria_kinds TEXT NOT NULL,
    candidates INTEGER NOT NULL,
    total INTEGER NOT NULL,
    CONSTRAINT lookups_id PRIMARY KEY (id)
);
CREATE INDEX lookups_by_incident ON lookups (incident_id);
CREATE INDEX lookups_by_account ON lookups (account_id);

-- The record of looks. A refusal may name a resident or an incident that does not exist, so these
-- two are no references.

CREATE TABLE access_entries (
    seq INTEGER NOT NULL,
    id BLOB NOT NULL,
    at BIGINT NOT NULL,
    resident_id BLOB,
    incident_id BLOB,
    organization_id BLOB NOT NULL REFERENCES organizations (id),
    leaf_hash BLOB NOT NULL,
    -- AUTOINCREMENT: a number is never given twice.
    CONSTRAINT access_entries_seq PRIMARY KEY (seq AUTOINCREMENT),
    CONSTRAINT access_entries_id UNIQUE (id)
);
CREATE INDEX access_entries_by_resident ON access_entries (resident_id, seq);
CREATE INDEX access_entries_by_incident ON access_entries (incident_id, seq);
CREATE INDEX access_entries_by_organization ON access_entries (organization_id, seq);

CREATE TABLE access_bodies (
    entry_id BLOB NOT NULL REFERENCES access_entries (id),
    body BLOB NOT NULL,
    salt BLOB NOT NULL,
    CONSTRAINT access_bodies_entry_id PRIMARY KEY (entry_id)
);

CREATE TABLE access_erasures (
    entry_id BLOB NOT NULL REFERENCES access_entries (id),
    at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT access_erasures_entry_id PRIMARY KEY (entry_id)
);

-- Who cares for whom.

CREATE TABLE care_teams (
    resident_id BLOB NOT NULL REFERENCES residents (id),
    organization_id BLOB NOT NULL REFERENCES organizations (id),
    joined_at BIGINT NOT NULL,
    joined_by BLOB NOT NULL REFERENCES accounts (id),
    left_at BIGINT,
    left_by BLOB REFERENCES accounts (id),
    CONSTRAINT care_teams_resident_id_organization_id_joined_at
        PRIMARY KEY (resident_id, organization_id, joined_at)
);
CREATE INDEX care_teams_by_organization ON care_teams (organization_id);
CREATE INDEX care_teams_by_joined_by ON care_teams (joined_by);
CREATE INDEX care_teams_by_left_by ON care_teams (left_by);

-- Requests and files.

CREATE TABLE idempotency_keys (
    account_id BLOB NOT NULL REFERENCES accounts (id),
    key TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    result BLOB NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT idempotency_keys_account_id_key PRIMARY KEY (account_id, key)
);
CREATE INDEX idempotency_keys_by_at ON idempotency_keys (at);

CREATE TABLE imports (
    id BLOB NOT NULL,
    municipality TEXT NOT NULL,
    file_hash BLOB NOT NULL,
    imported_by BLOB NOT NULL REFERENCES accounts (id),
    at BIGINT NOT NULL,
    new_rows INTEGER NOT NULL,
    changed_rows INTEGER NOT NULL,
    same_rows INTEGER NOT NULL,
    rejected_rows INTEGER NOT NULL,
    CONSTRAINT imports_id PRIMARY KEY (id)
);
CREATE INDEX imports_by_imported_by ON imports (imported_by);

CREATE TABLE staged_imports (
    id BLOB NOT NULL,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    sealed BLOB NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT staged_imports_id PRIMARY KEY (id)
);
CREATE INDEX staged_imports_by_account ON staged_imports (account_id);
CREATE INDEX staged_imports_by_at ON staged_imports (at);

-- What was written stays as it was written.

CREATE TRIGGER facts_update BEFORE UPDATE ON facts
WHEN OLD.superseded_by IS NOT NULL OR NEW.superseded_by IS NULL
    OR NEW.id IS NOT OLD.id OR NEW.resident_id IS NOT OLD.resident_id
    OR NEW.kind IS NOT OLD.kind OR NEW.category IS NOT OLD.category
    OR NEW.code IS NOT OLD.code OR NEW.confirmed_none IS NOT OLD.confirmed_none
    OR NEW.schema_version IS NOT OLD.schema_version OR NEW.body IS NOT OLD.body
    OR NEW.provenance IS NOT OLD.provenance OR NEW.entered_at IS NOT OLD.entered_at
BEGIN SELECT RAISE(ABORT, 'append-only: facts'); END;
CREATE TRIGGER facts_delete BEFORE DELETE ON facts
BEGIN SELECT RAISE(ABORT, 'append-only: facts'); END;

CREATE TRIGGER consents_update BEFORE UPDATE ON consents
WHEN OLD.state <> 'in_force' OR NEW.state = 'in_force'
    OR NEW.id IS NOT OLD.id OR NEW.resident_id IS NOT OLD.resident_id
    OR NEW.version IS NOT OLD.version OR NEW.collection IS NOT OLD.collection
    OR NEW.evidence IS NOT OLD.evidence OR NEW.proxy IS NOT OLD.proxy
    OR NEW.until IS NOT OLD.until OR NEW.granted_at IS NOT OLD.granted_at
    OR NEW.granted_by IS NOT OLD.granted_by
BEGIN SELECT RAISE(ABORT, 'append-only: consents'); END;
CREATE TRIGGER consents_delete BEFORE DELETE ON consents
BEGIN SELECT RAISE(ABORT, 'append-only: consents'); END;

CREATE TRIGGER consent_rows_update BEFORE UPDATE ON consent_rows
BEGIN SELECT RAISE(ABORT, 'append-only: consent_rows'); END;
CREATE TRIGGER consent_rows_delete BEFORE DELETE ON consent_rows
BEGIN SELECT RAISE(ABORT, 'append-only: consent_rows'); END;

CREATE TRIGGER access_entries_update BEFORE UPDATE ON access_entries
BEGIN SELECT RAISE(ABORT, 'append-only: access_entries'); END;
CREATE TRIGGER access_entries_delete BEFORE DELETE ON access_entries
BEGIN SELECT RAISE(ABORT, 'append-only: access_entries'); END;

CREATE TRIGGER access_bodies_update BEFORE UPDATE ON access_bodies
BEGIN SELECT RAISE(ABORT, 'append-only: access_bodies'); END;
CREATE TRIGGER access_bodies_delete BEFORE DELETE ON access_bodies
WHEN NOT EXISTS (SELECT 1 FROM access_erasures WHERE entry_id = OLD.entry_id)
BEGIN SELECT RAISE(ABORT, 'append-only: access_bodies'); END;

CREATE TRIGGER access_erasures_update BEFORE UPDATE ON access_erasures
BEGIN SELECT RAISE(ABORT, 'append-only: access_erasures'); END;
CREATE TRIGGER access_erasures_delete BEFORE DELETE ON access_erasures
BEGIN SELECT RAISE(ABORT, 'append-only: access_erasures'); END;
