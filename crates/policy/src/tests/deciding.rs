//! Decisions that must hold whatever the table says, and those of the table that ships.

use super::*;
use crate::Level;
use proptest::{prelude::*, sample::select};
use tasuki_domain::summary::WithheldBecause;

#[test]
fn no_situation_shows_nothing() {
    let table = builtin();
    let full = consent(every_row());
    for role in Role::ALL {
        assert_eq!(
            ask(&table, *role, &[], Some(&full)),
            Verdict::Denied {
                rules: BTreeSet::new()
            },
            "{role:?}"
        );
    }
}

#[test]
fn who_did_not_consent_to_being_known_is_absent() {
    let rows = every_row()
        .into_iter()
        .filter(|row| row.category != Category::Identity)
        .collect();
    let verdict = ask(
        &builtin(),
        Role::Crew,
        &[Situation::LiveIncident],
        Some(&consent(rows)),
    );
    let rules = BTreeSet::from(["crew_live_incident".to_owned()]);
    assert_eq!(verdict, Verdict::Denied { rules });
}

#[test]
fn a_decision_names_its_rules_consents_and_what_the_person_kept_back() {
    let rows = every_row()
        .into_iter()
        .filter(|row| row.category != Category::Wishes)
        .collect();
    let consent = consent(rows);
    let decision = permitted(ask(
        &builtin(),
        Role::CrewLeader,
        &[Situation::LiveIncident],
        Some(&consent),
    ));
    assert_eq!(
        decision.shown.get(&Category::Medications),
        Some(&Level::Full)
    );
    assert_eq!(
        decision.withheld.into_iter().collect::<Vec<_>>(),
        [(Category::Wishes, WithheldBecause::PersonsWish)]
    );
    assert_eq!(
        decision.rules,
        BTreeSet::from(["crew_live_incident".to_owned()])
    );
    let [version] = decision.consents.as_slice() else {
        panic!("{:?}", decision.consents);
    };
    assert_eq!((version.consent, version.version), (consent.id, 3));
}

#[test]
fn a_dispatcher_learns_nothing_of_health_not_even_that_it_was_kept_back() {
    let decision = permitted(ask(
        &builtin(),
        Role::Dispatcher,
        &[Situation::LiveIncident],
        Some(&consent(every_row())),
    ));
    let named = decision.shown.keys().chain(decision.withheld.keys());
    assert_eq!(named.filter(|category| category.is_clinical()).count(), 0);
}

#[test]
fn a_list_says_nothing_of_health_and_the_same_of_everyone() {
    let table = builtin();
    let without = every_row()
        .into_iter()
        .filter(|row| row.category != Category::Wishes)
        .collect();
    let situations = [Situation::LiveIncident, Situation::Listing];
    let full = consent(every_row());
    let all = permitted(ask(&table, Role::Crew, &situations, Some(&full)));
    let fewer = permitted(ask(
        &table,
        Role::Crew,
        &situations,
        Some(&consent(without)),
    ));
    assert!(!all.shown.keys().any(|category| category.is_clinical()));
    assert_eq!(all, fewer);
    assert!(all.rules.contains("wishes_never_listed"));
}

#[test]
fn a_register_is_the_officers_only_where_it_is_their_own_citys() {
    let situations = BTreeSet::from([Situation::OwnRegister]);
    let question = Question {
        role: Role::CityOfficer,
        situations: &situations,
        consent: None,
        today: today(),
        protected_address: true,
        own_city: true,
    };
    let table = builtin();
    let decision = permitted(decide(&table, &question));
    assert!(!decision.address_hidden);
    assert_eq!(decision.consents, []);
    assert_eq!(
        decision.shown.get(&Category::Wishes),
        Some(&Level::Existence)
    );
    let elsewhere = Question {
        own_city: false,
        ..question
    };
    assert!(matches!(decide(&table, &elsewhere), Verdict::Denied { .. }));
}

#[test]
fn a_protected_address_is_for_the_city_and_the_person_alone() {
    let table = builtin();
    let full = consent(every_row());
    let mut reading = BTreeSet::new();
    for role in Role::ALL {
        for situation in Situation::ALL {
            for own_city in [false, true] {
                let verdict = decide(
                    &table,
                    &Question {
                        role: *role,
                        situations: &BTreeSet::from([*situation]),
                        consent: Some(&full),
                        today: today(),
                        protected_address: true,
                        own_city,
                    },
                );
                if let Verdict::Permitted(decision) = verdict
                    && !decision.address_hidden
                {
                    reading.insert((*role, *situation));
                }
            }
        }
    }
    assert_eq!(
        reading,
        BTreeSet::from([
            (Role::CityOfficer, Situation::OwnRegister),
            (Role::Resident, Situation::OwnRecord),
        ])
    );
}

fn any_rows() -> impl Strategy<Value = BTreeSet<ConsentRow>> {
    let rows: Vec<ConsentRow> = every_row().into_iter().collect();
    // Half of all rows on average, so that identity is in and out.
    prop::collection::btree_set(select(rows), 0..160)
}

fn any_situations() -> impl Strategy<Value = BTreeSet<Situation>> {
    prop::collection::btree_set(select(Situation::ALL), 0..4)
}

fn shown(
    table: &Table,
    role: Role,
    situations: &BTreeSet<Situation>,
    rows: BTreeSet<ConsentRow>,
) -> std::collections::BTreeMap<Category, Level> {
    let situations: Vec<Situation> = situations.iter().copied().collect();
    match ask(table, role, &situations, Some(&consent(rows))) {
        Verdict::Permitted(decision) => decision.shown,
        Verdict::Denied { .. } => Default::default(),
    }
}

proptest! {
    #[test]
    fn one_more_row_never_takes_away_and_one_less_never_adds(
        role in select(Role::ALL),
        situations in any_situations(),
        rows in any_rows(),
        more in select(every_row().into_iter().collect::<Vec<_>>()),
    ) {
        let table = builtin();
        let mut less = rows.clone();
        less.remove(&more);
        let mut with = rows;
        with.insert(more);
        let without = shown(&table, role, &situations, less);
        let with = shown(&table, role, &situations, with);
        for (category, level) in without {
            prop_assert!(with.get(&category).is_some_and(|shown| *shown >= level));
        }
    }

    #[test]
    fn what_rests_on_consent_leaves_only_with_its_row(
        role in select(Role::ALL),
        situation in select(Situation::ALL),
        rows in any_rows(),
    ) {
        let table = builtin();
        let resting: Vec<_> = table
            .rules()
            .iter()
            .filter(|rule| !rule.never && rule.situation == situation && rule.roles.contains(&role))
            .collect();
        for category in shown(&table, role, &BTreeSet::from([situation]), rows.clone()).keys() {
            let ground = resting.iter().filter(|rule| rule.categories.contains(category)).any(|rule| {
                rule.consent.is_none_or(|(recipient, purpose)| {
                    [Category::Identity, *category].iter().all(|category| {
                        rows.contains(&ConsentRow { category: *category, recipient, purpose })
                    })
                })
            });
            prop_assert!(ground, "{category:?}");
        }
    }

    #[test]
    fn what_is_shown_is_never_also_withheld(
        role in select(Role::ALL),
        situations in any_situations(),
        rows in any_rows(),
    ) {
        let situations: Vec<Situation> = situations.into_iter().collect();
        let verdict = ask(&builtin(), role, &situations, Some(&consent(rows)));
        if let Verdict::Permitted(decision) = verdict {
            prop_assert!(!decision.shown.is_empty());
            prop_assert!(decision.withheld.keys().all(|category| !decision.shown.contains_key(category)));
            prop_assert!(!decision.rules.is_empty());
        }
    }
}
