//! Short ways to the domain's types. The tables are right, so an error here is a slip in them, and
//! the tests find it.

use tasuki_domain::{
    Invalid,
    text::{KanaName, Line, Note, Phone},
    time::Date,
};

/// A value made from the tables.
pub type Made<T> = Result<T, Invalid>;

/// A line of text.
pub fn line(text: impl AsRef<str>) -> Made<Line> {
    text.as_ref().parse()
}

/// Some line of text, or none for an empty one.
pub fn some_line(text: &str) -> Made<Option<Line>> {
    if text.is_empty() {
        Ok(None)
    } else {
        line(text).map(Some)
    }
}

/// Text with line breaks.
pub fn note(text: &str) -> Made<Note> {
    text.parse()
}

/// A name in kana.
pub fn kana(text: &str) -> Made<KanaName> {
    text.parse()
}

/// A telephone number.
pub fn phone(text: impl AsRef<str>) -> Made<Phone> {
    text.as_ref().parse()
}

/// The day so many days before `today`.
pub fn ago(today: Date, days: i32) -> Date {
    today.saturating_sub(jiff::Span::new().days(days))
}

/// The day so many days after `today`.
pub fn ahead(today: Date, days: i32) -> Date {
    today.saturating_add(jiff::Span::new().days(days))
}

/// A home's number. No exchange begins with 0 or 1, so nobody has it.
pub fn home_phone(index: u64) -> Made<Phone> {
    let number = (index * 7_919 + 1_117) % 200_000;
    phone(format!("0557{number:06}"))
}

/// A mobile number. None is assigned whose fourth digit is 0, so nobody has it.
pub fn mobile_phone(index: u64) -> Made<Phone> {
    let number = (index * 7_368_787 + 4_242) % 10_000_000;
    phone(format!("0900{number:07}"))
}
