//! The whole matrix role × situation × consent as one reviewed file.

use super::*;
use crate::Level;
use std::fmt::Write as _;
use tasuki_domain::summary::WithheldBecause;

/// The consents that the matrix asks with: a name and the consent.
fn cases() -> Vec<(String, Option<Consent>)> {
    let only = |keep: &dyn Fn(&ConsentRow) -> bool| {
        Some(consent(every_row().into_iter().filter(keep).collect()))
    };
    let mut withdrawn = consent(every_row());
    withdrawn.state = ConsentState::Withdrawn(withdrawn.granted_at);
    let mut superseded = consent(every_row());
    superseded.state = ConsentState::Superseded(superseded.granted_at);
    let mut expired = consent(every_row());
    expired.until = Some("2026-11-20".parse().unwrap());
    let mut last_day = consent(every_row());
    last_day.until = Some(today());
    let mut cases = vec![
        ("none".to_owned(), None),
        ("withdrawn".to_owned(), Some(withdrawn)),
        ("superseded".to_owned(), Some(superseded)),
        ("expired".to_owned(), Some(expired)),
        ("full".to_owned(), Some(consent(every_row()))),
        ("full_on_its_last_day".to_owned(), Some(last_day)),
    ];
    for recipient in RecipientClass::ALL {
        let name = format!("only_to_{}", recipient.code());
        cases.push((name, only(&|row| row.recipient == *recipient)));
    }
    for purpose in Purpose::ALL {
        let name = format!("only_for_{}", purpose.code());
        cases.push((name, only(&|row| row.purpose == *purpose)));
    }
    for category in Category::ALL {
        let name = format!("only_{}", category.code());
        cases.push((name, only(&|row| row.category == *category)));
        if *category != Category::Identity {
            let name = format!("identity+{}", category.code());
            let rows =
                |row: &ConsentRow| row.category == *category || row.category == Category::Identity;
            cases.push((name, only(&rows)));
        }
    }
    cases
}

fn codes(categories: impl IntoIterator<Item = Category>) -> String {
    let codes: Vec<&str> = categories.into_iter().map(Category::code).collect();
    codes.join(" ")
}

fn outcome(decision: &Decision) -> String {
    let mut parts = Vec::new();
    for level in Level::ALL.iter().rev() {
        let shown = decision.shown.iter().filter(|(_, shown)| *shown == level);
        let shown = codes(shown.map(|(category, _)| *category));
        if !shown.is_empty() {
            parts.push(format!("{}: {shown}", level.code()));
        }
    }
    for because in [WithheldBecause::PersonsWish, WithheldBecause::Role] {
        let withheld = decision.withheld.iter();
        let withheld = withheld.filter(|(_, reason)| **reason == because);
        let withheld = codes(withheld.map(|(category, _)| *category));
        if !withheld.is_empty() {
            parts.push(format!("[withheld, {}: {withheld}]", because.code()));
        }
    }
    if decision.consents.is_empty() {
        parts.push("(rests on no consent)".to_owned());
    }
    parts.join("  ")
}

/// What `with` shows beyond `base` if that is exactly one category that `base` kept back.
fn one_more(base: &Decision, with: &Decision) -> Option<(Category, Level)> {
    let mut more = with
        .shown
        .iter()
        .filter(|(category, _)| !base.shown.contains_key(category));
    let (category, level) = more.next()?;
    let mut expected = base.clone();
    expected.shown.insert(*category, *level);
    let kept_back = expected.withheld.remove(category)?;
    (kept_back == WithheldBecause::PersonsWish && expected == *with).then_some((*category, *level))
}

/// The lines of a role in a situation: each outcome, and after ← the consents that lead to it.
fn lines(role: Role, situations: &[Situation]) -> String {
    let table = builtin();
    let ask = |consent: Option<Consent>| match ask(&table, role, situations, consent.as_ref()) {
        Verdict::Permitted(decision) => Some(decision),
        Verdict::Denied { .. } => None,
    };
    let (mut base, mut outcomes) = (None, Vec::<(String, Vec<String>)>::new());
    for (name, consent) in cases() {
        let decision = ask(consent);
        if name == "only_identity" {
            base.clone_from(&decision);
        }
        let more = base.as_ref().zip(decision.as_ref());
        let outcome = match (
            more.and_then(|(base, with)| one_more(base, with)),
            &decision,
        ) {
            (Some((_, level)), _) if name.contains('+') => {
                format!("as only_identity, and the other category {}", level.code())
            }
            (_, Some(decision)) => outcome(decision),
            (_, None) => "denied".to_owned(),
        };
        match outcomes.iter_mut().find(|(known, _)| *known == outcome) {
            Some((_, names)) => names.push(name),
            None => outcomes.push((outcome, vec![name])),
        }
    }
    match outcomes.as_slice() {
        [(only, _)] => format!("    {only}  ← whatever the consent\n"),
        _ => outcomes
            .into_iter()
            .map(|(outcome, names)| format!("    {outcome}\n      ← {}\n", shortened(names)))
            .collect(),
    }
}

/// The names of cases, with those of all categories but identity as one.
fn shortened(names: Vec<String>) -> String {
    let others = || {
        Category::ALL
            .iter()
            .filter(|each| **each != Category::Identity)
    };
    let every: Vec<String> = others()
        .map(|each| format!("only_{}", each.code()))
        .collect();
    if !every.iter().all(|name| names.contains(name)) {
        return names.join(" ");
    }
    let mut names: Vec<String> = names
        .into_iter()
        .filter(|name| !every.contains(name))
        .collect();
    names.push("only_(any other than identity)".to_owned());
    names.join(" ")
}

#[test]
fn the_whole_matrix_is_as_reviewed() {
    let mut text = String::new();
    let pairs = Situation::ALL.iter().flat_map(|situation| {
        let listed =
            (*situation != Situation::Listing).then(|| vec![*situation, Situation::Listing]);
        std::iter::once(vec![*situation]).chain(listed)
    });
    for situations in pairs {
        let names: Vec<&str> = situations.iter().map(|each| each.code()).collect();
        writeln!(text, "== {} ==", names.join(" + ")).unwrap();
        let mut blocks = Vec::<(String, Vec<&str>)>::new();
        for role in Role::ALL {
            let lines = lines(*role, &situations);
            match blocks.iter_mut().find(|(known, _)| *known == lines) {
                Some((_, roles)) => roles.push(role.code()),
                None => blocks.push((lines, vec![role.code()])),
            }
        }
        for (lines, roles) in blocks {
            write!(text, "  {}\n{lines}", roles.join(", ")).unwrap();
        }
    }
    insta::assert_snapshot!("matrix", text);
}
