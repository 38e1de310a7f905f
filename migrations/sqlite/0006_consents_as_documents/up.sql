-- What a consent permits is read whole and never asked for by its parts, so it is one document of
-- the consent: which categories, to which recipients for which purposes, alike ones together. 70 rows
-- of a whole consent are one of some 400 bytes. The reader is in `crates/store/src/consents.rs`.

CREATE TABLE consents_next (
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
    rows TEXT NOT NULL,
    CONSTRAINT consents_id PRIMARY KEY (id),
    CONSTRAINT consents_resident_id_version UNIQUE (resident_id, version),
    CONSTRAINT consents_ended CHECK ((state = 'in_force') = (ended_at IS NULL))
);

WITH given AS (
    SELECT consent_id, recipient, purpose, json_group_array(category ORDER BY category) AS categories
    FROM consent_rows GROUP BY consent_id, recipient, purpose
), alike AS (
    SELECT consent_id, categories,
        json_group_array(json_array(recipient, purpose) ORDER BY recipient, purpose) AS recipients
    FROM given GROUP BY consent_id, categories
), documents AS (
    SELECT consent_id, json_group_array(json_object('categories', json(categories), 'to', json(recipients))
        ORDER BY recipients) AS permitted
    FROM alike GROUP BY consent_id
)
INSERT INTO consents_next (id, resident_id, version, collection, evidence, proxy, until, granted_at,
        granted_by, state, ended_at, rows)
    SELECT id, resident_id, version, collection, evidence, proxy, until, granted_at, granted_by, state,
        ended_at, json_object('version', 1, 'permitted', json(coalesce(permitted, '[]')))
    FROM consents LEFT JOIN documents ON documents.consent_id = consents.id
    ORDER BY consents.rowid;

-- Queries ask one thing of consents: whether someone may be named. Nothing is shown of a person who
-- may not be, so the identity's permissions are all that has to be found without the document.

CREATE TABLE identity_consents (
    resident_id BLOB NOT NULL REFERENCES residents (id),
    recipient TEXT NOT NULL,
    purpose TEXT NOT NULL,
    until TEXT,
    CONSTRAINT identity_consents_resident_id_recipient_purpose
        PRIMARY KEY (resident_id, recipient, purpose)
) WITHOUT ROWID;
INSERT INTO identity_consents (resident_id, recipient, purpose, until)
    SELECT resident_id, recipient, purpose, until FROM consent_index
    WHERE category = 'identity' ORDER BY resident_id, recipient, purpose;

DROP TABLE consent_index;
DROP TABLE consent_rows;
DROP TABLE consents;
ALTER TABLE consents_next RENAME TO consents;
CREATE INDEX consents_by_granted_by ON consents (granted_by);
-- In force is what has not ended; a query says that without a value, which would be bound, and then
-- no index of some rows is known to hold what it asks for.
CREATE UNIQUE INDEX consents_resident_id ON consents (resident_id) WHERE ended_at IS NULL;

CREATE TRIGGER consents_update BEFORE UPDATE ON consents
WHEN OLD.state <> 'in_force' OR NEW.state = 'in_force'
    OR NEW.id IS NOT OLD.id OR NEW.resident_id IS NOT OLD.resident_id
    OR NEW.version IS NOT OLD.version OR NEW.collection IS NOT OLD.collection
    OR NEW.evidence IS NOT OLD.evidence OR NEW.proxy IS NOT OLD.proxy
    OR NEW.until IS NOT OLD.until OR NEW.granted_at IS NOT OLD.granted_at
    OR NEW.granted_by IS NOT OLD.granted_by OR NEW.rows IS NOT OLD.rows
BEGIN SELECT RAISE(ABORT, 'append-only: consents'); END;
CREATE TRIGGER consents_delete BEFORE DELETE ON consents
BEGIN SELECT RAISE(ABORT, 'append-only: consents'); END;

-- With a rowid: a row without one may fill a quarter of a page at most, and the rest of its body gets
-- pages of its own, one body each. Bodies beyond 1 kB took more than twice their room.

CREATE TABLE summary_sections_next (
    resident_id BLOB NOT NULL REFERENCES residents (id),
    category TEXT NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT summary_sections_resident_id_category PRIMARY KEY (resident_id, category)
);
INSERT INTO summary_sections_next (resident_id, category, body)
    SELECT resident_id, category, body FROM summary_sections ORDER BY resident_id, category;
DROP TABLE summary_sections;
ALTER TABLE summary_sections_next RENAME TO summary_sections;
