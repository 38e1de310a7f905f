CREATE TABLE summary_sections_next (
    resident_id BLOB NOT NULL REFERENCES residents (id),
    category TEXT NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT summary_sections_resident_id_category PRIMARY KEY (resident_id, category)
) WITHOUT ROWID;
INSERT INTO summary_sections_next (resident_id, category, body)
    SELECT resident_id, category, body FROM summary_sections ORDER BY resident_id, category;
DROP TABLE summary_sections;
ALTER TABLE summary_sections_next RENAME TO summary_sections;

CREATE TABLE consent_rows (
    consent_id BLOB NOT NULL REFERENCES consents (id),
    category TEXT NOT NULL,
    recipient TEXT NOT NULL,
    purpose TEXT NOT NULL,
    CONSTRAINT consent_rows_consent_id_category_recipient_purpose
        PRIMARY KEY (consent_id, category, recipient, purpose)
) WITHOUT ROWID;
INSERT INTO consent_rows (consent_id, category, recipient, purpose)
    SELECT consents.id, category.value, recipient.value ->> 0, recipient.value ->> 1
    FROM consents JOIN json_each(consents.rows, '$.permitted') part
        JOIN json_each(part.value, '$.to') recipient JOIN json_each(part.value, '$.categories') category;

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
INSERT INTO consent_index (resident_id, category, recipient, purpose, consent_id, until)
    SELECT resident_id, category, recipient, purpose, consents.id, until
    FROM consents JOIN consent_rows ON consent_rows.consent_id = consents.id
    WHERE state = 'in_force';
CREATE INDEX consent_index_by_consent ON consent_index (consent_id);
DROP TABLE identity_consents;

DROP INDEX consents_resident_id;
CREATE UNIQUE INDEX consents_resident_id ON consents (resident_id) WHERE state = 'in_force';

DROP TRIGGER consents_update;
ALTER TABLE consents DROP COLUMN rows;
CREATE TRIGGER consents_update BEFORE UPDATE ON consents
WHEN OLD.state <> 'in_force' OR NEW.state = 'in_force'
    OR NEW.id IS NOT OLD.id OR NEW.resident_id IS NOT OLD.resident_id
    OR NEW.version IS NOT OLD.version OR NEW.collection IS NOT OLD.collection
    OR NEW.evidence IS NOT OLD.evidence OR NEW.proxy IS NOT OLD.proxy
    OR NEW.until IS NOT OLD.until OR NEW.granted_at IS NOT OLD.granted_at
    OR NEW.granted_by IS NOT OLD.granted_by
BEGIN SELECT RAISE(ABORT, 'append-only: consents'); END;

CREATE TRIGGER consent_rows_update BEFORE UPDATE ON consent_rows
BEGIN SELECT RAISE(ABORT, 'append-only: consent_rows'); END;
CREATE TRIGGER consent_rows_delete BEFORE DELETE ON consent_rows
BEGIN SELECT RAISE(ABORT, 'append-only: consent_rows'); END;
