use super::*;
use tasuki_domain::{
    Category,
    consent::{EvidenceKind, Purpose, RecipientClass},
    time::Instant,
};
use uuid::Uuid;

fn day(day: i8) -> Date {
    jiff::civil::date(2026, 6, day)
}

fn rows(categories: &[Category]) -> BTreeSet<ConsentRow> {
    let row = |category: &Category| ConsentRow {
        category: *category,
        recipient: RecipientClass::Ems,
        purpose: Purpose::Emergency,
    };
    categories.iter().map(row).collect()
}

const NARROW: &[Category] = &[Category::Identity];
const WIDE: &[Category] = &[Category::Identity, Category::Medications];

fn form(categories: &[Category], signed: i8) -> RosterConsent {
    RosterConsent {
        rows: rows(categories),
        collection: false,
        evidence: Evidence {
            kind: EvidenceKind::OwnSignature,
            form_version: "様式1".parse().unwrap(),
            signed_on: day(signed),
        },
        proxy: None,
        until: None,
    }
}

fn recorded(number: u8, form: RosterConsent, state: ConsentState) -> Consent {
    Consent {
        id: Uuid::from_u128(number.into()).into(),
        resident: Uuid::from_u128(1).into(),
        version: number.into(),
        rows: form.rows,
        collection: form.collection,
        evidence: form.evidence,
        proxy: form.proxy,
        until: form.until,
        granted_at: Instant::UNIX_EPOCH,
        granted_by: Uuid::from_u128(2).into(),
        state,
    }
}

#[test]
fn a_form_gives_nothing_back_that_was_taken_back_since() {
    use ConsentState::{InForce, Superseded, Withdrawn};
    let noon: Instant = "2026-06-10T12:00:00+09:00".parse().unwrap();
    let wide = |signed| recorded(1, form(WIDE, signed), InForce);
    let narrowed = |signed| {
        vec![
            recorded(1, form(WIDE, 1), Superseded(noon)),
            recorded(2, form(NARROW, signed), InForce),
        ]
    };
    let withdrawn = || vec![recorded(1, form(WIDE, 1), Withdrawn(noon))];
    let ended = Compared::Ends(Uuid::from_u128(1).into());
    let permits = |categories, signed| FormConsent::Permits(form(categories, signed));
    let nothing = FormConsent::Nothing;
    for (case, history, said, signed, expected) in [
        ("the first", vec![], permits(WIDE, 1), 1, Compared::Newer),
        (
            "the same",
            vec![wide(1)],
            permits(WIDE, 1),
            1,
            Compared::Holds,
        ),
        (
            "a newer, wider",
            narrowed(5),
            permits(WIDE, 6),
            6,
            Compared::Newer,
        ),
        (
            "a newer, narrower",
            vec![wide(1)],
            permits(NARROW, 2),
            2,
            Compared::Newer,
        ),
        (
            "an old form",
            narrowed(5),
            permits(WIDE, 1),
            1,
            Compared::Holds,
        ),
        (
            "one that was never seen, but old",
            narrowed(5),
            permits(WIDE, 4),
            4,
            Compared::Holds,
        ),
        (
            "the same day's, before it was narrowed",
            narrowed(1),
            permits(WIDE, 1),
            1,
            Compared::Holds,
        ),
        (
            "the same day's, corrected to less",
            vec![wide(1)],
            permits(NARROW, 1),
            1,
            Compared::Newer,
        ),
        (
            "the same day's, corrected to more",
            vec![recorded(1, form(NARROW, 1), InForce)],
            permits(WIDE, 1),
            1,
            Compared::Wider,
        ),
        (
            "after withdrawal, the same",
            withdrawn(),
            permits(WIDE, 1),
            1,
            Compared::Holds,
        ),
        (
            "of the day of withdrawal",
            withdrawn(),
            permits(WIDE, 10),
            10,
            Compared::Holds,
        ),
        (
            "signed after withdrawal",
            withdrawn(),
            permits(WIDE, 11),
            11,
            Compared::Newer,
        ),
        ("nothing, newer", vec![wide(1)], nothing.clone(), 2, ended),
        (
            "nothing, of the same day",
            vec![wide(1)],
            nothing.clone(),
            1,
            ended,
        ),
        (
            "nothing, but old",
            vec![wide(5)],
            nothing.clone(),
            1,
            Compared::Holds,
        ),
        (
            "nothing, and none there",
            vec![],
            nothing,
            1,
            Compared::Holds,
        ),
        (
            "no answer",
            vec![wide(1)],
            FormConsent::Unanswered,
            9,
            Compared::Holds,
        ),
    ] {
        assert_eq!(compare(&history, &said, day(signed)), expected, "{case}");
    }
}

#[test]
fn more_time_and_more_collecting_are_more() {
    let history = [recorded(
        1,
        RosterConsent {
            until: Some(day(20)),
            ..form(WIDE, 1)
        },
        ConsentState::InForce,
    )];
    let said = |collection, until| {
        FormConsent::Permits(RosterConsent {
            collection,
            until,
            ..form(WIDE, 1)
        })
    };
    for (collection, until, expected) in [
        (false, Some(day(19)), Compared::Newer),
        (false, Some(day(20)), Compared::Holds),
        (false, Some(day(21)), Compared::Wider),
        (false, None, Compared::Wider),
        (true, Some(day(20)), Compared::Wider),
    ] {
        let compared = compare(&history, &said(collection, until), day(1));
        assert_eq!(compared, expected, "{collection} {until:?}");
    }
}
