//! Who may set aside what someone else recorded.

use crate::town::{Town, hanako};
use tasuki_app::{
    Refusal,
    residents::{self, ViewSummary},
};
use tasuki_domain::{
    Category,
    consent::RecipientClass,
    fact::{
        FactBody, FactKind,
        allergy::{Agent, Allergy},
        care::Baseline,
        identity::Identity,
        wishes::{Procedure, Speaker, Standing, Statement, Wanted, Wish},
    },
    id::ResidentId,
    organization::OrganizationKind,
    role::Role,
    summary::{Section, Shown},
};

fn allergy(substance: &str) -> FactBody {
    FactBody::Allergy(Allergy {
        substance: substance.parse().unwrap(),
        agent: Agent::Drug,
        reaction: None,
        severity: None,
        when: None,
    })
}

fn usual(conversation: &str) -> FactBody {
    FactBody::Baseline(Baseline {
        conversation: Some(conversation.parse().unwrap()),
        ..Baseline::default()
    })
}

const NONE: FactBody = FactBody::ConfirmedNone(FactKind::Allergy);

fn code<T: std::fmt::Debug>(answer: Result<T, Refusal>) -> &'static str {
    answer.unwrap_err().code()
}

fn section(town: &Town, resident: ResidentId, category: Category) -> Section {
    let input = ViewSummary {
        resident,
        incident: None,
    };
    let view = residents::view_summary(&town.tasuki, &town.physician, &town.occasion(), input)
        .unwrap()
        .unwrap();
    view.section(category).unwrap().clone()
}

#[test]
fn from_whom_a_category_is_withheld_sets_nothing_of_it_aside() {
    let town = Town::new();
    let resident = town.registers_hanako(false);
    let withheld = [
        (Category::Allergies, RecipientClass::Care),
        (Category::Care, RecipientClass::Care),
    ];
    town.consents(resident, &withheld);
    town.joins(resident, town.clinic);
    let manager = town.employs(OrganizationKind::CareOffice, Role::CareManager, "manager");
    town.joins(resident, manager.organization);
    let doctors = town.records(&town.physician, resident, allergy("ペニシリン系"), None);
    let doctors = doctors.unwrap();
    town.records(&town.physician, resident, usual("できる"), None)
        .unwrap();

    for (body, replaces) in [
        (NONE, None),
        (FactBody::Retracted(FactKind::Allergy), Some(doctors)),
        (allergy("蕎麦"), Some(doctors)),
        (usual("できない"), None),
    ] {
        let refused = town.records(&manager, resident, body.clone(), replaces);
        assert_eq!(code(refused), "category_not_shown", "{body:?}");
    }
    town.records(&manager, resident, allergy("蕎麦"), None)
        .unwrap();
    let allergies = section(&town, resident, Category::Allergies);
    assert_eq!(allergies.entries.len(), 2, "a finding may always be added");
    let care = section(&town, resident, Category::Care);
    assert_eq!(care.entries[0].body, usual("できる"));
}

#[test]
fn a_confirmed_none_sets_no_other_institutions_finding_aside() {
    let town = Town::new();
    let resident = town.registers_hanako(false);
    town.consents(resident, &[]);
    town.joins(resident, town.clinic);
    let manager = town.employs(OrganizationKind::CareOffice, Role::CareManager, "manager");
    town.joins(resident, manager.organization);
    let doctors = town.records(&town.physician, resident, allergy("ペニシリン系"), None);
    let doctors = doctors.unwrap();
    let refused = town.records(&manager, resident, NONE, None);
    assert_eq!(code(refused), "recorded_by_another");
    let refused = town.records(&manager, resident, NONE, Some(doctors));
    assert_eq!(code(refused), "recorded_by_another");
    town.records(&town.physician, resident, NONE, None).unwrap();
    town.records(&manager, resident, NONE, None).unwrap();
    let allergies = section(&town, resident, Category::Allergies);
    assert_eq!(allergies.entries.len(), 1);
    assert_eq!(allergies.entries[0].body, NONE);
}

#[test]
fn an_officer_corrects_unseen_what_the_city_recorded_and_nothing_else() {
    let town = Town::new();
    let resident = town.registers_hanako(false);
    town.consents(resident, &[]);
    town.joins(resident, town.clinic);
    town.records(&town.officer, resident, allergy("卵"), None)
        .unwrap();
    town.records(&town.officer, resident, NONE, None).unwrap();
    let doctors = town.records(&town.physician, resident, allergy("ペニシリン系"), None);
    let doctors = doctors.unwrap();
    town.records(&town.physician, resident, usual("できる"), None)
        .unwrap();
    for (body, replaces) in [
        (NONE, None),
        (FactBody::Retracted(FactKind::Allergy), Some(doctors)),
        (usual("できない"), None),
    ] {
        let refused = town.records(&town.officer, resident, body.clone(), replaces);
        assert_eq!(code(refused), "recorded_by_another", "{body:?}");
    }
    let allergies = section(&town, resident, Category::Allergies);
    assert_eq!(allergies.entries[0].body, allergy("ペニシリン系"));
}

#[test]
fn without_consent_to_collection_the_care_team_records_nothing_and_the_city_may() {
    let town = Town::new();
    let resident = town.registers_hanako(false);
    town.consents_with(resident, &[], false);
    town.joins(resident, town.clinic);
    let refused = town.records(&town.physician, resident, allergy("蕎麦"), None);
    assert_eq!(code(refused), "collection_not_consented");
    town.records(&town.officer, resident, allergy("卵"), None)
        .unwrap();
    town.consents_with(resident, &[], true);
    town.records(&town.physician, resident, allergy("蕎麦"), None)
        .unwrap();
}

fn wish(standing: Standing) -> FactBody {
    FactBody::Wish(Wish {
        statements: vec![Statement {
            procedure: Procedure::CardiopulmonaryResuscitation,
            wanted: Wanted::NotWanted,
        }],
        speaker: Speaker::Person,
        talked_on: "2026-06-03".parse().unwrap(),
        present: vec![],
        expected_condition: None,
        verbatim: None,
        standing,
        call: None,
        original_place: None,
        review_by: None,
    })
}

#[test]
fn invariant_8_what_a_physician_confirmed_only_a_physician_replaces_or_takes_back() {
    let town = Town::new();
    let resident = town.registers_hanako(false);
    town.consents(resident, &[]);
    town.joins(resident, town.clinic);
    let manager = town.employs(OrganizationKind::CareOffice, Role::CareManager, "manager");
    town.joins(resident, manager.organization);
    let confirmed = wish(Standing::Confirmed {
        physician: "試験医師".parse().unwrap(),
        on: jiff::civil::date(2026, 6, 3),
    });
    let refused = town.records(&manager, resident, confirmed.clone(), None);
    assert_eq!(code(refused), "wish_needs_physician");
    let doctors = town.records(&town.physician, resident, confirmed.clone(), None);
    let doctors = doctors.unwrap();
    for body in [
        wish(Standing::Heard),
        FactBody::Retracted(FactKind::Wish),
        wish(Standing::Withdrawn {
            on: jiff::civil::date(2026, 7, 1),
        }),
    ] {
        let refused = town.records(&manager, resident, body.clone(), Some(doctors));
        assert_eq!(code(refused), "wish_needs_physician", "{body:?}");
    }
    let heard = town.records(&manager, resident, wish(Standing::Heard), None);
    let heard = heard.unwrap();
    let wishes = section(&town, resident, Category::Wishes);
    assert_eq!(
        wishes.entries[0].body, confirmed,
        "the heard one stands below"
    );
    assert_eq!(wishes.entries[1].fact, heard);
    let gone = FactBody::Retracted(FactKind::Wish);
    town.records(&manager, resident, gone.clone(), Some(heard))
        .unwrap();
    town.records(&town.physician, resident, gone, Some(doctors))
        .unwrap();
}

fn identity(town: &Town, resident: ResidentId) -> Identity {
    let view = residents::view(&town.tasuki, &town.officer, &town.occasion(), resident)
        .unwrap()
        .unwrap();
    let Some((_, Shown::Full(section))) = view
        .summary
        .sections
        .into_iter()
        .find(|(category, _)| *category == Category::Identity)
    else {
        panic!("the officer sees who it is")
    };
    match &section.entries[0].body {
        FactBody::Identity(identity) => identity.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_protected_address_outlives_an_identity_recorded_by_who_does_not_see_it() {
    let town = Town::new();
    let resident = town.registers_hanako(true);
    town.consents(resident, &[]);
    town.joins(resident, town.clinic);
    let FactBody::Identity(mut seen) = section(&town, resident, Category::Identity).entries[0]
        .body
        .clone()
    else {
        panic!("the clinic sees who it is")
    };
    assert_eq!(seen.address, None);
    seen.language = Some("手話".parse().unwrap());
    town.records(
        &town.physician,
        resident,
        FactBody::Identity(seen.clone()),
        None,
    )
    .unwrap();
    let kept = identity(&town, resident);
    assert_eq!(kept.address, hanako(true).identity.address);
    assert_eq!(kept.language, seen.language);
    seen.address = kept.address;
    let guessed = town.records(&town.physician, resident, FactBody::Identity(seen), None);
    assert_eq!(code(guessed), "address_protected");
}
