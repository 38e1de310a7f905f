-- Residents.

CREATE TABLE counters (
    name TEXT COLLATE "C" NOT NULL,
    value BIGINT NOT NULL,
    CONSTRAINT counters_name PRIMARY KEY (name)
);
INSERT INTO counters (name, value) VALUES ('card', 0);

CREATE TABLE residents (
    id UUID NOT NULL,
    municipality TEXT COLLATE "C" NOT NULL,
    card TEXT COLLATE "C" NOT NULL,
    roster_key TEXT COLLATE "C",
    protected_address BOOLEAN NOT NULL,
    registration TEXT COLLATE "C" NOT NULL CONSTRAINT residents_registration
        CHECK (registration IN ('active', 'moved_away', 'deceased')),
    registration_ended_on TEXT COLLATE "C",
    version BIGINT NOT NULL,
    registered_at TIMESTAMPTZ NOT NULL,
    key_version INTEGER NOT NULL,
    CONSTRAINT residents_id PRIMARY KEY (id),
    CONSTRAINT residents_card UNIQUE (card),
    CONSTRAINT residents_municipality_roster_key UNIQUE (municipality, roster_key)
);
CREATE INDEX residents_by_municipality ON residents (municipality, id);

-- Institutions and who acts for them.

CREATE TABLE organizations (
    id UUID NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    wishes_sentence TEXT COLLATE "C",
    CONSTRAINT organizations_id PRIMARY KEY (id)
);

CREATE TABLE jurisdictions (
    organization_id UUID NOT NULL REFERENCES organizations (id),
    municipality TEXT COLLATE "C" NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT jurisdictions_organization_id_municipality PRIMARY KEY (organization_id, municipality)
);

CREATE TABLE accounts (
    id UUID NOT NULL,
    organization_id UUID NOT NULL REFERENCES organizations (id),
    role TEXT COLLATE "C" NOT NULL,
    login TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    generation INTEGER NOT NULL,
    active BOOLEAN NOT NULL,
    -- Whose record the account of a resident or proxy opens.
    resident_id UUID REFERENCES residents (id),
    password_hash TEXT COLLATE "C" NOT NULL,
    totp_secret_sealed BYTEA NOT NULL,
    totp_step BIGINT NOT NULL,
    CONSTRAINT accounts_id PRIMARY KEY (id),
    CONSTRAINT accounts_login UNIQUE (login)
);
CREATE INDEX accounts_by_organization ON accounts (organization_id);
CREATE INDEX accounts_by_resident ON accounts (resident_id);

CREATE TABLE ended_sessions (
    session_id UUID NOT NULL,
    keep_until TIMESTAMPTZ NOT NULL,
    CONSTRAINT ended_sessions_session_id PRIMARY KEY (session_id)
);
CREATE INDEX ended_sessions_by_keep_until ON ended_sessions (keep_until);

CREATE TABLE sign_in_failures (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    key TEXT COLLATE "C" NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT sign_in_failures_id PRIMARY KEY (id)
);
CREATE INDEX sign_in_failures_by_key ON sign_in_failures (key, at);

-- What is said about residents.

CREATE TABLE facts (
    id UUID NOT NULL,
    resident_id UUID NOT NULL REFERENCES residents (id),
    kind TEXT COLLATE "C" NOT NULL,
    category TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C",
    confirmed_none BOOLEAN NOT NULL,
    schema_version INTEGER NOT NULL,
    body JSONB NOT NULL,
    provenance JSONB NOT NULL,
    entered_at TIMESTAMPTZ NOT NULL,
    superseded_by UUID REFERENCES facts (id),
    CONSTRAINT facts_id PRIMARY KEY (id)
);
CREATE INDEX facts_by_resident ON facts (resident_id, kind, entered_at);
CREATE INDEX facts_by_superseded_by ON facts (superseded_by);
CREATE INDEX facts_by_code ON facts (kind, code);

CREATE TABLE summary_sections (
    resident_id UUID NOT NULL REFERENCES residents (id),
    category TEXT COLLATE "C" NOT NULL,
    body JSONB NOT NULL,
    CONSTRAINT summary_sections_resident_id_category PRIMARY KEY (resident_id, category)
);

CREATE TABLE search_keys (
    kind TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    resident_id UUID NOT NULL REFERENCES residents (id),
    CONSTRAINT search_keys_kind_value_resident_id PRIMARY KEY (kind, value, resident_id)
);
CREATE INDEX search_keys_by_resident ON search_keys (resident_id, kind);

CREATE TABLE applications (
    id UUID NOT NULL,
    resident_id UUID NOT NULL REFERENCES residents (id),
    receipt TEXT COLLATE "C" NOT NULL,
    route TEXT COLLATE "C" NOT NULL,
    signed_on TEXT COLLATE "C" NOT NULL,
    received_by UUID NOT NULL REFERENCES accounts (id),
    received_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT applications_id PRIMARY KEY (id)
);
CREATE INDEX applications_by_resident ON applications (resident_id);
CREATE INDEX applications_by_received_by ON applications (received_by);

-- What residents permit.

CREATE TABLE consents (
    id UUID NOT NULL,
    resident_id UUID NOT NULL REFERENCES residents (id),
    version INTEGER NOT NULL,
    collection BOOLEAN NOT NULL,
    evidence JSONB NOT NULL,
    proxy JSONB,
    until TEXT COLLATE "C",
    granted_at TIMESTAMPTZ NOT NULL,
    granted_by UUID NOT NULL REFERENCES accounts (id),
    state TEXT COLLATE "C" NOT NULL CONSTRAINT consents_state
        CHECK (state IN ('in_force', 'superseded', 'withdrawn')),
    ended_at TIMESTAMPTZ,
    CONSTRAINT consents_id PRIMARY KEY (id),
    CONSTRAINT consents_resident_id_version UNIQUE (resident_id, version),
    CONSTRAINT consents_ended CHECK ((state = 'in_force') = (ended_at IS NULL))
);
CREATE INDEX consents_by_granted_by ON consents (granted_by);
CREATE UNIQUE INDEX consents_resident_id ON consents (resident_id) WHERE state = 'in_force';

CREATE TABLE consent_rows (
    consent_id UUID NOT NULL REFERENCES consents (id),
    category TEXT COLLATE "C" NOT NULL,
    recipient TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    CONSTRAINT consent_rows_consent_id_category_recipient_purpose
        PRIMARY KEY (consent_id, category, recipient, purpose)
);

-- The rows of the consent in force, by resident: what queries are filtered with.
CREATE TABLE consent_index (
    resident_id UUID NOT NULL REFERENCES residents (id),
    category TEXT COLLATE "C" NOT NULL,
    recipient TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    consent_id UUID NOT NULL REFERENCES consents (id),
    until TEXT COLLATE "C",
    CONSTRAINT consent_index_resident_id_category_recipient_purpose
        PRIMARY KEY (resident_id, category, recipient, purpose)
);
CREATE INDEX consent_index_by_consent ON consent_index (consent_id);

-- Emergencies and searches.

CREATE TABLE incidents (
    id UUID NOT NULL,
    organization_id UUID NOT NULL REFERENCES organizations (id),
    basis JSONB NOT NULL,
    origin TEXT COLLATE "C" NOT NULL,
    called_at TIMESTAMPTZ NOT NULL,
    place TEXT COLLATE "C",
    opened_by UUID NOT NULL REFERENCES accounts (id),
    opened_at TIMESTAMPTZ NOT NULL,
    search JSONB,
    closed_at TIMESTAMPTZ,
    closed_by UUID REFERENCES accounts (id),
    CONSTRAINT incidents_id PRIMARY KEY (id),
    CONSTRAINT incidents_closed CHECK (
        (search IS NULL) = (closed_at IS NULL) AND (search IS NULL) = (closed_by IS NULL))
);
CREATE INDEX incidents_by_organization ON incidents (organization_id, opened_at, id);
CREATE INDEX incidents_by_opened_by ON incidents (opened_by);
CREATE INDEX incidents_by_closed_by ON incidents (closed_by);

CREATE TABLE lookups (
    id UUID NOT NULL,
    incident_id UUID NOT NULL REFERENCES incidents (id),
    account_id UUID NOT NULL REFERENCES accounts (id),
    at TIMESTAMPTZ NOT NULL,
    criteria_kinds JSONB NOT NULL,
    candidates INTEGER NOT NULL,
    total INTEGER NOT NULL,
    CONSTRAINT lookups_id PRIMARY KEY (id)
);
CREATE INDEX lookups_by_incident ON lookups (incident_id);
CREATE INDEX lookups_by_account ON lookups (account_id);

-- The record of looks. A refusal may name a resident or an incident that does not exist, so these
-- two are no references.

CREATE TABLE access_entries (
    seq BIGINT GENERATED ALWAYS AS IDENTITY,
    id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    resident_id UUID,
    incident_id UUID,
    organization_id UUID NOT NULL REFERENCES organizations (id),
    leaf_hash BYTEA NOT NULL,
    CONSTRAINT access_entries_seq PRIMARY KEY (seq),
    CONSTRAINT access_entries_id UNIQUE (id)
);
CREATE INDEX access_entries_by_resident ON access_entries (resident_id, seq);
CREATE INDEX access_entries_by_incident ON access_entries (incident_id, seq);
CREATE INDEX access_entries_by_organization ON access_entries (organization_id, seq);

CREATE TABLE access_bodies (
    entry_id UUID NOT NULL REFERENCES access_entries (id),
    body BYTEA NOT NULL,
    salt BYTEA NOT NULL,
    CONSTRAINT access_bodies_entry_id PRIMARY KEY (entry_id)
);

CREATE TABLE access_erasures (
    entry_id UUID NOT NULL REFERENCES access_entries (id),
    at TIMESTAMPTZ NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    CONSTRAINT access_erasures_entry_id PRIMARY KEY (entry_id)
);

-- Who cares for whom.

CREATE TABLE care_teams (
    resident_id UUID NOT NULL REFERENCES residents (id),
    organization_id UUID NOT NULL REFERENCES organizations (id),
    joined_at TIMESTAMPTZ NOT NULL,
    joined_by UUID NOT NULL REFERENCES accounts (id),
    left_at TIMESTAMPTZ,
    left_by UUID REFERENCES accounts (id),
    CONSTRAINT care_teams_resident_id_organization_id_joined_at
        PRIMARY KEY (resident_id, organization_id, joined_at)
);
CREATE INDEX care_teams_by_organization ON care_teams (organization_id);
CREATE INDEX care_teams_by_joined_by ON care_teams (joined_by);
CREATE INDEX care_teams_by_left_by ON care_teams (left_by);

-- Requests and files.

CREATE TABLE idempotency_keys (
    account_id UUID NOT NULL REFERENCES accounts (id),
    key TEXT COLLATE "C" NOT NULL,
    request_hash BYTEA NOT NULL,
    result UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT idempotency_keys_account_id_key PRIMARY KEY (account_id, key)
);
CREATE INDEX idempotency_keys_by_at ON idempotency_keys (at);

CREATE TABLE imports (
    id UUID NOT NULL,
    municipality TEXT COLLATE "C" NOT NULL,
    file_hash BYTEA NOT NULL,
    imported_by UUID NOT NULL REFERENCES accounts (id),
    at TIMESTAMPTZ NOT NULL,
    new_rows INTEGER NOT NULL,
    changed_rows INTEGER NOT NULL,
    same_rows INTEGER NOT NULL,
    rejected_rows INTEGER NOT NULL,
    CONSTRAINT imports_id PRIMARY KEY (id)
);
CREATE INDEX imports_by_imported_by ON imports (imported_by);

CREATE TABLE staged_imports (
    id UUID NOT NULL,
    account_id UUID NOT NULL REFERENCES accounts (id),
    sealed BYTEA NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT staged_imports_id PRIMARY KEY (id)
);
CREATE INDEX staged_imports_by_account ON staged_imports (account_id);
CREATE INDEX staged_imports_by_at ON staged_imports (at);

-- What was written stays as it was written.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

-- A fact changes once: when a later version takes its place.
CREATE FUNCTION facts_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept facts;
BEGIN
    kept := NEW;
    kept.superseded_by := OLD.superseded_by;
    IF OLD.superseded_by IS NOT NULL OR NEW.superseded_by IS NULL OR kept IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'append-only: facts' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;

-- A consent changes once: when it is superseded or withdrawn.
CREATE FUNCTION consents_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept consents;
BEGIN
    kept := NEW;
    kept.state := OLD.state;
    kept.ended_at := OLD.ended_at;
    IF OLD.state <> 'in_force' OR NEW.state = 'in_force' OR kept IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'append-only: consents' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION access_bodies_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM access_erasures WHERE entry_id = OLD.entry_id) THEN
        RAISE EXCEPTION 'append-only: access_bodies' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END
$$;

CREATE TRIGGER facts_update BEFORE UPDATE ON facts
    FOR EACH ROW EXECUTE FUNCTION facts_update();
CREATE TRIGGER facts_delete BEFORE DELETE ON facts
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER facts_truncate BEFORE TRUNCATE ON facts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER consents_update BEFORE UPDATE ON consents
    FOR EACH ROW EXECUTE FUNCTION consents_update();
CREATE TRIGGER consents_delete BEFORE DELETE ON consents
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER consents_truncate BEFORE TRUNCATE ON consents
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER consent_rows_update BEFORE UPDATE ON consent_rows
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER consent_rows_delete BEFORE DELETE ON consent_rows
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER consent_rows_truncate BEFORE TRUNCATE ON consent_rows
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER access_entries_update BEFORE UPDATE ON access_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_entries_delete BEFORE DELETE ON access_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_entries_truncate BEFORE TRUNCATE ON access_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER access_bodies_update BEFORE UPDATE ON access_bodies
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_bodies_delete BEFORE DELETE ON access_bodies
    FOR EACH ROW EXECUTE FUNCTION access_bodies_delete();
CREATE TRIGGER access_bodies_truncate BEFORE TRUNCATE ON access_bodies
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER access_erasures_update BEFORE UPDATE ON access_erasures
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_erasures_delete BEFORE DELETE ON access_erasures
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_erasures_truncate BEFORE TRUNCATE ON access_erasures
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
