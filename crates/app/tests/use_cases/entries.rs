//! Every entry says what decided.

use crate::town::{Town, now};
use std::collections::BTreeSet;
use tasuki_app::{
    consents,
    incidents::{self, OpenIncident},
    lookups::{LookUp, look_up},
    residents::{self, ListResidents, ViewSummary},
};
use tasuki_domain::{
    Category,
    access::{Action, Outcome},
    fact::{FactBody, FactKind},
    id::IncidentId,
    incident::{Basis, LookReason, Origin},
    lookup::{Candidate, Criteria},
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
    let (incident, candidates) = looks_up_hanako(&town);
    assert_eq!(candidates.len(), 1);
    let listed = &town.accesses(hanako)[0];
    assert_eq!(listed.action, Action::ListCandidate);
    assert_eq!(listed.incident, Some(incident));
}

fn looks_up_hanako(town: &Town) -> (IncidentId, Vec<Candidate>) {
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
    (incident, found.lookup.candidates)
}

#[test]
fn everyone_on_an_officers_list_sees_that_they_were_listed() {
    let town = Town::new();
    let hanako = town.registers_hanako(false);
    let all = ListResidents::default();
    let list = residents::list(&town.tasuki, &town.officer, &town.occasion(), &all).unwrap();
    assert_eq!(list.unwrap().lines.len(), 1);
    let listed = &town.accesses(hanako)[0];
    assert_eq!(listed.action, Action::ListResidents);
    assert_eq!(listed.resident, Some(hanako));
    assert_eq!(listed.shown, BTreeSet::from([Category::Identity]));
    assert!(listed.rules.contains("officer_own_register"), "{listed:?}");
    assert!(listed.rules.contains("wishes_never_listed"), "{listed:?}");
}

#[test]
fn invariant_2_a_narrowed_table_narrows_the_lists() {
    for (id, less) in [
        ("officer_own_register", "categories = [\"contacts\"]"),
        ("officer_own_register", "level = \"existence\""),
        ("officer_own_register", "roles = []"),
        ("crew_live_incident", "level = \"existence\""),
        ("crew_live_incident", "level = \"brief\""),
    ] {
        let town = Town::narrowed(&format!("[[rule]]\nid = \"{id}\"\n{less}"));
        if id == "officer_own_register" {
            let all = ListResidents::default();
            let list = residents::list(&town.tasuki, &town.officer, &town.occasion(), &all);
            assert_eq!(list.unwrap().unwrap_err().code(), "forbidden", "{less}");
        } else {
            let hanako = town.registers_hanako(false);
            town.consents(hanako, &[]);
            assert_eq!(looks_up_hanako(&town).1, [], "{less}");
        }
    }
}
