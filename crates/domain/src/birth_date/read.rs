//! Reading what was typed, for a search and for the record.

use super::{
    PartialDate, eraless,
    partial::years_between,
    refusal,
    stated::Stated,
    typed::{self, Typed},
};
use crate::{Invalid, time::Date};
use jiff::Span;

/// One way of reading what was typed: the days it may mean, and what was corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The first day it may mean.
    pub from: Date,
    /// The last day it may mean.
    pub to: Date,
    /// Shown to the searcher: 「昭和15年3月2日（1940） 86歳」「昭和15年のどこか」「80代」.
    pub label: String,
    /// What was put right on the way: 「元号を直しました」.
    pub note: Option<&'static str>,
}

impl Reading {
    /// The exact date, when it means one day.
    pub fn exact(&self) -> Option<Date> {
        (self.from == self.to).then_some(self.from)
    }
}

/// How what was typed may be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BirthDateInput {
    /// One way.
    Read(Reading),
    /// Several, to be chosen from and never guessed: six digits without an era. It may be one
    /// only, and still is not certain to be what was meant.
    Ambiguous(Vec<Reading>),
}

/// No one is older; the verified record is 122.
pub(super) const OLDEST: i16 = 125;

/// Reads a birth date in every form that people write, as of `today`: 和暦 with the era as letter,
/// character or digit of claims, 西暦, a month or year only, an age, a decade of ages.
///
/// Refuses dates that do not exist, lie in the future, mean an age over 125 or are before 明治6年,
/// when the Gregorian calendar came into use.
pub fn read(typed: &str, today: Date) -> Result<BirthDateInput, Invalid> {
    match typed::lex(typed)? {
        Typed::Calendar(stated) => reading(&stated, today).map(BirthDateInput::Read),
        Typed::Eraless { year, month, day } => {
            let readings = eraless::readings(year, month, day, today);
            if readings.is_empty() {
                Err(refusal::no_era_fits())
            } else {
                Ok(BirthDateInput::Ambiguous(readings))
            }
        }
        Typed::Ages { from, to, label } => ages(from, to, label, today).map(BirthDateInput::Read),
    }
}

/// Reads a birth date for the record: one reading, day, month or year; an age or decade is refused.
pub fn read_for_record(typed: &str, today: Date) -> Result<PartialDate, Invalid> {
    match typed::lex(typed)? {
        Typed::Calendar(stated) => {
            reading(&stated, today)?;
            stated.date()
        }
        Typed::Eraless { .. } => Err(refusal::era_missing()),
        Typed::Ages { .. } => Err(refusal::age_for_record()),
    }
}

/// The reading of a stated date that may be a living person's birth date on `today`.
pub(super) fn reading(stated: &Stated, today: Date) -> Result<Reading, Invalid> {
    let mut reading = stated.resolve().map_err(|mut refused| {
        // A date still to come is nothing to try.
        if stated.date().is_ok_and(|date| date.earliest() > today) {
            refused.suggestion = None;
        }
        refused
    })?;
    if reading.from > today {
        return Err(refusal::in_future());
    }
    if years_between(reading.to, today) > OLDEST {
        return Err(refusal::too_old());
    }
    reading.to = reading.to.min(today);
    if stated.is_day() {
        let age = years_between(reading.from, today);
        reading.label = format!("{} {age}歳", reading.label);
    }
    Ok(reading)
}

/// Everyone who is between `from` and `to` years old on `today`.
fn ages(from: i16, to: i16, label: String, today: Date) -> Result<Reading, Invalid> {
    if from > OLDEST {
        return Err(refusal::too_old());
    }
    let years_ago = |years: i16| {
        today
            .checked_sub(Span::new().years(years))
            .map_err(|_| refusal::too_old())
    };
    // Who was born on the day a year further back turned one older today.
    let before = years_ago(to.min(OLDEST) + 1)?;
    Ok(Reading {
        from: before.tomorrow().map_err(|_| refusal::too_old())?,
        to: years_ago(from)?,
        label,
        note: None,
    })
}
