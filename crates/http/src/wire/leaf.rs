//! Values that are one text, number or truth value.

use super::{At, Wire};
use serde_json::Value;
use tasuki_domain::{
    Invalid,
    birth_date::{self, BirthDateInput, PartialDate},
    card::CardNumber,
    id::{
        AccessEntryId, AccountId, ApplicationId, BackupId, ConsentId, FactId, ImportId, IncidentId,
        LookupId, OrganizationId, ResidentId, SearchEventId,
    },
    incident::IncidentNumber,
    municipality::MunicipalityCode,
    resident::RosterKey,
    text::{Code, KanaName, Line, Note, Phone, PhoneFragment, PostalCode},
    time::{Date, Instant, rfc3339_in_japan},
};
use utoipa::openapi::{
    RefOr,
    schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type},
};

pub(crate) fn text_schema(description: &str, most: Option<usize>, example: &str) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some(description))
        .max_length(most)
        .examples([Value::from(example)])
        .into()
}

fn formatted(format: KnownFormat, example: &str) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(format)))
        .examples([Value::from(example)])
        .into()
}

/// The text of a value that must be one.
pub(crate) fn text<'a>(value: &'a Value, at: &mut At) -> Option<&'a str> {
    if let Value::String(text) = value {
        return Some(text);
    }
    at.fault(Invalid::new(
        "not_text",
        "文字列ではありません",
        "文字列にしてください",
    ));
    None
}

macro_rules! texts {
    ($($type:ty, $write:expr, $description:literal, $most:expr, $example:literal;)+) => {$(
        impl Wire for $type {
            fn read(value: &Value, at: &mut At) -> Option<Self> {
                let text = text(value, at)?;
                at.take(text.parse())
            }

            fn write(&self) -> Value {
                let write: fn(&Self) -> String = $write;
                Value::String(write(self))
            }

            fn describe() -> RefOr<Schema> {
                text_schema($description, $most, $example)
            }
        }
    )+};
}

texts! {
    Line, |line| line.as_str().to_owned(), "One line of text.", Some(Line::MAX), "かもめ町内科";
    Note, |note| note.as_str().to_owned(), "Several lines of text.", Some(Note::MAX), "玄関に段差2段";
    KanaName, |kana| kana.as_str().to_owned(), "Kana of a name; hiragana and half-width forms are folded to katakana.", Some(KanaName::MAX), "ヤマダ";
    Phone, |phone| phone.digits().to_owned(), "A telephone number: 10 or 11 digits from 0; hyphens are dropped, +81 is folded.", None, "0557000000";
    PostalCode, |code| code.digits().to_owned(), "A postal code of seven digits; a hyphen is dropped.", None, "4130000";
    Code, |code| code.as_str().to_owned(), "A code of a coding system, upper case.", Some(20), "I48";
    RosterKey, |key| key.as_str().to_owned(), "The municipality's own number for the person.", Some(32), "A-00012";
    MunicipalityCode, |code| code.as_str().to_owned(), "The six-digit municipality code (全国地方公共団体コード).", Some(6), "990019";
    CardNumber, ToString::to_string, "The eight digits on the card; hyphens and full-width digits are read too.", None, "1234-5670";
}

impl Wire for PhoneFragment {
    fn read(value: &Value, at: &mut At) -> Option<Self> {
        let text = text(value, at)?;
        at.take(text.parse())
    }

    fn write(&self) -> Value {
        Value::from(match self {
            Self::Full(phone) => phone.digits(),
            Self::Last4(digits) => digits,
        })
    }

    fn describe() -> RefOr<Schema> {
        text_schema(
            "A whole telephone number, or its last four digits.",
            None,
            "0000",
        )
    }
}

impl Wire for IncidentNumber {
    fn read(value: &Value, at: &mut At) -> Option<Self> {
        let text = text(value, at)?.to_owned();
        at.take(text.try_into())
    }

    fn write(&self) -> Value {
        Value::from(self.as_str())
    }

    fn describe() -> RefOr<Schema> {
        text_schema(
            "The headquarters' own number of the emergency.",
            Some(32),
            "2026-1121-031",
        )
    }
}

impl Wire for Date {
    fn read(value: &Value, at: &mut At) -> Option<Self> {
        let text = text(value, at)?;
        at.take(date(text))
    }

    fn write(&self) -> Value {
        Value::String(self.to_string())
    }

    fn describe() -> RefOr<Schema> {
        formatted(KnownFormat::Date, "2026-06-01")
    }
}

/// A day in ISO 8601 and nothing longer.
fn date(text: &str) -> Result<Date, Invalid> {
    let malformed = || {
        Invalid::new(
            "date_malformed",
            "日付の形が正しくありません",
            "2026-06-01 のように入れてください",
        )
    };
    match text.parse::<PartialDate>() {
        Ok(PartialDate::Day(day)) => Ok(day),
        _ => Err(malformed()),
    }
}

impl Wire for PartialDate {
    /// A field named `birth_date` takes every form in which people write birth dates, and is held
    /// to what a living person's can be.
    fn read(value: &Value, at: &mut At) -> Option<Self> {
        let text = text(value, at)?;
        let read = if at.is_in("birth_date") {
            birth_date::read_for_record(text, at.today)
        } else {
            text.parse()
        };
        at.take(read)
    }

    fn write(&self) -> Value {
        Value::String(self.to_string())
    }

    fn describe() -> RefOr<Schema> {
        text_schema(
            "A date known to the day, the month or the year, in ISO 8601.",
            None,
            "2019-04",
        )
    }
}

impl Wire for BirthDateInput {
    fn read(value: &Value, at: &mut At) -> Option<Self> {
        let text = text(value, at)?;
        at.take(birth_date::read(text, at.today))
    }

    fn write(&self) -> Value {
        match self {
            Self::Read(reading) => reading
                .exact()
                .map_or_else(|| Value::from(reading.label.as_str()), |day| day.write()),
            Self::Ambiguous(_) => Value::Null,
        }
    }

    fn describe() -> RefOr<Schema> {
        text_schema(
            "A birth date in any form that people write: 和暦, 西暦, a month or year only, an age, a decade of ages.",
            None,
            "S15.3.2",
        )
    }
}

impl Wire for Instant {
    fn read(value: &Value, at: &mut At) -> Option<Self> {
        let text = text(value, at)?;
        at.take(text.parse().map_err(|_| {
            Invalid::new(
                "instant_malformed",
                "日時の形が正しくありません",
                "2026-11-21T12:01:00+09:00 のように時差を付けて入れてください",
            )
        }))
    }

    fn write(&self) -> Value {
        Value::String(rfc3339_in_japan(*self))
    }

    fn describe() -> RefOr<Schema> {
        formatted(KnownFormat::DateTime, "2026-11-21T12:01:00+09:00")
    }
}

macro_rules! identifiers {
    ($($type:ty),+) => {$(
        impl Wire for $type {
            fn read(value: &Value, at: &mut At) -> Option<Self> {
                let text = text(value, at)?;
                at.take(text.parse().map_err(|_| {
                    Invalid::new(
                        "id_malformed",
                        "識別子の形が正しくありません",
                        "前の応答にあった識別子（UUID）をそのまま入れてください",
                    )
                }))
            }

            fn write(&self) -> Value {
                Value::String(self.to_string())
            }

            fn describe() -> RefOr<Schema> {
                formatted(KnownFormat::Uuid, "0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f50")
            }
        }
    )+};
}

identifiers!(
    SearchEventId,
    AccessEntryId,
    AccountId,
    ApplicationId,
    BackupId,
    ConsentId,
    FactId,
    ImportId,
    IncidentId,
    LookupId,
    OrganizationId,
    ResidentId
);

impl Wire for bool {
    fn read(value: &Value, at: &mut At) -> Option<Self> {
        let read = value.as_bool();
        if read.is_none() {
            at.fault(Invalid::new(
                "not_boolean",
                "真偽値ではありません",
                "true か false にしてください",
            ));
        }
        read
    }

    fn write(&self) -> Value {
        Value::Bool(*self)
    }

    fn describe() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::Boolean).into()
    }
}

macro_rules! numbers {
    ($($type:ty),+) => {$(
        impl Wire for $type {
            fn read(value: &Value, at: &mut At) -> Option<Self> {
                let read = value.as_u64().and_then(|number| Self::try_from(number).ok());
                if read.is_none() {
                    at.fault(Invalid::new(
                        "not_number",
                        "数ではないか、範囲の外です",
                        format!("0〜{}の整数にしてください", Self::MAX),
                    ));
                }
                read
            }

            fn write(&self) -> Value {
                Value::from(*self)
            }

            fn describe() -> RefOr<Schema> {
                ObjectBuilder::new()
                    .schema_type(Type::Integer)
                    .minimum(Some(0))
                    .maximum(Some(Self::MAX))
                    .into()
            }
        }
    )+};
}

numbers!(u8, u16, u32);

macro_rules! counts {
    ($($type:ty),+) => {$(
        impl Wire for $type {
            fn read(value: &Value, at: &mut At) -> Option<Self> {
                let read = value.as_u64().and_then(|number| Self::try_from(number).ok());
                if read.is_none() {
                    at.fault(Invalid::new("not_number", "数ではありません", "0以上の整数にしてください"));
                }
                read
            }

            fn write(&self) -> Value {
                Value::from(*self)
            }

            fn describe() -> RefOr<Schema> {
                ObjectBuilder::new()
                    .schema_type(Type::Integer)
                    .minimum(Some(0))
                    .into()
            }
        }
    )+};
}

counts!(u64, usize, i64);

impl Wire for String {
    fn read(value: &Value, at: &mut At) -> Option<Self> {
        text(value, at).map(str::to_owned)
    }

    fn write(&self) -> Value {
        Value::from(self.as_str())
    }

    fn describe() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).into()
    }
}
