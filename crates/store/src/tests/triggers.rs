//! What was written stays as it was written, for someone with a database shell too.

use super::{database::Database, fixtures::*, on_both};
use crate::StoreError;

fn refused(database: &Database, sql: &str) {
    let result = database.execute(sql);
    assert!(
        matches!(&result, Err(StoreError::Conflict { constraint }) if constraint == "append_only"),
        "{sql}: {result:?}"
    );
}

/// Two facts of which one is superseded, two consents of which one is, and a look.
fn write_everything(database: &Database) {
    let store = &database.store;
    found_city(store);
    let person = identity("タスキ", "ハナ", "1940-03-02");
    let who = register(store, 10, &person);
    write(store, |tx| {
        let body = tasuki_domain::fact::FactBody::Identity(person.clone());
        tx.record_fact(&fact(11, who, body), None)?;
        tx.insert_consent(&consent(11, who, 2))?;
        tx.append_accesses(&[sealed(12, Some(who)), sealed(13, Some(who))])
    });
}

on_both! {
    fn facts_are_append_only(database) {
        write_everything(database);
        refused(database, "DELETE FROM facts");
        for column in ["superseded_by = NULL", "superseded_by = id"] {
            refused(database, &format!("UPDATE facts SET {column} WHERE superseded_by IS NOT NULL"));
        }
        for column in [
            "kind = 'home'", "category = 'home'", "code = 'x'", "confirmed_none = NOT confirmed_none",
            "schema_version = 9", "body = '{}'", "provenance = '{}'", "entered_at = NULL",
            "superseded_by = NULL", "superseded_by = id, code = 'x'", "id = resident_id",
        ] {
            refused(database, &format!("UPDATE facts SET {column} WHERE superseded_by IS NULL"));
        }
        database.execute("UPDATE facts SET superseded_by = id WHERE superseded_by IS NULL").unwrap();
    }

    fn consents_are_append_only(database) {
        write_everything(database);
        refused(database, "DELETE FROM consents");
        refused(database, "UPDATE consents SET state = 'in_force', ended_at = NULL WHERE state = 'superseded'");
        refused(database, "UPDATE consents SET state = 'withdrawn' WHERE state = 'superseded'");
        for column in [
            "version = 9", "collection = NOT collection", "evidence = '{}'", "proxy = '{}'",
            "until = '2030-01-01'", "granted_at = NULL", "granted_by = id", "state = 'in_force'",
            "rows = '{}'",
        ] {
            refused(database, &format!("UPDATE consents SET {column} WHERE state = 'in_force'"));
        }
    }

    fn looks_are_append_only(database) {
        write_everything(database);
        refused(database, "DELETE FROM access_entries");
        refused(database, "UPDATE access_entries SET resident_id = NULL");
        refused(database, "UPDATE access_bodies SET salt = salt");
        refused(database, "DELETE FROM access_bodies");
        refused(database, "DELETE FROM access_reviews");
        refused(database, "UPDATE access_reviews SET seq = seq + 1");
    }

    fn a_body_goes_only_beside_its_erasure(database) {
        write_everything(database);
        let store = &database.store;
        assert_eq!(store.read(|tx| tx.accesses_of(id(10), None, 9)).unwrap().len(), 2);
        let when = if database.is_sqlite() { "0" } else { "now()" };
        database
            .execute(&format!(
                "INSERT INTO access_erasures (entry_id, at, reason) \
                 SELECT id, {when}, 'court order' FROM access_entries ORDER BY seq LIMIT 1"
            ))
            .unwrap();
        refused(database, "DELETE FROM access_bodies");
        database
            .execute("DELETE FROM access_bodies WHERE entry_id IN (SELECT entry_id FROM access_erasures)")
            .unwrap();
        let left = store.read(|tx| tx.accesses_of(id(10), None, 9)).unwrap();
        assert_eq!(left.iter().map(|entry| entry.id).collect::<Vec<_>>(), [id(13)]);
        refused(database, "DELETE FROM access_erasures");
        refused(database, "UPDATE access_erasures SET reason = 'another'");
    }
}

#[cfg(feature = "postgres")]
#[test]
fn postgres_refuses_to_truncate_too() {
    let Some(database) = Database::postgres() else {
        return;
    };
    write_everything(&database);
    for table in [
        "facts",
        "consents",
        "access_entries",
        "access_bodies",
        "access_erasures",
        "access_reviews",
    ] {
        refused(&database, &format!("TRUNCATE {table} CASCADE"));
    }
}
