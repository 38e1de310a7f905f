-- Keys of one thing each; the program of before makes them anew.

DROP TABLE search_sketches;
DROP TABLE search_keys;
CREATE TABLE search_keys (
    kind TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    resident_id UUID NOT NULL REFERENCES residents (id),
    CONSTRAINT search_keys_kind_value_resident_id PRIMARY KEY (kind, value, resident_id)
);
CREATE INDEX search_keys_by_resident ON search_keys (resident_id, kind);
UPDATE residents SET key_version = 0;
