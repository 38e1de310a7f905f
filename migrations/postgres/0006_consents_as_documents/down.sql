CREATE TABLE consent_rows (
    consent_id UUID NOT NULL REFERENCES consents (id),
    category TEXT COLLATE "C" NOT NULL,
    recipient TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    CONSTRAINT consent_rows_consent_id_category_recipient_purpose
        PRIMARY KEY (consent_id, category, recipient, purpose)
);
INSERT INTO consent_rows (consent_id, category, recipient, purpose)
    SELECT consents.id, category, recipient ->> 0, recipient ->> 1
    FROM consents, jsonb_array_elements(consents.rows -> 'permitted') part,
        jsonb_array_elements(part -> 'to') recipient,
        jsonb_array_elements_text(part -> 'categories') category;

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
INSERT INTO consent_index (resident_id, category, recipient, purpose, consent_id, until)
    SELECT resident_id, category, recipient, purpose, consents.id, until
    FROM consents JOIN consent_rows ON consent_rows.consent_id = consents.id
    WHERE state = 'in_force';
CREATE INDEX consent_index_by_consent ON consent_index (consent_id);
DROP TABLE identity_consents;
ALTER TABLE consents DROP COLUMN rows;
DROP INDEX consents_resident_id;
CREATE UNIQUE INDEX consents_resident_id ON consents (resident_id) WHERE state = 'in_force';

CREATE TRIGGER consent_rows_update BEFORE UPDATE ON consent_rows
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER consent_rows_delete BEFORE DELETE ON consent_rows
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER consent_rows_truncate BEFORE TRUNCATE ON consent_rows
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
