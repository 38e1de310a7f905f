//! Every category × recipient × purpose × state of the consent, against what the table alone says.

use super::*;
use crate::Level;
use std::{collections::BTreeMap, fmt::Write as _};

/// How a single permission may stand, and whether it then permits.
const STATES: [(&str, bool); 8] = [
    ("ticked", true),
    ("ticked, last day today", true),
    ("ticked, nothing else but the name", true),
    ("not ticked, everything else is", false),
    ("no consent", false),
    ("last day over", false),
    ("superseded", false),
    ("withdrawn", false),
];

fn in_state(state: &str, row: ConsentRow) -> Option<Consent> {
    let mut all = consent(every_row());
    match state {
        "ticked" => {}
        "ticked, last day today" => all.until = Some(today()),
        "ticked, nothing else but the name" => {
            all.rows = tasuki_domain::consent::with_identity(&BTreeSet::from([row]));
        }
        "not ticked, everything else is" => {
            all.rows.remove(&row);
        }
        "last day over" => all.until = Some(today().yesterday().unwrap()),
        "superseded" => all.state = ConsentState::Superseded(all.granted_at),
        "withdrawn" => all.state = ConsentState::Withdrawn(all.granted_at),
        _ => return None,
    }
    Some(all)
}

/// How much of a category a role is shown.
fn seen(
    table: &Table,
    role: Role,
    situation: Situation,
    consent: Option<&Consent>,
    category: Category,
) -> Option<Level> {
    match ask(table, role, &[situation], consent) {
        Verdict::Permitted(decision) => decision.shown.get(&category).copied(),
        Verdict::Denied { .. } => None,
    }
}

/// What the rows of the table that rest on a consent would show if it were given: the oracle, which
/// knows nothing of how it is decided.
fn written(
    table: &Table,
    role: Role,
    situation: Situation,
    (recipient, purpose): (RecipientClass, Purpose),
    category: Category,
) -> Option<Level> {
    let rules = table.rules().iter().filter(|rule| {
        !rule.never
            && rule.consent == Some((recipient, purpose))
            && rule.situation == situation
            && rule.roles.contains(&role)
            && rule.categories.contains(&category)
    });
    rules.map(|rule| rule.level).max()
}

/// Without a consent the same caller may see a category for another reason (its own register).
fn otherwise(table: &Table, role: Role, situation: Situation, category: Category) -> Option<Level> {
    seen(table, role, situation, None, category)
}

#[test]
fn invariant_3_every_permission_in_every_state_is_as_reviewed() {
    let table = builtin();
    let mut text = String::new();
    let mut cases = 0;
    for recipient in RecipientClass::ALL {
        for purpose in Purpose::ALL {
            writeln!(text, "== to {} for {} ==", recipient.code(), purpose.code()).unwrap();
            let mut lines = BTreeMap::<String, Vec<&str>>::new();
            for category in Category::ALL {
                let row = ConsentRow {
                    category: *category,
                    recipient: *recipient,
                    purpose: *purpose,
                };
                let mut who = Vec::new();
                for role in Role::ALL {
                    for situation in Situation::ALL {
                        let of = (*recipient, *purpose);
                        let given = written(&table, *role, *situation, of, *category);
                        let Some(given) = given else { continue };
                        let without = otherwise(&table, *role, *situation, *category);
                        for (state, permits) in STATES {
                            let expected = if permits {
                                Some(given).max(without)
                            } else {
                                without
                            };
                            let consent = in_state(state, row);
                            let shown =
                                seen(&table, *role, *situation, consent.as_ref(), *category);
                            assert_eq!(
                                shown, expected,
                                "{category:?} to {recipient:?} for {purpose:?}, {state}: {role:?} in {situation:?}"
                            );
                            cases += 1;
                        }
                        who.push(format!(
                            "{} {}: {}",
                            situation.code(),
                            role.code(),
                            given.code()
                        ));
                    }
                }
                let line = if who.is_empty() {
                    "nobody".to_owned()
                } else {
                    who.join(", ")
                };
                lines.entry(line).or_default().push(category.code());
            }
            for (who, categories) in lines {
                writeln!(text, "  {}\n    → {who}", categories.join(" ")).unwrap();
            }
        }
    }
    assert!(cases > 900, "{cases} cases");
    insta::assert_snapshot!("consents", text);
}

/// What no row of the table rests on, a consent opens to nobody, in whatever situations they are.
#[test]
fn a_permission_that_no_rule_asks_for_shows_nothing() {
    let table = builtin();
    let anywhere: Vec<Situation> = Situation::ALL
        .iter()
        .copied()
        .filter(|situation| *situation != Situation::Listing)
        .collect();
    let shown =
        |role, consent: Option<&Consent>, category| match ask(&table, role, &anywhere, consent) {
            Verdict::Permitted(decision) => decision.shown.get(&category).copied(),
            Verdict::Denied { .. } => None,
        };
    for row in every_row() {
        let only = in_state("ticked, nothing else but the name", row);
        for role in Role::ALL {
            let of = (row.recipient, row.purpose);
            let given = anywhere
                .iter()
                .filter_map(|situation| written(&table, *role, *situation, of, row.category));
            let expected = given.max().max(shown(*role, None, row.category));
            assert_eq!(
                shown(*role, only.as_ref(), row.category),
                expected,
                "{row:?}: {role:?}"
            );
        }
    }
}
