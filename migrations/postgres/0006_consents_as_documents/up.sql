-- Why is written in SQLite's migration of this name. The trigger of consents compares whole rows, so
-- it covers the document too.

ALTER TABLE consents ADD COLUMN rows JSONB;
ALTER TABLE consents DISABLE TRIGGER consents_update;
WITH given AS (
    SELECT consent_id, recipient, purpose, jsonb_agg(category ORDER BY category) AS categories
    FROM consent_rows GROUP BY consent_id, recipient, purpose
), alike AS (
    SELECT consent_id, categories,
        jsonb_agg(jsonb_build_array(recipient, purpose) ORDER BY recipient, purpose) AS recipients
    FROM given GROUP BY consent_id, categories
), documents AS (
    SELECT consent_id, jsonb_agg(jsonb_build_object('categories', categories, 'to', recipients)
        ORDER BY recipients) AS permitted
    FROM alike GROUP BY consent_id
)
UPDATE consents SET rows = jsonb_build_object('version', 1, 'permitted', coalesce(permitted, '[]'))
    FROM consents header LEFT JOIN documents ON documents.consent_id = header.id
    WHERE header.id = consents.id;
ALTER TABLE consents ENABLE TRIGGER consents_update;
ALTER TABLE consents ALTER COLUMN rows SET NOT NULL;
DROP INDEX consents_resident_id;
CREATE UNIQUE INDEX consents_resident_id ON consents (resident_id) WHERE ended_at IS NULL;

CREATE TABLE identity_consents (
    resident_id UUID NOT NULL REFERENCES residents (id),
    recipient TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    until TEXT COLLATE "C",
    CONSTRAINT identity_consents_resident_id_recipient_purpose
        PRIMARY KEY (resident_id, recipient, purpose)
);
INSERT INTO identity_consents (resident_id, recipient, purpose, until)
    SELECT resident_id, recipient, purpose, until FROM consent_index
    WHERE category = 'identity' ORDER BY resident_id, recipient, purpose;

DROP TABLE consent_index;
DROP TABLE consent_rows;
