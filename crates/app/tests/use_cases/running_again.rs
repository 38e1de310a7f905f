//! A unit of work can be run again.

use crate::town::Town;
use tasuki_app::{Once, Refusal, incidents, incidents::OpenIncident};
use tasuki_domain::incident::{Basis, LookReason, Origin};

fn input(reason: LookReason) -> OpenIncident {
    OpenIncident {
        basis: Basis::Reason(reason),
        origin: Origin::WalkIn,
        called_at: crate::town::now(),
        place: None,
    }
}

#[test]
fn invariant_13_the_same_occasion_makes_the_same_identifiers_in_another_store() {
    let (one, other) = (Town::new(), Town::new());
    assert_eq!(one.officer.account, other.officer.account);
    assert_eq!(one.clinic, other.clinic);
}

#[test]
fn a_role_without_the_right_is_refused() {
    let town = Town::new();
    let answer = incidents::open(
        &town.tasuki,
        &town.officer,
        &town.occasion(),
        None,
        &input(LookReason::OnDuty),
    )
    .unwrap();
    assert_eq!(answer.unwrap_err(), Refusal::Forbidden);
}

#[test]
fn a_key_is_checked_before_it_is_used() {
    assert!(Once::new("short", "open", b"").is_err());
    assert!(Once::new("with space in it", "open", b"").is_err());
    assert!(Once::new("0198f0b5-0000-7000-8000-000000000000", "open", b"").is_ok());
}
