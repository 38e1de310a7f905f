ALTER TABLE access_bodies ADD CONSTRAINT access_bodies_entry_id_fkey
    FOREIGN KEY (entry_id) REFERENCES access_entries (id);
