//! Searches as they are counted.

use super::{fixtures::*, on_both};
use crate::{LookupRow, Searcher, StoreError};

on_both! {
    fn searches_that_ran_are_counted_back_and_refused_ones_apart(database) {
        let store = &database.store;
        found_city(store);
        let row = |n: u64, refusal| LookupRow {
            id: id(n),
            incident: n.is_multiple_of(2).then(|| id(50)),
            account: officer(),
            organization: city(),
            at: at(i64::try_from(n).unwrap()),
            criteria_kinds: vec!["birth_date".to_owned()],
            candidates: u32::try_from(n).unwrap(),
            total: 9,
            refusal,
        };
        write(store, |tx| {
            tx.insert_incident(&incident(50))?;
            for n in 1..=6 {
                tx.insert_lookup(&row(n, None))?;
            }
            tx.insert_lookup(&row(7, Some("criteria_too_few")))?;
            tx.insert_lookup(&row(8, Some("too_many_searches")))
        });
        let of = Searcher::Account(officer());
        let found: Result<_, StoreError> = store.read(|tx| {
            Ok((
                [
                    tx.lookup_counted_back(of, at(0), 1)?,
                    tx.lookup_counted_back(of, at(0), 6)?,
                    tx.lookup_counted_back(of, at(0), 7)?,
                    tx.lookup_counted_back(of, at(3), 3)?,
                    tx.lookup_counted_back(of, at(3), 4)?,
                    tx.lookup_counted_back(Searcher::Organization(city()), at(0), 2)?,
                    tx.lookup_counted_back(Searcher::Incident(id(50)), at(0), 3)?,
                    tx.lookup_counted_back(Searcher::Incident(id(50)), at(0), 4)?,
                ],
                tx.lookups_of(officer(), at(4), 9)?,
                tx.refused_lookups_of(officer(), at(0), "criteria_too_few", 9)?,
            ))
        });
        let (counted, newest, refused) = found.unwrap();
        assert_eq!(
            counted,
            [Some(at(6)), Some(at(1)), None, Some(at(4)), None, Some(at(5)), Some(at(2)), None]
        );
        assert_eq!(newest, [(at(6), 6), (at(5), 5)]);
        assert_eq!(refused, 1);
    }
}
