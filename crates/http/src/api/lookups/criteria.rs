//! What a searcher knows, and how it was understood.

use super::pasted::PastedText;
use crate::{
    problem::{FieldFault, Problem},
    wire::{At, Wire, Wired, wire_object},
};
use serde_json::Value;
use tasuki_app::lookups::{Pasted, read_text};
use tasuki_domain::{
    Invalid,
    birth_date::BirthDateInput,
    card::CardNumber,
    fact::identity::Sex,
    lookup::{Criteria, CriteriaItem, near_years},
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
    text: Option<PastedText>,
    near_years: bool,
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
        /// Anything pasted, instead of the fields: name, number, address, telephone, birth date, sex, in any order.
        text,
        /// Whether the year before and the year after the birth date are searched too.
        near_years = false,
    }
}

/// What is searched for, and how it was understood.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) criteria: Criteria,
    pub(crate) interpreted: Interpreted,
    /// Whether the years beside the birth date were asked for.
    pub(crate) wider: bool,
}

/// Where what was asked for stands in a request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// The field of the request that holds it; none where it is the whole body.
    within: Option<&'static str>,
    /// Whether it was pasted.
    by_text: bool,
}

impl Place {
    /// The name that a field of what was asked for has in the request. What is wrong with the whole,
    /// or with a birth date that stands in a text, is told where it was sent.
    pub(crate) fn of(self, field: &str) -> String {
        let field = match field {
            "criteria" | "birth_date" if self.by_text => "text",
            "criteria" => "",
            field => field,
        };
        match (self.within, field) {
            (Some(within), "") => within.to_owned(),
            (Some(within), field) => format!("{within}.{field}"),
            (None, "") => "body".to_owned(),
            (None, field) => field.to_owned(),
        }
    }
}

impl LookUp {
    /// Where it stands in a request: in that field, or as the whole body.
    pub(crate) const fn place(&self, within: Option<&'static str>) -> Place {
        Place {
            within,
            by_text: self.text.is_some(),
        }
    }

    /// Reads the text, if it is one, and widens the birth date where that was asked for.
    pub(crate) fn read(self, today: Date) -> Result<Asked, Problem> {
        let wider = self.near_years;
        let fault = |field, invalid| Problem::invalid(vec![FieldFault::of(field, invalid)]);
        let (mut criteria, pasted) = match self.text.clone() {
            None => (Criteria::from(self), None),
            Some(text) => {
                if !Criteria::from(self).items().is_empty() {
                    let both = Invalid::new(
                        "text_and_fields",
                        "text とほかの項目が両方あります",
                        "text だけにするか、項目に分けて送ってください",
                    );
                    return Err(fault("text", both));
                }
                let pasted =
                    read_text(text.as_str(), today).map_err(|invalid| fault("text", invalid))?;
                (pasted.criteria.clone(), Some(pasted))
            }
        };
        if wider
            && let Some(BirthDateInput::Read(reading)) = &criteria.birth_date
            && let Some(widened) = near_years(reading, today)
        {
            criteria.birth_date = Some(BirthDateInput::Read(widened));
        }
        let interpreted = Interpreted::of(&criteria, pasted);
        Ok(Asked {
            criteria,
            interpreted,
            wider,
        })
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
    let read = <LookUp as Wire>::read(value, &mut at);
    let body = at.finish(read)?;
    body.read(today).map(|asked| asked.criteria)
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
    parts: Vec<Part>,
    unread: Vec<String>,
}

/// One part and how it was understood.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Part {
    item: CriteriaItem,
    typed: Option<String>,
    read_as: String,
}

wire_object! {
    /// One part of what was searched for and how it was understood.
    Part as "InterpretedPart" {
        /// What it says.
        item,
        /// As it stands in the text; left out of a search by fields.
        typed,
        /// In words, to be shown to the searcher.
        read_as,
    }
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
        /// Every part in words, to be shown to the searcher.
        parts = Vec::new(),
        /// What of the text was left unread.
        unread = Vec::new(),
    }
}

impl Interpreted {
    /// How criteria were understood, and what was left of the text they came from.
    fn of(criteria: &Criteria, pasted: Option<Pasted>) -> Self {
        let birth_date = match &criteria.birth_date {
            Some(BirthDateInput::Read(reading)) => Some(BirthDates {
                from: reading.from,
                to: reading.to,
                label: reading.label.clone(),
                note: reading.note.map(str::to_owned),
            }),
            // The service refuses what can be read in several ways.
            Some(BirthDateInput::Ambiguous(_)) | None => None,
        };
        let typed = |item| {
            let parts = &pasted.as_ref()?.parts;
            let part = parts.iter().find(|part| part.item == item)?;
            Some(part.typed.clone())
        };
        let parts = criteria
            .items()
            .into_iter()
            .filter_map(|item| {
                Some(Part {
                    item,
                    typed: typed(item),
                    read_as: criteria.read_as(item)?,
                })
            })
            .collect();
        Self {
            family_kana: criteria.family_kana.clone(),
            given_kana: criteria.given_kana.clone(),
            name: criteria.name.clone(),
            birth_date,
            sex: criteria.sex,
            phone: criteria.phone.clone(),
            address: criteria.address.clone(),
            card_number: criteria.card_number,
            parts,
            unread: pasted.map(|pasted| pasted.unread).unwrap_or_default(),
        }
    }
}

impl From<&LookUp> for Interpreted {
    fn from(body: &LookUp) -> Self {
        Self::of(&Criteria::from(body.clone()), None)
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
            text: None,
            near_years: false,
        }
    }
}
