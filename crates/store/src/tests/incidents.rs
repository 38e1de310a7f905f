//! The open emergency of a number.

use super::{
    database::{Database, options},
    fixtures::*,
    on_both,
};
use crate::{Store, incidents::open_by_number, migrate};
use tasuki_domain::{
    id::IncidentId,
    incident::{Basis, Incident, IncidentNumber, IncidentState, SearchOutcome},
};

fn number(text: &str) -> IncidentNumber {
    text.to_owned().try_into().unwrap()
}

fn numbered(n: u64, text: &str) -> Incident {
    Incident {
        basis: Basis::Number(number(text)),
        ..incident(n)
    }
}

fn found(store: &Store, by: u64, text: &str, since: i64) -> Option<IncidentId> {
    store
        .read(|tx| tx.open_incident_by_number(id(by), &number(text), at(since)))
        .unwrap()
        .map(|incident| incident.id)
}

/// 0412 is open twice, 0413 is closed, and another institution has its own 0412.
fn emergencies(store: &Store) {
    found_city(store);
    let mut elsewhere = numbered(53, "0412");
    elsewhere.organization = id(3);
    let mut closed = numbered(54, "0413");
    write(store, |tx| {
        tx.insert_organization(&organization(3))?;
        for n in [50, 52] {
            tx.insert_incident(&numbered(n, "0412"))?;
        }
        tx.insert_incident(&incident(51))?;
        tx.insert_incident(&elsewhere)?;
        tx.insert_incident(&closed)
    });
    closed.state = IncidentState::Closed {
        search: SearchOutcome::Hit,
        at: at(60),
        by: officer(),
    };
    write(store, |tx| tx.update_incident(&closed));
}

fn assert_found(store: &Store) {
    assert_eq!(found(store, 1, "0412", 0), Some(id(52)));
    assert_eq!(found(store, 1, "0412", 52), Some(id(52)));
    assert_eq!(found(store, 1, "0412", 53), None);
    assert_eq!(found(store, 3, "0412", 0), Some(id(53)));
    assert_eq!(found(store, 1, "0413", 0), None);
    assert_eq!(found(store, 1, "041", 0), None);
    let whole = store
        .read(|tx| tx.open_incident_by_number(city(), &number("0412"), at(0)))
        .unwrap();
    assert_eq!(whole, Some(numbered(52, "0412")));
}

on_both! {
    fn the_newest_open_emergency_of_a_number_is_found(database) {
        emergencies(&database.store);
        assert_found(&database.store);
    }

    fn emergencies_from_before_the_number_was_indexed_are_found(database) {
        emergencies(&database.store);
        while migrate::revert_last(&database.url).unwrap() != "0003" {}
        migrate::migrate(&database.url).unwrap();
        assert_found(&database.open(options()));
    }
}

#[test]
fn it_is_found_along_its_index() {
    let database = Database::sqlite();
    let query = open_by_number(city().into(), "0412", at(0).into());
    assert_eq!(
        database.plan(&query),
        [
            "SEARCH incidents USING INDEX incidents_by_number (organization_id=? AND number=? AND opened_at>?)"
        ]
    );
}
