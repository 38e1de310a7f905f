//! The form's fields → what is searched for, or what is wrong with each.

use crate::pages::fields::Fields;
use std::str::FromStr;
use tasuki_domain::{
    Invalid,
    birth_date::{self, BirthDateInput, Reading},
    fact::identity::Sex,
    lookup::Criteria,
    time::Date,
    wareki,
};
use tasuki_ui::{
    Field, FieldError,
    page::search::{BirthChoice, SearchFields},
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
];

/// The form as read: what to search for, and everything that the page shows of it.
pub(super) struct Read {
    /// What to search for; meaningful only when nothing is wrong.
    pub(super) criteria: Criteria,
    /// The fields as typed with what is wrong with them.
    pub(super) fields: SearchFields,
    /// How the birth date was read.
    pub(super) reading: Option<String>,
    /// What was put right in it.
    pub(super) note: Option<String>,
    /// The readings to choose from.
    pub(super) choices: Vec<BirthChoice>,
    /// What is wrong with the whole.
    pub(super) form_errors: Vec<FieldError>,
}

impl Read {
    /// Whether the search may run.
    pub(super) fn is_right(&self) -> bool {
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
        ]
        .iter()
        .any(|field| field.error.is_some())
    }
}

/// Puts the chosen reading in the place of a birth date of six digits, so that it is kept as what
/// was meant. A choice that belongs to another date is none.
pub(super) fn chosen(typed: Fields, today: Date) -> Fields {
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

/// Reads the form.
pub(super) fn read(typed: &Fields, today: Date) -> Read {
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
        let problem = birth_date::ambiguous(&fields.birth_date.value).problem;
        fields.birth_date.error = Some(FieldError::new(
            format!("{problem}。"),
            "下から選ぶか、S15.3.2 のように入れてください。",
        ));
    }
    let mut read = Read {
        criteria,
        fields,
        reading,
        note,
        choices,
        form_errors: Vec::new(),
    };
    if !read.has_field_errors() && !read.criteria.is_enough() {
        read.form_errors.push(FieldError::new(
            "検索の条件が足りません。",
            "カード番号か電話番号の全体、またはフリガナ2文字以上ともう1つを入れてください。",
        ));
    }
    read
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
mod tests {
    use super::*;
    use crate::pages::samples::TODAY;

    fn form(pairs: &[(&str, &str)]) -> Fields {
        Fields::new(
            pairs
                .iter()
                .map(|(name, value)| ((*name).into(), (*value).into()))
                .collect(),
        )
    }

    #[test]
    fn a_birth_date_is_shown_as_it_was_read() {
        for (typed, reading, note) in [
            ("S15.3.2", Some("昭和15年3月2日（1940） 86歳"), None),
            ("19400302", Some("昭和15年3月2日（1940） 86歳"), None),
            ("80代", Some("80代"), None),
            (
                "T15.12.26",
                Some("昭和元年12月26日（1926） 99歳"),
                Some("元号を直しました"),
            ),
        ] {
            let read = read(
                &form(&[("family_kana", "ミホン"), ("birth_date", typed)]),
                TODAY,
            );
            assert_eq!(
                (read.reading.as_deref(), read.note.as_deref()),
                (reading, note),
                "{typed}"
            );
            assert!(read.is_right(), "{typed}");
        }
    }

    #[test]
    fn six_digits_are_never_guessed() {
        let typed = form(&[("family_kana", "ミホン"), ("birth_date", "150302")]);
        let asked = read(&typed, TODAY);
        assert!(!asked.is_right());
        let values: Vec<_> = asked
            .choices
            .iter()
            .map(|choice| choice.value.as_str())
            .collect();
        assert_eq!(values, ["S15.3.2", "H15.3.2", "T15.3.2"]);
        let problem = |read: &Read| read.fields.birth_date.error.clone().unwrap().problem;
        assert!(problem(&asked).starts_with("元号のない6桁は"));
        let parted = form(&[("birth_date", "16.3.2")]);
        assert!(problem(&read(&parted, TODAY)).starts_with("元号のない年は"));
        let answered = chosen(typed.clone().with("birth_date_choice", "T15.3.2"), TODAY);
        assert_eq!(answered.get("birth_date"), "T15.3.2");
        assert!(read(&answered, TODAY).is_right());
        // A choice of what was typed before, and one that never was offered, change nothing.
        for (birth_date, choice) in [("S20.1.1", "T15.3.2"), ("150302", "M15.3.2")] {
            let typed = form(&[("birth_date", birth_date), ("birth_date_choice", choice)]);
            assert_eq!(chosen(typed, TODAY).get("birth_date"), birth_date);
        }
    }

    #[test]
    fn what_is_wrong_stands_at_its_field_with_the_value_kept() {
        let typed = form(&[
            ("card_number", "1234"),
            ("family_kana", "山田"),
            ("birth_date", "S65.2.1"),
            ("phone", "123"),
        ]);
        let read = read(&typed, TODAY);
        assert!(!read.is_right());
        for (field, value) in [
            (&read.fields.card_number, "1234"),
            (&read.fields.family_kana, "山田"),
            (&read.fields.birth_date, "S65.2.1"),
            (&read.fields.phone, "123"),
        ] {
            assert_eq!(field.value, value);
            let error = field.error.as_ref().unwrap();
            assert!(
                !error.problem.is_empty() && !error.expected.is_empty(),
                "{value}"
            );
        }
        assert_eq!(read.form_errors, []);
    }

    #[test]
    fn too_little_is_not_searched_with() {
        for (typed, enough) in [
            (form(&[]), false),
            (form(&[("family_kana", "ミホン")]), false),
            (form(&[("birth_date", "S15.3.2")]), false),
            (form(&[("family_kana", "ミホン"), ("sex", "female")]), true),
            (form(&[("phone", "0557000000")]), true),
        ] {
            let read = read(&typed, TODAY);
            assert_eq!(read.is_right(), enough, "{:?}", typed.pairs());
            assert_eq!(read.form_errors.is_empty(), enough);
        }
    }
}
