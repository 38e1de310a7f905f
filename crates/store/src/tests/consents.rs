//! Consents: one in force, every other one kept as it was.

use super::{
    database::{self, Database},
    derived::literal,
    fixtures::*,
    on_both,
};
use crate::{Store, StoreError, migrate};
use diesel::{RunQueryDsl as _, sql_types::BigInt};
use std::collections::HashMap;
use tasuki_domain::{
    Category,
    consent::{Consent, ConsentState, Purpose, RecipientClass},
};

#[derive(diesel::QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    rows: i64,
}

/// How many rows a table has, or those of it that a condition keeps.
fn count(database: &Database, table: &str) -> i64 {
    let sql = format!("SELECT count(*) AS rows FROM {table}");
    let counted: Counted = diesel::sql_query(sql)
        .get_result(&mut database.shell())
        .unwrap();
    counted.rows
}

fn of_both(store: &Store) -> Vec<Consent> {
    let read = |n| store.read(|tx| tx.consents(id(n))).unwrap();
    [read(10), read(20)].concat()
}

/// A consent of several shapes of rows: alike for two recipients, other for a third, whole.
fn consents_of_every_shape(store: &Store) -> Vec<Consent> {
    found_city(store);
    let who = register(store, 10, &identity("タスキ", "ハナ", "1940-03-02"));
    let mixed = [
        (Category::Identity, RecipientClass::Ems, Purpose::Emergency),
        (Category::Allergies, RecipientClass::Ems, Purpose::Emergency),
        (
            Category::Allergies,
            RecipientClass::Hospital,
            Purpose::Emergency,
        ),
        (
            Category::Identity,
            RecipientClass::Hospital,
            Purpose::Emergency,
        ),
        (
            Category::DisasterPlan,
            RecipientClass::Disaster,
            Purpose::Disaster,
        ),
    ];
    let whole = Category::ALL.iter().flat_map(|category| {
        RecipientClass::ALL.iter().flat_map(move |recipient| {
            Purpose::ALL
                .iter()
                .map(move |purpose| row(*category, *recipient, *purpose))
        })
    });
    let mut consents = [
        consent(11, who, 2),
        consent(12, who, 3),
        consent(13, who, 4),
    ];
    consents[0].rows = mixed
        .map(|(category, recipient, purpose)| row(category, recipient, purpose))
        .into();
    consents[1].rows.clear();
    consents[2].rows = whole.collect();
    consents[2].until = Some(day("2030-01-31"));
    write(store, |tx| {
        consents
            .iter()
            .try_for_each(|consent| tx.insert_consent(consent))
    });
    register(store, 20, &identity("カクウ", "ハナ", "1941-03-02"));
    write(store, |tx| tx.withdraw_consent(id(20), at(100)));
    let stored = of_both(store);
    for (stored, given) in stored.iter().zip(consents.iter().rev()) {
        assert_eq!(stored.rows, given.rows);
    }
    assert_eq!(stored.len(), 5);
    stored
}

on_both! {
    fn consents_from_before_they_were_documents_say_the_same(database) {
        let before = consents_of_every_shape(&database.store);
        while migrate::revert_last(&database.url).unwrap() != "0006" {}
        assert_eq!(count(database, "consent_rows"), 2 + 5 + 210 + 2);
        assert_eq!(count(database, "consent_index WHERE until = '2030-01-31'"), 210);
        Store::migrate(&database.url).unwrap();
        let store = database.open(database::options());
        let after = of_both(&store);
        assert_eq!(after, before);
        assert_eq!(store.doctor().unwrap(), []);
        assert_eq!(count(database, "identity_consents"), 15);
        for sql in ["DELETE FROM consents", "UPDATE consents SET rows = '{}'"] {
            let refused = database.execute(sql);
            assert!(matches!(refused, Err(StoreError::Conflict { .. })), "{refused:?}");
        }
    }

    fn rows_of_a_consent_that_cannot_be_read_permit_nothing(database) {
        let store = &database.store;
        found_city(store);
        register(store, 10, &identity("タスキ", "ハナ", "1940-03-02"));
        let known = r#"{"version":1,"permitted":[{"categories":["identity"],"to":[["ems","emergency"]]}]}"#;
        let documents = [
            known.to_owned(),
            known.replace("identity", "secrets"),
            known.replace("ems", "press"),
            known.replace("emergency", "curiosity"),
            known.replace("1", "2"),
            known.replace("to", "for"),
            known.replace("permitted", "denied"),
            known.replace("\"to\"", "\"except\":[],\"to\""),
            known.replace("[\"ems\",\"emergency\"]", "[\"ems\"]"),
            "{}".to_owned(),
        ];
        for (n, document) in (40..).zip(&documents) {
            database
                .execute(&format!(
                    "INSERT INTO consents (id, resident_id, version, collection, evidence, granted_at, \
                     granted_by, state, ended_at, rows) SELECT {}, resident_id, {n}, collection, evidence, \
                     granted_at, granted_by, 'superseded', granted_at, '{document}' FROM consents \
                     WHERE state = 'in_force'",
                    literal(database, n)
                ))
                .unwrap();
            let read = store.read(|tx| tx.consent(id(n)));
            if document == known {
                let rows = [row(Category::Identity, RecipientClass::Ems, Purpose::Emergency)];
                assert_eq!(read.unwrap().unwrap().rows, rows.into());
            } else {
                assert!(matches!(read, Err(StoreError::Corrupt("consents.rows"))), "{document}");
            }
        }
        assert!(store.read(|tx| tx.consents(id(10))).is_err());
    }

    fn a_later_consent_takes_the_place_of_the_one_in_force(database) {
        let store = &database.store;
        found_city(store);
        let who = register(store, 10, &identity("タスキ", "ハナ", "1940-03-02"));
        let second = consent(11, who, 2);
        write(store, |tx| tx.insert_consent(&second));
        assert_eq!(store.read(|tx| tx.consent_in_force(who)).unwrap(), Some(second.clone()));
        let mut first = consent(10, who, 1);
        first.state = ConsentState::Superseded(second.granted_at);
        assert_eq!(store.read(|tx| tx.consents(who)).unwrap(), [second, first]);
    }

    fn a_withdrawn_consent_stays_withdrawn(database) {
        let store = &database.store;
        found_city(store);
        let who = register(store, 10, &identity("タスキ", "ハナ", "1940-03-02"));
        write(store, |tx| tx.withdraw_consent(id(10), at(100)));
        assert_eq!(store.read(|tx| tx.consent_in_force(who)).unwrap(), None);
        let kept = store.read(|tx| tx.consent(id(10))).unwrap().unwrap();
        assert_eq!(kept.state, ConsentState::Withdrawn(at(100)));
        assert_eq!(kept.rows, emergency_rows());
        for again in [10, 99] {
            let result = store.write(|tx| tx.withdraw_consent(id(again), at(101)));
            assert!(matches!(result, Err(StoreError::Stale)), "{result:?}");
        }
    }

    fn a_version_is_taken_once_and_what_has_ended_cannot_be_granted(database) {
        let store = &database.store;
        found_city(store);
        let who = register(store, 10, &identity("タスキ", "ハナ", "1940-03-02"));
        let name = |result: Result<(), StoreError>| match result {
            Err(StoreError::Conflict { constraint }) => constraint,
            other => format!("{other:?}"),
        };
        let again = store.write(|tx| tx.insert_consent(&consent(11, who, 1)));
        assert_eq!(name(again), "consents_resident_id_version");
        let mut ended = consent(11, who, 2);
        ended.state = ConsentState::Withdrawn(at(1));
        let ended = store.write(|tx| tx.insert_consent(&ended));
        assert_eq!(name(ended), "consents_state");
        let second_in_force = database.execute(
            "INSERT INTO consents SELECT granted_by, resident_id, 9, collection, evidence, proxy, \
             until, granted_at, granted_by, state, ended_at, rows FROM consents",
        );
        assert_eq!(name(second_in_force), "consents_resident_id");
    }

    fn the_newest_consent_of_each_is_read_at_once(database) {
        let store = &database.store;
        found_city(store);
        for n in 10..13 {
            register(store, n, &identity("タスキ", "ハナ", "1940-03-02"));
        }
        let person = resident(13);
        write(store, |tx| {
            tx.insert_resident(&person)?;
            tx.insert_consent(&consent(20, id(10), 2))?;
            tx.withdraw_consent(id(11), at(30))
        });
        let newest = store
            .read(|tx| tx.newest_consents(&[id(10), id(11), id(13), id(99)]))
            .unwrap();
        let mut one_by_one = HashMap::new();
        for n in [10, 11] {
            let all = store.read(|tx| tx.consents(id(n))).unwrap();
            one_by_one.insert(id(n), all.into_iter().next().unwrap());
        }
        assert_eq!(newest, one_by_one);
        assert_eq!(newest[&id(10)].version, 2);
        assert_eq!(newest[&id(11)].state, ConsentState::Withdrawn(at(30)));
        assert!(store.read(|tx| tx.newest_consents(&[])).unwrap().is_empty());
    }

    fn a_version_rises_by_one_and_only_from_the_expected(database) {
        let store = &database.store;
        found_city(store);
        let who = register(store, 10, &identity("タスキ", "ハナ", "1940-03-02"));
        let revision = || store.read(|tx| tx.resident(who)).unwrap().unwrap().version;
        assert_eq!(revision(), 1);
        assert_eq!(write(store, |tx| tx.bump_version(who, Some(1))), 2);
        assert_eq!(write(store, |tx| tx.bump_version(who, None)), 3);
        let stale = store.write(|tx| tx.bump_version(who, Some(2)));
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
        let nobody = store.write(|tx| tx.bump_version(id(99), None));
        assert!(matches!(nobody, Err(StoreError::Stale)), "{nobody:?}");
        // A stale answer is an answer: the unit of work may go on and record the refusal.
        write(store, |tx| {
            assert!(tx.bump_version(who, Some(2)).is_err());
            tx.append_accesses(&[sealed(50, Some(who))])
        });
        assert_eq!(revision(), 3);
        assert_eq!(store.read(|tx| tx.accesses_of(who, None, 9)).unwrap().len(), 1);
    }
}
