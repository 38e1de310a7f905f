DROP TRIGGER access_entries_insert;
DROP TABLE access_reviews;
