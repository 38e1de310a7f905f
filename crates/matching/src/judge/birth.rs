//! Whether a birth date agrees.

use crate::asked::birth_readings;
use tasuki_domain::{
    birth_date::{BirthDateInput, PartialDate},
    lookup::Criteria,
    time::Date,
    wareki::Era,
};

/// What an asked-for birth date says about a recorded one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BirthVerdict {
    /// The same day, read in one way and recorded to the day.
    SameDay,
    /// They may mean the same day.
    MayBe,
    /// They cannot.
    Differs,
}

/// Compares; nothing is said when no birth date is asked for, nor when the recorded one is still
/// to come on `today` and so cannot be right.
pub(super) fn compare(
    criteria: &Criteria,
    recorded: PartialDate,
    today: Date,
) -> Option<BirthVerdict> {
    let input = criteria.birth_date.as_ref()?;
    if recorded.earliest() > today {
        return None;
    }
    if let (BirthDateInput::Read(reading), PartialDate::Day(day)) = (input, recorded)
        && reading.exact() == Some(day)
    {
        return Some(BirthVerdict::SameDay);
    }
    let may_be = birth_readings(criteria)
        .iter()
        .any(|reading| reading.from <= recorded.latest() && recorded.earliest() <= reading.to);
    Some(if may_be {
        BirthVerdict::MayBe
    } else {
        BirthVerdict::Differs
    })
}

/// Whether two recorded birth dates may be one date or a slip of the other: month or day differs,
/// or both have changed places, or the year differs as slips of a year do.
pub(super) fn alike(one: PartialDate, other: PartialDate) -> bool {
    let (PartialDate::Day(a), PartialDate::Day(b)) = (one, other) else {
        return one.earliest() <= other.latest() && other.earliest() <= one.latest();
    };
    let (month, day) = (a.month() == b.month(), a.day() == b.day());
    let swapped = a.month() == b.day() && a.day() == b.month();
    if a.year() == b.year() {
        month || day || swapped
    } else {
        month && day && years_alike(a, b)
    }
}

/// The next year, a year with one other digit, or the same year of another era.
fn years_alike(a: Date, b: Date) -> bool {
    let digits = |year: i16| [year / 1000, year / 100 % 10, year / 10 % 10, year % 10];
    let differing = digits(a.year())
        .into_iter()
        .zip(digits(b.year()))
        .filter(|(x, y)| x != y)
        .count();
    let of_era = |day: Date| Era::of(day).map(|era| era.year_of(day.year()));
    (a.year() - b.year()).abs() == 1 || differing == 1 || of_era(a) == of_era(b)
}
