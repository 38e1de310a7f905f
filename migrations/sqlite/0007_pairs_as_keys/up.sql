-- A key joins two things that a searcher knows, so that each finds a handful of people. Those of two
-- versions stand beside each other, each with what it is compared by: a newer program makes its own
-- while an older one goes on with its. Which keys a resident has follows from the identities on
-- record, so no second index is kept, nor a reference, which would need one; `doctor` compares them,
-- and counts that none is left over.

DROP TABLE search_keys;
CREATE TABLE search_keys (
    version INTEGER NOT NULL,
    key TEXT NOT NULL,
    resident_id BLOB NOT NULL,
    CONSTRAINT search_keys_version_key_resident_id PRIMARY KEY (version, key, resident_id)
) WITHOUT ROWID;

-- What a search compares a resident by, and how many keys were made of it; `tasuki migrate` fills it.

CREATE TABLE search_sketches (
    resident_id BLOB NOT NULL REFERENCES residents (id),
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    key_count INTEGER NOT NULL,
    CONSTRAINT search_sketches_resident_id_version PRIMARY KEY (resident_id, version)
) WITHOUT ROWID;

UPDATE residents SET key_version = 0;
