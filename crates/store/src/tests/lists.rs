//! Lists: of residents, of looks, of emergencies.

use super::{fixtures::*, on_both};
use crate::{ResidentRow, Store};
use tasuki_domain::id::{AccessEntryId, ResidentId};
use tasuki_matching::{KeyKind, SearchKey};

fn residents(store: &Store, after: Option<u64>, limit: u32, name: Option<&str>) -> Vec<ResidentId> {
    let rows = store
        .read(|tx| tx.residents(&[atami()], after.map(id), limit, name))
        .unwrap();
    rows.iter().map(|row| row.resident.id).collect()
}

fn town(store: &Store) {
    found_city(store);
    for (n, family) in [
        (10, "タスキ"),
        (11, "カクウ"),
        (12, "タスキダ"),
        (13, "カクウ"),
    ] {
        register(store, n, &identity(family, "ハナ", "1940-03-02"));
    }
}

fn ids<T: From<uuid::Uuid>, const N: usize>(ns: [u64; N]) -> Vec<T> {
    ns.map(id).into()
}

on_both! {
    fn residents_come_in_pages_and_by_name(database) {
        let store = &database.store;
        town(store);
        assert_eq!(residents(store, None, 9, None), ids([10, 11, 12, 13]));
        assert_eq!(residents(store, None, 3, None), ids([10, 11, 12]));
        assert_eq!(residents(store, Some(12), 3, None), ids([13]));
        assert_eq!(residents(store, None, 9, Some("タスキ")), ids([10, 12]));
        assert_eq!(residents(store, None, 9, Some("タスキハ")), ids([10]));
        assert_eq!(residents(store, None, 9, Some("ハナ")), ids([]));
        assert_eq!(residents(store, None, 9, Some("")), ids([10, 11, 12, 13]));
        assert_eq!(residents(store, None, 9, Some("タ%")), ids([]));
        assert_eq!(residents(store, Some(10), 9, Some("タスキ")), ids([12]));
        assert_eq!(store.read(|tx| tx.residents(&[usuki()], None, 9, None)).unwrap(), []);
        assert_eq!(store.read(|tx| tx.residents(&[], None, 9, None)).unwrap(), []);
        let count = |codes: &[_]| store.read(|tx| tx.count_residents(codes)).unwrap();
        assert_eq!((count(&[atami()]), count(&[usuki()]), count(&[])), (4, 0, 0));
    }

    fn a_line_of_the_list_says_who_and_how_fresh(database) {
        let store = &database.store;
        town(store);
        let rows = store.read(|tx| tx.residents(&[usuki(), atami()], None, 1, None)).unwrap();
        let person = identity("タスキ", "ハナ", "1940-03-02");
        assert_eq!(rows, [ResidentRow {
            resident: resident(10),
            name: person.name,
            birth_date: person.birth_date,
            town: person.address.map(|address| address.town),
            updated: at(10),
        }]);
    }

    fn a_person_registered_before_is_noticed(database) {
        let store = &database.store;
        town(store);
        let find = |municipality, kana: &str, birth: &str| -> Vec<ResidentId> {
            let name = SearchKey::pair(KeyKind::Kana, kana, birth);
            let found = store
                .read(|tx| tx.residents_named(&municipality, &[name.clone()].into()))
                .unwrap();
            found.into_iter().map(|resident| resident.id).collect()
        };
        assert_eq!(find(atami(), "カクウハナ", "1940-03-02"), ids([11, 13]));
        assert_eq!(find(atami(), "カクウハナ", "1940-03-03"), ids([]));
        assert_eq!(find(atami(), "カクウ", "1940-03-02"), ids([]));
        assert_eq!(find(usuki(), "カクウハナ", "1940-03-02"), ids([]));
    }

    fn looks_come_newest_first_and_in_pages(database) {
        let store = &database.store;
        town(store);
        write(store, |tx| {
            tx.append_accesses(&[
                sealed(50, Some(id(10))),
                sealed(51, None),
                sealed(52, Some(id(11))),
                // A refusal may name somebody who does not exist.
                sealed(53, Some(id(999))),
            ])?;
            // The order is that of the insertions, not of the clocks.
            tx.append_accesses(&[sealed(49, Some(id(10))), sealed(60, Some(id(10)))])?;
            tx.append_accesses(&[])
        });
        let of = |resident, before: Option<u64>, limit| -> Vec<AccessEntryId> {
            let entries = store
                .read(|tx| tx.accesses_of(id(resident), before.map(id), limit))
                .unwrap();
            entries.iter().map(|entry| entry.id).collect()
        };
        assert_eq!(of(10, None, 9), ids([60, 49, 50]));
        assert_eq!(of(10, None, 2), ids([60, 49]));
        assert_eq!(of(10, Some(49), 2), ids([50]));
        assert_eq!(of(10, Some(998), 2), ids([]));
        assert_eq!(of(11, None, 9), ids([52]));
    }

    fn emergencies_come_newest_first(database) {
        let store = &database.store;
        found_city(store);
        write(store, |tx| {
            for n in [51, 50, 52] {
                tx.insert_incident(&incident(n))?;
            }
            Ok(())
        });
        let incidents = store.read(|tx| tx.incidents(city(), 2)).unwrap();
        assert_eq!(incidents, [incident(52), incident(51)]);
        assert_eq!(store.read(|tx| tx.incidents(id(99), 2)).unwrap(), []);
    }

    fn a_care_team_has_whom_it_has_at_the_time(database) {
        let store = &database.store;
        town(store);
        let within = |now| store.read(|tx| tx.in_care_team(id(10), city(), at(now))).unwrap();
        assert!(!within(5));
        for _ in 0..2 {
            write(store, |tx| tx.join_care_team(id(10), city(), at(5), officer()));
        }
        assert_eq!([4, 5, 100].map(within), [false, true, true]);
        write(store, |tx| tx.leave_care_team(id(10), city(), at(20), officer()));
        assert_eq!([5, 19, 20, 21].map(within), [true, true, false, false]);
        let again = store.write(|tx| tx.leave_care_team(id(10), city(), at(21), officer()));
        assert!(matches!(again, Err(crate::StoreError::Stale)));
        write(store, |tx| tx.join_care_team(id(10), city(), at(30), officer()));
        assert_eq!([25, 30].map(within), [false, true]);
        assert!(!store.read(|tx| tx.in_care_team(id(11), city(), at(30))).unwrap());
    }
}
