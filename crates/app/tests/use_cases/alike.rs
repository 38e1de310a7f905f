//! The same person is not registered twice unawares.

use crate::town::{Town, hanako};
use tasuki_app::{Refusal, residents};
use tasuki_domain::{
    Category,
    access::{Action, Outcome},
};

#[test]
fn people_without_kana_are_recognized_and_see_that_they_were_named() {
    let town = Town::new();
    let mut plain = hanako(false);
    plain.identity.name.family_kana = None;
    plain.identity.name.given_kana = None;
    let registers = |form: &residents::NewResident| {
        residents::register(&town.tasuki, &town.officer, &town.occasion(), None, form).unwrap()
    };
    let first = registers(&plain).unwrap().resident.id;
    let named = Refusal::PossibleDuplicate { of: vec![first] };
    assert_eq!(registers(&plain).unwrap_err(), named, "neither has kana");
    assert_eq!(registers(&hanako(false)).unwrap_err(), named, "one has");
    let told = &town.accesses(first)[0];
    assert_eq!(told.action, Action::RegisterResident);
    assert_eq!(told.outcome, Outcome::Refused);
    assert!(told.shown.contains(&Category::Identity));
    assert!(told.rules.contains("officer_own_register"), "{told:?}");

    let mut by_kana = hanako(false);
    by_kana.identity.name.given = Some("華子".parse().unwrap());
    by_kana.not_a_duplicate = true;
    let second = registers(&by_kana).unwrap().resident.id;
    let both = hanako(false);
    let of = vec![first, second];
    assert_eq!(
        registers(&both).unwrap_err(),
        Refusal::PossibleDuplicate { of }
    );

    let mut another = plain.clone();
    another.identity.birth_date = "1940-03-03".parse().unwrap();
    registers(&another).unwrap();
}
