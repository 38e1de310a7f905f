-- No reference from a body to its entry. Checking one reads the index page where the entry stands;
-- others put their entries on that page at the same time, and of transactions that run as if alone
-- PostgreSQL then sends one back: of five looks at once, one was done twice. The two rows are
-- inserted together and no entry can go; `doctor` compares them.

ALTER TABLE access_bodies DROP CONSTRAINT access_bodies_entry_id_fkey;
