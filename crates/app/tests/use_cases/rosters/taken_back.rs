//! What was said since at the counter, a spreadsheet does not undo.

use super::{allergy, form, import, join, line, only_resident, substances};
use crate::town::Town;
use tasuki_app::{
    consents, residents,
    rosters::{self, FormConsent, Verdicts},
};
use tasuki_domain::{
    Category,
    consent::{ConsentState, Evidence, RecipientClass},
};

/// Invariant 4: a protected address is shown only when a person at the counter said so.
#[test]
fn invariant_4_a_roster_never_lifts_the_protection_of_an_address() {
    let town = Town::new();
    let mut protected = line(0);
    protected.protected_address = Some(true);
    import(&town, &[protected]);
    let resident = only_resident(&town);
    join(&town, resident);
    let is_protected = || {
        residents::view(&town.tasuki, &town.officer, &town.occasion(), resident)
            .unwrap()
            .unwrap()
            .summary
            .resident
            .protected_address
    };
    let one = |verdicts: Verdicts| (verdicts.same, verdicts.rejected);
    assert_eq!(
        one(import(&town, &[line(0)])),
        (1, 0),
        "the column is absent"
    );
    assert!(is_protected());
    let mut lifting = line(0);
    lifting.protected_address = Some(false);
    lifting.facts.push(allergy("そば"));
    assert_eq!(one(import(&town, &[lifting])), (0, 1));
    assert!(is_protected());
    assert!(!substances(&town, resident).contains(&"そば".to_owned()));
}

/// Invariant 3: an old form in the spreadsheet gives nothing back.
#[test]
fn invariant_3_an_old_form_does_not_undo_a_newer_narrower_one() {
    let town = Town::new();
    import(&town, &[line(0)]);
    let resident = only_resident(&town);
    let mut narrow = line(0);
    form(&mut narrow)
        .rows
        .retain(|row| row.category == Category::Identity);
    let narrow = form(&mut narrow).clone();
    let at_the_counter = consents::GrantConsent {
        resident,
        rows: narrow.rows.clone(),
        collection: false,
        evidence: Evidence {
            signed_on: jiff::civil::date(2026, 11, 10),
            ..narrow.evidence
        },
        proxy: None,
        until: None,
        if_version: None,
    };
    consents::grant(
        &town.tasuki,
        &town.officer,
        &town.occasion(),
        None,
        &at_the_counter,
    )
    .unwrap()
    .unwrap();
    let verdicts = import(&town, &[line(0)]);
    assert_eq!((verdicts.same, verdicts.changed), (1, 0));
    let (list, _) = consents::list(&town.tasuki, &town.officer, &town.occasion(), resident)
        .unwrap()
        .unwrap();
    let in_force = list
        .iter()
        .find(|consent| consent.state == ConsentState::InForce)
        .unwrap();
    assert_eq!(in_force.rows, narrow.rows);
}

#[test]
fn a_newer_form_that_permits_nothing_ends_the_consent() {
    let town = Town::new();
    import(&town, &[line(0)]);
    let resident = only_resident(&town);
    let mut nothing = line(0);
    nothing.consent = FormConsent::Nothing;
    nothing.signed_on = jiff::civil::date(2026, 11, 1);
    assert_eq!(import(&town, &[nothing]).changed, 1);
    let (list, _) = consents::list(&town.tasuki, &town.officer, &town.occasion(), resident)
        .unwrap()
        .unwrap();
    assert!(matches!(list[0].state, ConsentState::Withdrawn(_)));
}

#[test]
fn a_form_of_the_same_day_that_permits_more_waits_for_a_human() {
    let town = Town::new();
    let mut narrow = line(0);
    form(&mut narrow)
        .rows
        .retain(|row| row.recipient == RecipientClass::Ems);
    import(&town, &[narrow]);
    let resident = only_resident(&town);
    let wide = [line(0)];
    assert_eq!(import(&town, &wide).rejected, 1);
    let done = rosters::import(
        &town.tasuki,
        &town.officer,
        &town.occasion(),
        &town.city,
        &wide,
        b"",
        &mut |_| {},
    );
    assert_eq!(done.unwrap().unwrap().rejected[0].code, "widens_consent");
    let (list, _) = consents::list(&town.tasuki, &town.officer, &town.occasion(), resident)
        .unwrap()
        .unwrap();
    assert_eq!(list.len(), 1);
}

#[test]
fn a_file_checked_for_one_register_is_not_written_into_another() {
    let town = Town::new();
    let dry = rosters::dry_run(
        &town.tasuki,
        &town.officer,
        &town.occasion(),
        &town.city,
        &[line(0)],
        b"the file",
    )
    .unwrap()
    .unwrap();
    let staged = |city: &str| {
        rosters::staged(
            &town.tasuki,
            &town.officer,
            &town.occasion(),
            dry.import,
            &city.parse().unwrap(),
        )
        .unwrap()
    };
    assert_eq!(staged("990019").unwrap(), b"the file");
    assert!(staged("222089").is_err());
}
