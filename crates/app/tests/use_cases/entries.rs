//! Every entry says what decided.

use crate::town::{Town, now};
use tasuki_app::{
    consents,
    incidents::{self, OpenIncident},
    lookups::{LookUp, look_up},
    residents::{self, ViewSummary},
};
use tasuki_domain::{
    access::{Action, Outcome},
    fact::{FactBody, FactKind},
    incident::{Basis, LookReason, Origin},
    lookup::Criteria,
    organization::OrganizationKind,
    role::Role,
};

#[test]
fn invariant_2_every_entry_about_a_person_names_the_rules_that_decided() {
    let town = Town::new();
    let hanako = town.registers_hanako(false);
    let granted = town.consents(hanako, &[]);
    town.joins(hanako, town.clinic);
    let none = FactBody::ConfirmedNone(FactKind::Device);
    town.records(&town.physician, hanako, none, None).unwrap();
    let (tasuki, officer) = (&town.tasuki, &town.officer);
    consents::list(tasuki, officer, &town.occasion(), hanako)
        .unwrap()
        .unwrap();
    consents::withdraw(tasuki, officer, &town.occasion(), granted.consent.id)
        .unwrap()
        .unwrap();
    let summary = ViewSummary {
        resident: hanako,
        incident: None,
    };
    residents::view_summary(tasuki, &town.physician, &town.occasion(), summary)
        .unwrap()
        .unwrap_err();
    town.accesses(hanako);
    let entries = town.accesses(hanako);
    for action in [
        Action::GrantConsent,
        Action::JoinCareTeam,
        Action::RecordFact,
        Action::ListConsents,
        Action::WithdrawConsent,
        Action::ViewSummary,
        Action::ListAccesses,
    ] {
        let entry = entries.iter().find(|entry| entry.action == action);
        let entry = entry.unwrap_or_else(|| panic!("{action:?} is on record"));
        assert!(!entry.rules.is_empty(), "{entry:?}");
        let by_physician = entry.role == Role::Physician;
        assert_eq!(by_physician, entry.rules.contains("clinic_care_team"));
        assert_eq!(
            entry.consents.len(),
            usize::from(action == Action::RecordFact),
            "{entry:?}"
        );
        let refused = action == Action::ViewSummary;
        assert_eq!(refused, entry.outcome == Outcome::Refused, "{entry:?}");
    }
}

#[test]
fn who_was_offered_in_an_emergency_is_found_by_the_emergency() {
    let town = Town::new();
    let hanako = town.registers_hanako(false);
    town.consents(hanako, &[]);
    let crew = town.employs(OrganizationKind::FireHeadquarters, Role::Crew, "crew");
    let open = OpenIncident {
        basis: Basis::Reason(LookReason::OnDuty),
        origin: Origin::Call119,
        called_at: now(),
        place: None,
    };
    let incident = incidents::open(&town.tasuki, &crew, &town.occasion(), None, &open)
        .unwrap()
        .unwrap()
        .incident
        .id;
    let search = LookUp {
        incident,
        criteria: Criteria {
            phone: Some("09000001111".parse().unwrap()),
            ..Criteria::default()
        },
    };
    let found = look_up(&town.tasuki, &crew, &town.occasion(), &search)
        .unwrap()
        .unwrap();
    assert_eq!(found.lookup.candidates.len(), 1);
    let listed = &town.accesses(hanako)[0];
    assert_eq!(listed.action, Action::ListCandidate);
    assert_eq!(listed.incident, Some(incident));
}
