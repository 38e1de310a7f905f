//! Whether a birth date agrees.

use super::level::Level;
use crate::asked::birth_readings;
use tasuki_domain::{
    birth_date::{BirthDateInput, PartialDate, Reading},
    lookup::Criteria,
    time::Date,
    wareki::Era,
};

/// Compares; nothing is said when no birth date is asked for, nor when the recorded one is still
/// to come on `today` and so cannot be right.
///
/// Of several readings, none of which was chosen, the day never counts as the day.
pub(super) fn compare(criteria: &Criteria, recorded: PartialDate, today: Date) -> Option<Level> {
    if recorded.earliest() > today {
        return None;
    }
    let levels = birth_readings(criteria)
        .iter()
        .map(|reading| match (reading.exact(), recorded) {
            (Some(asked), PartialDate::Day(day)) => days(asked, day),
            _ => range(reading, recorded),
        });
    match &criteria.birth_date {
        Some(BirthDateInput::Ambiguous(_)) => levels.map(|level| level.min(Level::Month)).max(),
        _ => levels.max(),
    }
}

/// Two days: the same, or parted by one of the slips that people make with dates (era, month and
/// day turned round, a digit, a year of age).
pub(super) fn days(one: Date, other: Date) -> Level {
    let parts = |day: Date| (day.month(), day.day());
    let same_day = parts(one) == parts(other);
    let of_era = |day: Date| Era::of(day).map(|era| era.year_of(day.year()));
    if one == other {
        Level::Same
    } else if one.year() == other.year() && parts(one) == (other.day(), other.month()) {
        Level::Turned
    } else if same_day && of_era(one) == of_era(other) {
        Level::Era
    } else if same_day && (one.year() - other.year()).abs() == 1 {
        Level::NextYear
    } else if slipped_digit(one, other) {
        Level::Digit
    } else if one.year() == other.year()
        && (one.month() == other.month() || one.day() == other.day())
    {
        Level::TwoSlips
    } else {
        Level::Differs
    }
}

/// One digit differs, or two neighbors changed places, in the Gregorian date or in the Japanese one.
fn slipped_digit(one: Date, other: Date) -> bool {
    let digits = |year: i32, day: Date| -> [i32; 8] {
        let (month, date) = (i32::from(day.month()), i32::from(day.day()));
        let year = [year / 1000, year / 100 % 10, year / 10 % 10, year % 10];
        let [a, b, c, d] = year;
        [a, b, c, d, month / 10, month % 10, date / 10, date % 10]
    };
    let near = |a: [i32; 8], b: [i32; 8]| {
        let differing: Vec<usize> = (0..8)
            .filter(|place| a.get(*place) != b.get(*place))
            .collect();
        match differing.as_slice() {
            [_] => true,
            [first, second] => {
                second - first == 1
                    && a.get(*first) == b.get(*second)
                    && a.get(*second) == b.get(*first)
            }
            _ => false,
        }
    };
    let japanese =
        |day: Date| Era::of(day).map(|era| (era, digits(i32::from(era.year_of(day.year())), day)));
    let gregorian = near(
        digits(i32::from(one.year()), one),
        digits(i32::from(other.year()), other),
    );
    gregorian
        || match (japanese(one), japanese(other)) {
            (Some((a, x)), Some((b, y))) => a == b && near(x, y),
            _ => false,
        }
}

/// A range of days on either side, or both.
fn range(reading: &Reading, recorded: PartialDate) -> Level {
    let (first, last) = (recorded.earliest(), recorded.latest());
    let days = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |span| span.get_days());
    let width = days(reading.from, reading.to).max(days(first, last));
    if reading.from <= last && first <= reading.to {
        return match width {
            ..=31 => Level::Month,
            32..=800 => Level::Year,
            _ => Level::Decade,
        };
    }
    // An age is guessed, and told a year late.
    let beside = if width > 800 { 5 } else { 2 };
    let years_between = |early: Date, late: Date| late.year() - early.year();
    let gap = if last < reading.from {
        years_between(last, reading.from)
    } else {
        years_between(reading.to, first)
    };
    if gap <= beside {
        Level::Beside
    } else {
        Level::Differs
    }
}

/// Whether two recorded birth dates may be one date or a slip of the other.
pub(super) fn alike(one: PartialDate, other: PartialDate) -> bool {
    match (one, other) {
        (PartialDate::Day(a), PartialDate::Day(b)) => days(a, b) != Level::Differs,
        _ => one.earliest() <= other.latest() && other.earliest() <= one.latest(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tasuki_domain::birth_date;

    const TODAY: Date = jiff::civil::date(2026, 11, 21);

    fn typed(birth: &str, recorded: &str) -> Option<Level> {
        let criteria = Criteria {
            birth_date: birth_date::read(birth, TODAY).ok(),
            ..Criteria::default()
        };
        compare(&criteria, recorded.parse().unwrap(), TODAY)
    }

    /// The slips that `ui.md` D1 and the guides of claims name: another era, 和暦 read as 西暦, month
    /// and day turned round, a digit, an age told a year late.
    #[test]
    fn every_slip_of_a_date_is_known() {
        for (birth, recorded, expected) in [
            ("S15.3.2", "1940-03-02", Level::Same),
            ("19400302", "1940-03-02", Level::Same),
            ("T15.3.2", "1940-03-02", Level::Era),
            ("H15.3.2", "1940-03-02", Level::Era),
            ("S15.2.3", "1940-03-02", Level::Turned),
            ("S16.3.2", "1940-03-02", Level::NextYear),
            ("S14.3.2", "1940-03-02", Level::NextYear),
            ("S25.3.2", "1940-03-02", Level::Digit),
            ("S15.8.2", "1940-03-02", Level::Digit),
            ("S15.3.22", "1940-03-02", Level::Digit),
            ("S51.3.2", "1940-03-02", Level::Digit),
            ("1904-03-02", "1940-03-02", Level::Digit),
            ("S15.12.31", "1940-12-13", Level::Digit),
            ("S15.3.19", "1940-03-02", Level::TwoSlips),
            ("S15.11.2", "1940-03-02", Level::TwoSlips),
            ("S20.8.15", "1940-03-02", Level::Differs),
            ("S15.3", "1940-03-02", Level::Month),
            ("S15", "1940-03-02", Level::Year),
            ("86歳", "1940-03-02", Level::Year),
            ("85歳", "1940-03-02", Level::Beside),
            ("80代", "1940-03-02", Level::Decade),
            ("90代", "1940-03-02", Level::Beside),
            ("50代", "1940-03-02", Level::Differs),
            // Of several readings none is the day.
            ("150302", "1940-03-02", Level::Month),
            // Recorded in part.
            ("S15.3.2", "1940-03", Level::Month),
            ("S15.3.2", "1940", Level::Year),
            ("S15", "1940", Level::Year),
            ("S20.8.15", "1940", Level::Differs),
        ] {
            assert_eq!(typed(birth, recorded), Some(expected), "{birth} {recorded}");
        }
        assert_eq!(typed("", "1940-03-02"), None);
        assert_eq!(typed("S15.3.2", "2040-03-02"), None);
    }

    proptest! {
        #[test]
        fn a_slip_is_one_from_either_side(
            (y, m, d) in (1900i16..2020, 1i8..=12, 1i8..=28),
            (other_y, other_m, other_d) in (1900i16..2020, 1i8..=12, 1i8..=28),
        ) {
            let (Ok(one), Ok(other)) = (Date::new(y, m, d), Date::new(other_y, other_m, other_d)) else {
                return Ok(());
            };
            prop_assert_eq!(days(one, other), days(other, one));
            prop_assert_eq!(days(one, other) == Level::Same, one == other);
        }
    }
}
