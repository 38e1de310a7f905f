//! Fictional records that the mappings' tests share.

use jiff::civil::date;
use tasuki_app::residents::SummaryView;
use tasuki_domain::{
    Category,
    card::CardNumber,
    fact::{
        FactBody, FactKind,
        identity::{Address, Identity, PersonName, Sex},
    },
    id::FactId,
    incident::{Basis, Incident, IncidentState, Origin},
    provenance::{Provenance, Source},
    resident::{Registration, Resident},
    summary::{Entry, Section, Shown},
    time::{Date, Instant},
};
use uuid::Uuid;

/// The day on which the samples are read.
pub(super) const TODAY: Date = date(2026, 11, 21);

/// Entered on 7 November 2026, 14 days before [`TODAY`].
pub(super) fn entered_at() -> Instant {
    "2026-11-07T09:00:00+09:00".parse().unwrap()
}

/// A statement of 佐藤医師 of 3 June 2026, entered on 7 November.
fn provenance() -> Provenance {
    Provenance {
        source: Source::Physician,
        said_by: Some("佐藤医師".parse().unwrap()),
        entered_by: Uuid::from_u128(1).into(),
        organization: Uuid::from_u128(2).into(),
        entered_at: entered_at(),
        as_of: "2026-06-03".parse().unwrap(),
        confirmed_on: None,
    }
}

/// A statement with that provenance.
fn entry(body: FactBody) -> Entry {
    Entry {
        fact: FactId::from(Uuid::from_u128(3)),
        body,
        provenance: provenance(),
    }
}

/// "None, checked" of a kind.
pub(super) fn confirmed_none(kind: FactKind) -> Entry {
    entry(FactBody::ConfirmedNone(kind))
}

/// A fictional person.
pub(super) fn identity() -> Identity {
    Identity {
        name: PersonName {
            family: "見本".parse().unwrap(),
            given: Some("花子".parse().unwrap()),
            family_kana: Some("ミホン".parse().unwrap()),
            given_kana: Some("ハナコ".parse().unwrap()),
        },
        other_names: Vec::new(),
        birth_date: "1940-03-02".parse().unwrap(),
        sex: Sex::Female,
        address: Some(Address {
            postal_code: None,
            town: "泉町2丁目".parse().unwrap(),
            rest: Some("3-4 青木荘201".parse().unwrap()),
        }),
        phones: vec!["0557000000".parse().unwrap()],
        language: None,
    }
}

/// The registration of the fictional person.
pub(super) fn resident() -> Resident {
    Resident {
        id: Uuid::from_u128(11).into(),
        municipality: "990019".parse().unwrap(),
        card: CardNumber::from_serial(5_530_441),
        roster_key: None,
        protected_address: false,
        registration: Registration::Active,
        version: 7,
        registered_at: "2026-06-03T10:00:00+09:00".parse().unwrap(),
    }
}

/// An open emergency of that number, called and opened at 12:01 on [`TODAY`].
pub(super) fn incident() -> Incident {
    let at: Instant = "2026-11-21T12:01:00+09:00".parse().unwrap();
    Incident {
        id: Uuid::from_u128(412).into(),
        organization: Uuid::from_u128(2).into(),
        basis: Basis::Number("0412".to_owned().try_into().unwrap()),
        origin: Origin::Call119,
        called_at: at,
        place: None,
        opened_by: Uuid::from_u128(1).into(),
        opened_at: at,
        state: IncidentState::Open,
    }
}

/// A section shown in full.
pub(super) fn full(
    category: Category,
    bodies: impl IntoIterator<Item = FactBody>,
) -> (Category, Shown) {
    (
        category,
        Shown::Full(Section::build(category, bodies.into_iter().map(entry))),
    )
}

/// A summary of those sections.
pub(super) fn view(sections: Vec<(Category, Shown)>) -> SummaryView {
    SummaryView {
        resident: resident(),
        sections,
        alerts: Vec::new(),
        address_hidden: false,
        incident: None,
        wishes_sentence: None,
        organization: Some("みほん市消防本部".parse().unwrap()),
        today: TODAY,
    }
}
