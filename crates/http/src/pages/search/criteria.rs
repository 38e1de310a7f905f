//! The form's fields → what is searched for, or what is wrong with each.

use crate::pages::fields::Fields;
use std::str::FromStr;
use tasuki_app::lookups::read_text;
use tasuki_domain::{
    Invalid,
    birth_date::{self, BirthDateInput, Reading},
    fact::identity::Sex,
    lookup::{Criteria, Loosened, Loosening, near_years},
    text::PhoneFragment,
    time::Date,
    wareki,
};
use tasuki_ui::{
    Field, FieldError,
    page::search::{BirthChoice, ReadPart, SearchFields},
};

/// The names of the fields that say something about the person.
pub(super) const NAMES: &[&str] = &[
    "card_number",
    "family_kana",
    "given_kana",
    "birth_date",
    "phone",
    "address",
    "name",
    "sex",
    "text",
    "birth_date_choice",
    "near_years",
];

/// The form as read: what to search for, and everything that the page shows of it.
pub(crate) struct Read {
    /// What to search for; meaningful only when nothing is wrong.
    pub(crate) criteria: Criteria,
    /// The fields as typed with what is wrong with them.
    pub(crate) fields: SearchFields,
    /// How the birth date was read.
    pub(super) reading: Option<String>,
    /// What was put right in it.
    pub(super) note: Option<String>,
    /// The readings to choose from.
    pub(crate) choices: Vec<BirthChoice>,
    /// The pasted text, with what is wrong with it.
    pub(super) text: Field,
    /// How each part was understood.
    pub(crate) parts: Vec<ReadPart>,
    /// What of the text was left unread.
    pub(super) unread: Vec<String>,
    /// Whether the birth date was widened.
    pub(super) near_years: bool,
    /// Whether both the text and fields were filled.
    pub(super) text_and_fields: bool,
    /// The birth date as it was typed or chosen, for another search.
    birth_typed: String,
    /// What is wrong with the whole.
    pub(crate) form_errors: Vec<FieldError>,
}

impl Read {
    /// Whether the search may run.
    pub(crate) fn is_right(&self) -> bool {
        self.form_errors.is_empty() && !self.has_field_errors() && self.choices.is_empty()
    }

    fn has_field_errors(&self) -> bool {
        let fields = &self.fields;
        [
            &fields.card_number,
            &fields.family_kana,
            &fields.given_kana,
            &fields.birth_date,
            &fields.phone,
            &fields.address,
            &fields.name,
            &self.text,
        ]
        .iter()
        .any(|field| field.error.is_some())
    }

    /// The form that searches once more with less.
    pub(super) fn fields_of(&self, loosened: &Loosened) -> Vec<(String, String)> {
        let criteria = &loosened.criteria;
        let phone = criteria.phone.as_ref().map(|phone| match phone {
            PhoneFragment::Full(phone) => phone.digits().to_owned(),
            PhoneFragment::Last4(digits) => digits.clone(),
        });
        let born = criteria.birth_date.is_some();
        let wider = born && (self.near_years || loosened.way == Loosening::NearYears);
        [
            (
                "card_number",
                criteria.card_number.map(|card| card.to_string()),
            ),
            (
                "family_kana",
                criteria.family_kana.as_ref().map(ToString::to_string),
            ),
            (
                "given_kana",
                criteria.given_kana.as_ref().map(ToString::to_string),
            ),
            ("birth_date", born.then(|| self.birth_typed.clone())),
            ("phone", phone),
            (
                "address",
                criteria.address.as_ref().map(ToString::to_string),
            ),
            ("name", criteria.name.as_ref().map(ToString::to_string)),
            ("sex", criteria.sex.map(|sex| sex.code().to_owned())),
            ("near_years", wider.then(|| "yes".to_owned())),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect()
    }
}

/// Puts the chosen reading in the place of a birth date of six digits, so that it is kept as what
/// was meant. A choice that belongs to another date is none.
pub(crate) fn chosen(typed: Fields, today: Date) -> Fields {
    let Some(choice) = typed.filled("birth_date_choice").map(str::to_owned) else {
        return typed;
    };
    match birth_date::read(typed.get("birth_date"), today) {
        Ok(BirthDateInput::Ambiguous(readings))
            if readings.iter().any(|reading| value(reading) == choice) =>
        {
            typed.with("birth_date", &choice)
        }
        _ => typed,
    }
}

/// Leaves the fields out where the text alone is to be searched with.
pub(super) fn text_alone(typed: Fields) -> Fields {
    if typed.get("text_only") != "yes" || typed.get("text").is_empty() {
        return typed;
    }
    let kept = |name: &str| name == "text" || !NAMES.contains(&name);
    let pairs = typed.pairs().iter().filter(|(name, _)| kept(name));
    Fields::new(pairs.cloned().collect())
}

/// Reads the form: the pasted text, or the fields.
pub(crate) fn read(typed: &Fields, today: Date) -> Read {
    let mut read = by_fields(typed, today);
    read.text = typed.field("text");
    if !read.text.value.is_empty() {
        let fields_too = !read.criteria.items().is_empty() || read.has_field_errors();
        read = if fields_too {
            read.text_and_fields = true;
            read.form_errors.push(FieldError::new(
                "貼り付けと項目の両方に入っています。",
                "どちらか一方を空にするか、「貼り付けだけで検索する」を選んでください。",
            ));
            read
        } else {
            by_text(typed, read, today)
        };
    }
    widen(&mut read, typed, today);
    read.parts = read
        .criteria
        .items()
        .into_iter()
        .filter_map(|item| {
            Some(ReadPart {
                label: item.japanese().to_owned(),
                read_as: read.criteria.read_as(item)?,
            })
        })
        .collect();
    read
}

/// Reads the pasted text; a birth date without its era is asked about.
fn by_text(typed: &Fields, mut read: Read, today: Date) -> Read {
    let pasted = match read_text(&read.text.value, today) {
        Ok(pasted) => pasted,
        Err(invalid) => {
            read.text = read.text.with_error(FieldError::from(&invalid));
            return read;
        }
    };
    let born = pasted
        .parts
        .iter()
        .find(|part| part.item == tasuki_domain::lookup::CriteriaItem::BirthDate);
    read.birth_typed = born.map(|part| part.typed.clone()).unwrap_or_default();
    read.criteria = pasted.criteria;
    read.unread = pasted.unread;
    if let Some(BirthDateInput::Ambiguous(readings)) = &read.criteria.birth_date {
        let chosen = typed.get("birth_date_choice");
        match readings.iter().find(|reading| value(reading) == chosen) {
            Some(reading) => {
                read.birth_typed = value(reading);
                read.criteria.birth_date = Some(BirthDateInput::Read(reading.clone()));
            }
            None => {
                read.choices = readings.iter().map(choice).collect();
                let unclear = FieldError::sentence(&birth_date::ambiguous(&read.birth_typed));
                read.text = read.text.with_error(FieldError::new(
                    format!("生年月日: {}", unclear.problem),
                    "下から選ぶか、S15.3.2 のように直してください。",
                ));
            }
        }
    }
    read
}

/// Widens the birth date by a year before and after where that was asked for.
fn widen(read: &mut Read, typed: &Fields, today: Date) {
    if typed.get("near_years") != "yes" {
        return;
    }
    if let Some(BirthDateInput::Read(reading)) = &read.criteria.birth_date
        && let Some(wider) = near_years(reading, today)
    {
        read.criteria.birth_date = Some(BirthDateInput::Read(wider));
        read.near_years = true;
    }
}

fn by_fields(typed: &Fields, today: Date) -> Read {
    let mut criteria = Criteria::default();
    let mut fields = SearchFields {
        card_number: item(typed, "card_number", &mut criteria.card_number),
        family_kana: item(typed, "family_kana", &mut criteria.family_kana),
        given_kana: item(typed, "given_kana", &mut criteria.given_kana),
        birth_date: typed.field("birth_date"),
        phone: item(typed, "phone", &mut criteria.phone),
        address: item(typed, "address", &mut criteria.address),
        name: item(typed, "name", &mut criteria.name),
        sex: Sex::from_code(typed.get("sex")),
    };
    criteria.sex = fields.sex;
    let (mut reading, mut note, mut choices) = (None, None, Vec::new());
    if let Some(text) = typed.filled("birth_date") {
        match birth_date::read(text, today) {
            Ok(input) => {
                match &input {
                    BirthDateInput::Read(read) => {
                        reading = Some(read.label.clone());
                        note = read.note.map(str::to_owned);
                    }
                    BirthDateInput::Ambiguous(readings) => {
                        choices = readings.iter().map(choice).collect()
                    }
                }
                criteria.birth_date = Some(input);
            }
            Err(invalid) => fields.birth_date.error = Some(FieldError::from(&invalid)),
        }
    }
    if !choices.is_empty() {
        let unclear = FieldError::sentence(&birth_date::ambiguous(&fields.birth_date.value));
        fields.birth_date.error = Some(FieldError::new(
            unclear.problem,
            "下から選ぶか、S15.3.2 のように入れてください。",
        ));
    }
    Read {
        birth_typed: fields.birth_date.value.clone(),
        criteria,
        fields,
        reading,
        note,
        choices,
        text: Field::default(),
        parts: Vec::new(),
        unread: Vec::new(),
        near_years: false,
        text_and_fields: false,
        form_errors: Vec::new(),
    }
}

fn item<T: FromStr<Err = Invalid>>(typed: &Fields, name: &str, to: &mut Option<T>) -> Field {
    let field = typed.field(name);
    if field.value.is_empty() {
        return field;
    }
    match field.value.parse() {
        Ok(value) => {
            *to = Some(value);
            field
        }
        Err(invalid) => field.with_error(FieldError::from(&invalid)),
    }
}

fn value(reading: &Reading) -> String {
    wareki::short(reading.from)
}

fn choice(reading: &Reading) -> BirthChoice {
    BirthChoice {
        value: value(reading),
        label: reading.label.clone(),
    }
}

#[cfg(test)]
mod tests;
