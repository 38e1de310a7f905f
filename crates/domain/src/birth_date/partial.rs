//! Dates known to the day, the month or the year.

use crate::{
    Invalid,
    time::Date,
    wareki::{self, Era},
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A date known to the day, the month or the year. An unknown day is never stored as the first.
///
/// Its text is ISO 8601: `1940-03-02`, `1940-03`, `1940`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PartialDate {
    /// Known to the day.
    Day(Date),
    /// Known to the month (year, month 1–12).
    Month(i16, i8),
    /// Known to the year.
    Year(i16),
}

impl PartialDate {
    /// The first day that it may mean.
    pub fn earliest(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Month(year, month) => Date::new(year, month, 1).unwrap_or(Date::MIN),
            Self::Year(year) => Date::new(year, 1, 1).unwrap_or(Date::MIN),
        }
    }

    /// The last day that it may mean.
    pub fn latest(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Month(..) => self.earliest().last_of_month(),
            Self::Year(year) => Date::new(year, 12, 31).unwrap_or(Date::MAX),
        }
    }

    /// The full years of age on `today`; a range when the day of birth is not known.
    pub fn age_on(self, today: Date) -> (i16, i16) {
        (
            years_between(self.latest(), today),
            years_between(self.earliest(), today),
        )
    }

    /// 「昭和15年3月2日（1940）」「昭和15年3月（1940）」「昭和15年（1940）」; a month or year of two
    /// eras is named after the later one.
    pub fn japanese(self) -> String {
        let (year, month) = match self {
            Self::Day(day) => return wareki::long(day),
            Self::Month(year, month) => (year, format!("{month}月")),
            Self::Year(year) => (year, String::new()),
        };
        match Era::of(self.latest()) {
            Some(era) => format!(
                "{}{}年{month}（{year}）",
                era.japanese(),
                wareki::year_word(era, year)
            ),
            None => format!("{year}年{month}"),
        }
    }

    /// 「S15.3.2」「S15.3」「S15」, the short form beside a source.
    pub fn japanese_short(self) -> String {
        let (year, month) = match self {
            Self::Day(day) => return wareki::short(day),
            Self::Month(year, month) => (year, format!(".{month}")),
            Self::Year(year) => (year, String::new()),
        };
        match Era::of(self.latest()) {
            Some(era) => format!("{}{}{month}", era.letter(), era.year_of(year)),
            None => format!("{year}{month}"),
        }
    }
}

/// Full years from a birth to a day; on 29 February births turn older on 1 March.
pub(super) fn years_between(birth: Date, today: Date) -> i16 {
    let full = today.year() - birth.year();
    if (today.month(), today.day()) < (birth.month(), birth.day()) {
        full - 1
    } else {
        full
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

impl FromStr for PartialDate {
    type Err = Invalid;

    /// Reads the ISO form only; [`super::read`] reads what people type.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let malformed = || {
            Invalid::new(
                "date_malformed",
                "日付の形が正しくありません",
                "1940-03-02、1940-03、1940 のように入れてください",
            )
        };
        let parts: Vec<&str> = text.split('-').collect();
        let number = |part: &str, width: usize| {
            (part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
        };
        match parts.as_slice() {
            [year] => number(year, 4).map(Self::Year).ok_or_else(malformed),
            [year, month] => match (number(year, 4), number(month, 2)) {
                (Some(year), Some(month @ 1..=12)) => Ok(Self::Month(year, month as i8)),
                _ => Err(malformed()),
            },
            [year, month, day] => match (number(year, 4), number(month, 2), number(day, 2)) {
                (Some(year), Some(month), Some(day)) => Date::new(year, month as i8, day as i8)
                    .map(Self::Day)
                    .map_err(|_| malformed()),
                _ => Err(malformed()),
            },
            _ => Err(malformed()),
        }
    }
}

impl TryFrom<String> for PartialDate {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}
