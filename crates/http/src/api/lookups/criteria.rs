//! What a searcher knows, and how it was understood.

use crate::{
    problem::Problem,
    wire::{At, Wire as _, Wired, wire_object},
};
use serde_json::Value;
use tasuki_domain::{
    birth_date::BirthDateInput,
    card::CardNumber,
    fact::identity::Sex,
    lookup::Criteria,
    text::{KanaName, Line, PhoneFragment},
    time::Date,
};

/// What to search for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LookUp {
    family_kana: Option<KanaName>,
    given_kana: Option<KanaName>,
    name: Option<Line>,
    birth_date: Option<BirthDateInput>,
    sex: Option<Sex>,
    phone: Option<PhoneFragment>,
    address: Option<Line>,
    card_number: Option<CardNumber>,
}

/// What to search for, on the wire.
pub(crate) type LookUpBody = Wired<LookUp>;

wire_object! {
    /// What the searcher knows: a card number, a whole telephone number, or a name with one other item.
    LookUp as "LookUp" {
        /// Kana of the family name, whole or its beginning.
        family_kana,
        /// Kana of the given name, whole or its beginning.
        given_kana,
        /// The name as written.
        name,
        /// The birth date.
        birth_date,
        /// Sex.
        sex,
        /// A telephone number or its last four digits.
        phone,
        /// Town, block, building or facility.
        address,
        /// The number on the card.
        card_number,
    }
}

impl From<LookUp> for Criteria {
    fn from(body: LookUp) -> Self {
        Self {
            family_kana: body.family_kana,
            given_kana: body.given_kana,
            name: body.name,
            birth_date: body.birth_date,
            sex: body.sex,
            phone: body.phone,
            address: body.address,
            card_number: body.card_number,
        }
    }
}

/// Reads what a searcher knows as the body of a search is read, or says everything that is wrong
/// with it: for whoever measures the search with searches of their own.
pub fn read_criteria(value: &Value, today: Date) -> Result<Criteria, Problem> {
    let mut at = At::new(today);
    let read = LookUp::read(value, &mut at);
    at.finish(read).map(Criteria::from)
}

/// How the criteria were understood.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Interpreted {
    family_kana: Option<KanaName>,
    given_kana: Option<KanaName>,
    name: Option<Line>,
    birth_date: Option<BirthDates>,
    sex: Option<Sex>,
    phone: Option<PhoneFragment>,
    address: Option<Line>,
    card_number: Option<CardNumber>,
}

/// The days that a birth date was understood as.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BirthDates {
    from: Date,
    to: Date,
    label: String,
    note: Option<String>,
}

wire_object! {
    /// The days that a birth date was understood as.
    BirthDates as "BirthDates" {
        /// The first day that it may mean.
        from,
        /// The last day that it may mean.
        to,
        /// In words, to be shown to the searcher.
        label,
        /// What was put right on the way.
        note,
    }
}

wire_object! {
    /// How the criteria were understood.
    Interpreted as "Interpreted" {
        /// Kana of the family name.
        family_kana,
        /// Kana of the given name.
        given_kana,
        /// The name as written.
        name,
        /// The birth date.
        birth_date,
        /// Sex.
        sex,
        /// The telephone number without hyphens.
        phone,
        /// Town, block, building or facility.
        address,
        /// The number on the card.
        card_number,
    }
}

impl From<&LookUp> for Interpreted {
    fn from(body: &LookUp) -> Self {
        let birth_date = match &body.birth_date {
            Some(BirthDateInput::Read(reading)) => Some(BirthDates {
                from: reading.from,
                to: reading.to,
                label: reading.label.clone(),
                note: reading.note.map(str::to_owned),
            }),
            // The service refuses what can be read in several ways.
            Some(BirthDateInput::Ambiguous(_)) | None => None,
        };
        Self {
            family_kana: body.family_kana.clone(),
            given_kana: body.given_kana.clone(),
            name: body.name.clone(),
            birth_date,
            sex: body.sex,
            phone: body.phone.clone(),
            address: body.address.clone(),
            card_number: body.card_number,
        }
    }
}

impl LookUp {
    pub(crate) fn sample() -> Self {
        use crate::examples::text;
        let birth = tasuki_domain::birth_date::read("S15.3.2", jiff::civil::date(2026, 11, 21));
        Self {
            family_kana: Some(text("シケン")),
            given_kana: None,
            name: None,
            birth_date: birth.ok(),
            sex: Some(Sex::Female),
            phone: None,
            address: None,
            card_number: None,
        }
    }
}
