//! Narrowing the table.

use super::*;
use crate::Level;
use proptest::{prelude::*, sample::subsequence};
use tasuki_domain::access::Action;

#[test]
fn an_overlay_narrows() {
    let overlay = r#"
        [[rule]]
        id = "crew_live_incident"
        roles = ["crew_leader"]
        categories = ["identity", "medications"]
        level = "brief"
        [[rule]]
        id = "dispatcher_live_incident"
        roles = []
        [[rule]]
        id = "city_never_wishes_at_work"
        roles = ["physician"]
        purpose = "any"
        situation = "care_team"
        categories = ["wishes"]
        level = "brief"
        never = true
        basis = "市の要綱"
        sentence = "意思の記録は有無だけを見せます。"
        [[action]]
        action = "look_up"
        roles = ["crew_leader"]
    "#;
    let table = builtin().narrow(overlay).unwrap();
    let full = consent(every_row());
    let live = [Situation::LiveIncident];
    for role in [Role::Crew, Role::Dispatcher] {
        let verdict = ask(&table, role, &live, Some(&full));
        assert!(matches!(verdict, Verdict::Denied { .. }), "{role:?}");
        assert!(!table.may(role, Action::LookUp));
    }
    let leader = permitted(ask(&table, Role::CrewLeader, &live, Some(&full)));
    assert_eq!(
        leader.shown.into_iter().collect::<Vec<_>>(),
        [
            (Category::Identity, Level::Brief),
            (Category::Medications, Level::Brief)
        ]
    );
    let team = [Situation::CareTeam];
    let physician = permitted(ask(&table, Role::Physician, &team, Some(&full)));
    assert_eq!(
        physician.shown.get(&Category::Wishes),
        Some(&Level::Existence)
    );
    assert!(physician.rules.contains("city_never_wishes_at_work"));
}

#[test]
fn an_overlay_that_widens_is_refused_by_row() {
    let dispatcher = "[[rule]]\nid = \"dispatcher_live_incident\"\n";
    let brief = "[[rule]]\nid = \"er_backup_registration\"\n";
    let never = "[[rule]]\nid = \"wishes_never_listed\"\n";
    let look_up = "[[action]]\naction = \"look_up\"\n";
    let cases = [
        (
            dispatcher,
            "roles = [\"dispatcher\", \"crew\"]",
            Fault::Widens("roles"),
        ),
        (
            dispatcher,
            "categories = [\"wishes\"]",
            Fault::Widens("categories"),
        ),
        (brief, "level = \"full\"", Fault::Widens("level")),
        (
            dispatcher,
            "consent = \"care/care\"",
            Fault::NotOverlaid("consent"),
        ),
        (dispatcher, "never = false", Fault::NotOverlaid("never")),
        (never, "roles = [\"crew\"]", Fault::Widens("a never row")),
        (never, "level = \"full\"", Fault::Widens("a never row")),
        (look_up, "roles = [\"machine\"]", Fault::Widens("roles")),
        (look_up, "", Fault::Missing("roles")),
        (
            "[[rule]]\nid = \"new\"\n",
            "level = \"full\"",
            Fault::AddsPermission,
        ),
    ];
    for (head, body, expected) in cases {
        let row = head.split('"').nth(1).unwrap();
        let overlay = format!("{head}{body}");
        assert_eq!(
            builtin().narrow(&overlay),
            fault(row, expected),
            "{overlay}"
        );
    }
    let twice = format!("{dispatcher}{dispatcher}");
    assert_eq!(
        builtin().narrow(&twice),
        fault("dispatcher_live_incident", Fault::Repeated)
    );
}

fn codes<T: Copy>(values: &[T], code: impl Fn(T) -> &'static str) -> String {
    let codes: Vec<String> = values
        .iter()
        .map(|value| format!("\"{}\"", code(*value)))
        .collect();
    format!("[{}]", codes.join(", "))
}

proptest! {
    #[test]
    fn an_overlay_that_is_taken_never_widens(
        rule in 0..12_usize,
        roles in subsequence(Role::ALL, 0..=3),
        categories in subsequence(Category::ALL, 0..=14),
        level in prop::sample::select(Level::ALL),
        never in any::<bool>(),
    ) {
        let table = builtin();
        let rule = &table.rules()[rule];
        // Roles of the rule and at times one of another, so that both answers come up.
        let roles: Vec<Role> = rule.roles.iter().copied().chain(roles.first().copied().filter(|_| never)).collect();
        let overlay = format!(
            "[[rule]]\nid = \"{}\"\nroles = {}\ncategories = {}\nlevel = \"{}\"",
            rule.id, codes(&roles, Role::code), codes(&categories, Category::code), level.code(),
        );
        if let Ok(narrowed) = table.narrow(&overlay) {
            let full = consent(every_row());
            for role in Role::ALL {
                for situation in Situation::ALL {
                    if let Verdict::Permitted(after) = ask(&narrowed, *role, &[*situation], Some(&full)) {
                        let before = permitted(ask(&table, *role, &[*situation], Some(&full)));
                        for (category, level) in after.shown {
                            prop_assert!(before.shown.get(&category).is_some_and(|shown| *shown >= level));
                        }
                    }
                }
            }
        }
    }
}
