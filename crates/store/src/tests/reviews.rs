//! The reviewers' list of looks: what is in it, and that a page costs a page.

use super::{
    database::{Database, execute},
    fixtures::*,
    on_both,
};
use crate::{SealedEntry, Store, accesses, migrate};

use tasuki_domain::{
    id::{AccessEntryId, OrganizationId, ResidentId},
    municipality::MunicipalityCode,
};

fn in_towns(
    store: &Store,
    codes: &[MunicipalityCode],
    before: Option<u64>,
    limit: u32,
) -> Vec<AccessEntryId> {
    let entries = store
        .read(|tx| tx.accesses_in(codes, before.map(id), limit))
        .unwrap();
    entries.iter().map(|entry| entry.id).collect()
}

fn ids<const N: usize>(ns: [u64; N]) -> Vec<AccessEntryId> {
    ns.map(id).into()
}

fn looked(n: u64, by: OrganizationId, resident: Option<u64>) -> SealedEntry {
    let mut sealed = sealed(n, resident.map(id::<ResidentId>));
    sealed.entry.organization = by;
    sealed.body = serde_json::to_vec(&sealed.entry).unwrap();
    sealed
}

/// Two towns with a resident each, an institution (3) that serves both and one (4) that serves one.
fn two_towns(store: &Store) {
    found_city(store);
    register(store, 10, &identity("タスキ", "ハナ", "1940-03-02"));
    let mut elsewhere = resident(11);
    elsewhere.municipality = usuki();
    let mut both = organization(3);
    both.jurisdiction = vec![usuki(), atami()];
    let mut one = organization(4);
    one.jurisdiction = vec![atami()];
    write(store, |tx| {
        tx.insert_resident(&elsewhere)?;
        tx.insert_organization(&both)?;
        tx.insert_organization(&one)?;
        tx.append_accesses(&[
            looked(50, id(3), Some(10)),
            looked(51, id(3), Some(11)),
            looked(52, id(3), None),
            looked(53, id(4), None),
            looked(54, id(4), Some(11)),
            // A refusal may name somebody who does not exist.
            looked(55, id(4), Some(999)),
            looked(56, city(), None),
        ])
    });
}

fn assert_reviewed(store: &Store) {
    let (atami, usuki) = (atami(), usuki());
    let in_atami = |before, limit| in_towns(store, std::slice::from_ref(&atami), before, limit);
    assert_eq!(in_atami(None, 9), ids([55, 53, 52, 50]));
    assert_eq!(in_atami(None, 2), ids([55, 53]));
    assert_eq!(in_atami(Some(53), 2), ids([52, 50]));
    assert_eq!(in_atami(Some(50), 2), ids([]));
    assert_eq!(in_atami(Some(998), 2), ids([]));
    let in_usuki = in_towns(store, std::slice::from_ref(&usuki), None, 9);
    assert_eq!(in_usuki, ids([54, 52, 51]));
    let both = [usuki, atami];
    assert_eq!(
        in_towns(store, &both, None, 9),
        ids([55, 54, 53, 52, 51, 50])
    );
    assert_eq!(in_towns(store, &both, Some(55), 3), ids([54, 53, 52]));
    assert_eq!(in_towns(store, &both, Some(52), 3), ids([51, 50]));
    assert_eq!(in_towns(store, &[], None, 9), ids([]));
}

on_both! {
    fn a_look_is_reviewed_where_its_resident_is_or_its_institution_serves(database) {
        two_towns(&database.store);
        assert_reviewed(&database.store);
    }

    fn the_looks_of_a_moment_are_found_among_all(database) {
        let store = &database.store;
        found_city(store);
        let first_after = |seconds| -> Option<AccessEntryId> {
            store.read(|tx| tx.first_access_after(at(seconds))).unwrap()
        };
        assert_eq!(first_after(0), None);
        // An entry each two minutes.
        let entries: Vec<SealedEntry> = (0..9)
            .map(|n| {
                let mut sealed = looked(50 + n, city(), None);
                sealed.entry.at = at(i64::try_from(n).unwrap() * 120);
                sealed
            })
            .collect();
        write(store, |tx| tx.append_accesses(&entries));
        assert_eq!(first_after(-120), Some(id(50)));
        for n in 0..8u64 {
            let seconds = i64::try_from(n).unwrap() * 120;
            assert_eq!(first_after(seconds), Some(id(51 + n)), "{n}");
        }
        assert_eq!(first_after(960), None);
    }

    fn looks_from_before_the_list_had_an_index_are_in_it(database) {
        two_towns(&database.store);
        while migrate::revert_last(&database.url).unwrap() != "0003" {}
        crate::Store::migrate(&database.url).unwrap();
        assert_reviewed(&database.open(super::database::options()));
    }

    fn erased_bodies_do_not_shorten_a_page(database) {
        let store = &database.store;
        two_towns(store);
        let when = if database.is_sqlite() { "0" } else { "now()" };
        execute(&database.url, &format!(
            "INSERT INTO access_erasures (entry_id, at, reason) \
             SELECT id, {when}, 'court order' FROM access_entries WHERE seq IN (3, 4)"
        ))
        .unwrap();
        execute(
            &database.url,
            "DELETE FROM access_bodies WHERE entry_id IN (SELECT entry_id FROM access_erasures)",
        )
        .unwrap();
        assert_eq!(in_towns(store, &[atami()], None, 2), ids([55, 50]));
    }
}

/// PostgreSQL has the same two keys; with one equality and one bound on the key of the list, in its
/// order, no other plan of its is cheaper for a page.
#[test]
fn a_page_is_one_range_of_each_municipality() {
    let database = Database::sqlite();
    let range = accesses::reviewed("222054", 7, 51);
    let bodies = accesses::bodies((1..52).collect());
    assert_eq!(
        database.plan(&range),
        ["SEARCH access_reviews USING PRIMARY KEY (municipality=? AND seq<?)"]
    );
    assert_eq!(
        database.plan(&bodies),
        [
            "SEARCH access_entries USING INTEGER PRIMARY KEY (rowid=?)",
            "SEARCH access_bodies USING INDEX sqlite_autoindex_access_bodies_1 (entry_id=?)"
        ]
    );
}
