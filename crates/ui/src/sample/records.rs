//! Fictional records that the mappings' tests share.

use jiff::civil::date;
use tasuki_domain::{
    Category,
    card::CardNumber,
    fact::{
        FactBody, FactKind,
        allergy::{Agent, Allergy},
        identity::{Address, Identity, PersonName, Sex},
        medication::Medication,
    },
    id::FactId,
    provenance::{Provenance, Source},
    resident::{Registration, Resident},
    summary::{Entry, Section, Shown},
    time::Date,
};
use uuid::Uuid;

/// The day on which the samples are read.
pub(crate) const TODAY: Date = date(2026, 11, 21);

/// A statement of 佐藤医師 of 3 June 2026, entered on 7 November.
pub(crate) fn provenance() -> Provenance {
    Provenance {
        source: Source::Physician,
        said_by: Some("佐藤医師".parse().unwrap()),
        entered_by: Uuid::from_u128(1).into(),
        organization: Uuid::from_u128(2).into(),
        entered_at: "2026-11-07T09:00:00+09:00".parse().unwrap(),
        as_of: "2026-06-03".parse().unwrap(),
        confirmed_on: None,
    }
}

/// A statement with that provenance.
pub(crate) fn entry(body: FactBody) -> Entry {
    Entry {
        fact: FactId::from(Uuid::from_u128(3)),
        body,
        provenance: provenance(),
    }
}

/// The same statement as of another day.
pub(crate) fn entry_of(body: FactBody, as_of: &str) -> Entry {
    let mut entry = entry(body);
    entry.provenance.as_of = as_of.parse().unwrap();
    entry
}

/// "None, checked" of a kind.
pub(crate) fn confirmed_none(kind: FactKind) -> Entry {
    entry(FactBody::ConfirmedNone(kind))
}

/// An allergy to something.
pub(crate) fn allergy(substance: &str) -> FactBody {
    FactBody::Allergy(Allergy {
        substance: substance.parse().unwrap(),
        agent: Agent::Food,
        reaction: None,
        severity: None,
        when: None,
    })
}

/// A medicine of that name, two weeks' supply dispensed on 1 November 2026.
pub(crate) fn medicine(name: &str) -> FactBody {
    FactBody::Medication(Medication {
        name: name.parse().unwrap(),
        code: None,
        dose: None,
        usage: None,
        days: Some(14),
        dispensed_on: Some(date(2026, 11, 1)),
        pharmacy: None,
        prescriber: None,
    })
}

/// A fictional person.
pub(crate) fn identity() -> Identity {
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
pub(crate) fn resident() -> Resident {
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

/// A section of those entries, shown in full.
pub(crate) fn shown(
    category: Category,
    entries: impl IntoIterator<Item = Entry>,
) -> (Category, Shown) {
    (category, Shown::Full(Section::build(category, entries)))
}

/// A section of those statements, shown in full.
pub(crate) fn full(
    category: Category,
    bodies: impl IntoIterator<Item = FactBody>,
) -> (Category, Shown) {
    shown(category, bodies.into_iter().map(entry))
}
