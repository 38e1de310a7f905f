//! What is derived agrees with what it was derived from, and the doctor sees when it does not.

use super::{fixtures::*, on_both};
use crate::Finding;
use tasuki_domain::{Category, fact::FactBody, id::ResidentId};

/// The n-th identifier as a literal of the database's own SQL.
pub(super) fn literal(database: &super::database::Database, n: u64) -> String {
    let id: ResidentId = id(n);
    if database.is_sqlite() {
        format!("x'{}'", id.uuid().simple())
    } else {
        format!("'{id}'")
    }
}

on_both! {
    fn the_doctor_finds_nothing_in_what_the_store_wrote(database) {
        let store = &database.store;
        found_city(store);
        for n in 10..30 {
            register(store, n, &identity("タスキ", "ハナ", "1940-03-02"));
        }
        write(store, |tx| {
            let moved = FactBody::Identity(identity("カクウ", "ハナ", "1940-03-02"));
            tx.record_fact(&fact(40, id(10), moved), None)?;
            tx.set_protected_address(id(11), true)?;
            tx.withdraw_consent(id(12), at(1))?;
            tx.insert_consent(&consent(41, id(13), 2))
        });
        assert_eq!(store.doctor().unwrap(), []);
    }

    fn the_doctor_finds_what_was_planted(database) {
        let store = &database.store;
        found_city(store);
        for n in 10..16 {
            register(store, n, &identity("タスキ", "ハナ", "1940-03-02"));
        }
        write(store, |tx| tx.insert_resident(&resident(16)));
        let of = |n| literal(database, n);
        for sql in [
            format!(
                "UPDATE summary_sections SET body = (SELECT body FROM summary_sections \
                 WHERE resident_id = {}) WHERE resident_id = {}",
                of(11), of(10)
            ),
            format!("DELETE FROM search_keys WHERE key LIKE 'phone:%' AND resident_id = {}", of(11)),
            format!("UPDATE residents SET key_version = 0 WHERE id = {}", of(12)),
            format!("DELETE FROM identity_consents WHERE resident_id = {}", of(13)),
            format!("UPDATE summary_sections SET body = '{{}}' WHERE resident_id = {}", of(14)),
            format!("DELETE FROM summary_sections WHERE resident_id = {}", of(15)),
        ] {
            database.execute(&sql).unwrap();
        }
        assert_eq!(
            store.doctor().unwrap(),
            [
                Finding::KeysLeft { count: -1 },
                Finding::SectionDiffers { resident: id(10), category: Category::Identity },
                Finding::KeysDiffer { resident: id(11) },
                Finding::KeyVersion { resident: id(12), found: 0 },
                Finding::IdentityConsentsDiffer { resident: id(13) },
                Finding::Unreadable { resident: id(14), what: "summary_sections.body" },
                Finding::SectionDiffers { resident: id(15), category: Category::Identity },
                Finding::IdentityMissing { resident: id(16) },
            ]
        );
        write(store, |tx| {
            for n in 10..16 {
                tx.rebuild_summary(id(n))?;
                tx.rebuild_search_keys(id(n))?;
            }
            tx.insert_consent(&consent(20, id(13), 2))
        });
        assert_eq!(store.doctor().unwrap(), [Finding::IdentityMissing { resident: id(16) }]);
    }

    fn findings_name_nobody(database) {
        let store = &database.store;
        found_city(store);
        register(store, 10, &identity("タスキ", "ハナ", "1940-03-02"));
        database.execute("DELETE FROM summary_sections").unwrap();
        let told = store.doctor().unwrap()[0].to_string();
        let who: ResidentId = id(10);
        assert_eq!(told, format!("summary of {who}: section identity differs from the facts"));
    }
}

#[test]
fn the_doctor_finds_a_reference_that_points_nowhere() {
    let database = super::database::Database::sqlite();
    found_city(&database.store);
    database
        .execute("PRAGMA foreign_keys = OFF; DELETE FROM organizations;")
        .unwrap();
    let findings = database.store.doctor().unwrap();
    assert_eq!(
        findings,
        [Finding::Dangling {
            table: "accounts".to_owned()
        }]
    );
}

#[test]
fn the_doctor_finds_a_body_without_its_entry() {
    let database = super::database::Database::sqlite();
    found_city(&database.store);
    assert_eq!(database.store.doctor().unwrap(), []);
    database
        .execute("INSERT INTO access_bodies (entry_id, body, salt) VALUES (x'01', x'02', x'03')")
        .unwrap();
    assert_eq!(
        database.store.doctor().unwrap(),
        [Finding::Dangling {
            table: "access_bodies".to_owned()
        }]
    );
}
