//! A date as stated, and the days it means in its era.

use super::{PartialDate, Reading, refusal};
use crate::{
    Invalid,
    time::Date,
    wareki::{self, Era},
};

/// A year, month or day as stated; nothing about it is checked yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stated {
    /// The era; none is the Gregorian calendar.
    pub era: Option<Era>,
    /// The year of the era, or the Gregorian one.
    pub year: i16,
    pub month: Option<i8>,
    pub day: Option<i8>,
}

impl Stated {
    /// Whether a day is stated.
    pub fn is_day(&self) -> bool {
        self.day.is_some()
    }

    /// The Gregorian year.
    pub fn gregorian(&self) -> i16 {
        self.era
            .map_or(self.year, |era| era.first_year() + self.year - 1)
    }

    /// What the calendar says it is, whether or not it lies in the era.
    pub fn date(&self) -> Result<PartialDate, Invalid> {
        let year = self.gregorian();
        match (self.month, self.day) {
            (Some(month), Some(day)) => Date::new(year, month, day)
                .map(PartialDate::Day)
                .map_err(|_| refusal::no_such_day()),
            (Some(month @ 1..=12), None) => Ok(PartialDate::Month(year, month)),
            (None, None) => Ok(PartialDate::Year(year)),
            _ => Err(refusal::no_such_day()),
        }
    }

    /// The days it means. A date on the wrong side of the change of era within one calendar year
    /// (S64.1.9) is put right with a note; a year that the era never had is refused.
    pub fn resolve(&self) -> Result<Reading, Invalid> {
        let date = self.date()?;
        let (first, last) = (date.earliest(), date.latest());
        let Some(era) = self.era else {
            if last < Era::Meiji.first_day() {
                return Err(refusal::before_1873());
            }
            return Ok(read_as(date, gregorian_label(date), first, last, None));
        };
        self.check_year(era, date)?;
        let from = first.max(era.first_day());
        let to = era.last_day().map_or(last, |end| last.min(end));
        if from <= to {
            return Ok(read_as(date, label(era, date), from, to, None));
        }
        let actual = Era::of(last).ok_or_else(refusal::before_1873)?;
        let from = first.max(actual.first_day());
        let to = actual.last_day().map_or(last, |end| last.min(end));
        Ok(read_as(
            date,
            label(actual, date),
            from,
            to,
            Some("元号を直しました"),
        ))
    }

    /// Refuses a year that the era never had, with the right form of it to try.
    fn check_year(&self, era: Era, date: PartialDate) -> Result<(), Invalid> {
        let last = era.last_day().map_or(i16::MAX, Date::year);
        if self.year >= 1 && self.gregorian() <= last {
            // 明治 began by another calendar, which this one does not count back into.
            return if date.latest() < Era::Meiji.first_day() {
                Err(refusal::before_1873())
            } else {
                Ok(())
            };
        }
        let refused = refusal::not_in_era(era);
        Err(if self.year >= 1 {
            refused.suggesting(date.japanese_short())
        } else {
            refused
        })
    }
}

fn read_as(
    date: PartialDate,
    name: String,
    from: Date,
    to: Date,
    note: Option<&'static str>,
) -> Reading {
    let label = match date {
        PartialDate::Day(day) => wareki::long(day),
        PartialDate::Month(..) | PartialDate::Year(_) => format!("{name}のどこか"),
    };
    Reading {
        from,
        to,
        label,
        note,
    }
}

/// 「昭和15年3月」「昭和15年」 in that era.
fn label(era: Era, date: PartialDate) -> String {
    let word = |year| wareki::year_word(era, year);
    match date {
        PartialDate::Day(day) => wareki::long(day),
        PartialDate::Month(year, month) => {
            format!("{}{}年{month}月", era.japanese(), word(year))
        }
        PartialDate::Year(year) => format!("{}{}年", era.japanese(), word(year)),
    }
}

/// The same of a Gregorian statement, which may lie in two eras: 「昭和64年・平成元年」.
fn gregorian_label(date: PartialDate) -> String {
    match (Era::of(date.earliest()), Era::of(date.latest())) {
        (Some(first), Some(last)) if first != last => {
            format!("{}・{}", label(first, date), label(last, date))
        }
        (_, Some(era)) => label(era, date),
        (_, None) => date.japanese(),
    }
}
