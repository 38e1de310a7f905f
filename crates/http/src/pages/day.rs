//! Times as the pages say them, and days as they read them from forms.

use jiff::Span;
use tasuki_domain::{
    Invalid,
    birth_date::{self, PartialDate},
    time::{Date, Instant, clock_in_japan, date_in_japan},
    wareki,
};

/// 「R8.11.21 12:03」
pub(crate) fn moment(at: Instant) -> String {
    format!(
        "{} {}",
        wareki::short(date_in_japan(at)),
        clock_in_japan(at)
    )
}

/// Reads a day of a form in every form in which birth dates are typed.
pub(crate) fn read(typed: &str, today: Date) -> Result<Date, Invalid> {
    // The reader takes birth dates: none after the day it is told, none 125 years before it.
    let latest = today.checked_add(Span::new().years(100)).unwrap_or(today);
    match birth_date::read_for_record(typed, today)
        .or_else(|_| birth_date::read_for_record(typed, latest))
    {
        Ok(PartialDate::Day(day)) => Ok(day),
        Ok(_) => Err(Invalid::new(
            "day_missing",
            "日までの日付ではありません",
            "R8.11.21 のように日まで入れてください",
        )),
        Err(_) => Err(Invalid::new(
            "day_malformed",
            "日付として読めません",
            "R8.11.21 や 20261121 のように入れてください",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_of_forms_are_read_past_and_coming() {
        let today = date(2026, 11, 21);
        for (typed, day) in [
            ("R8.11.21", date(2026, 11, 21)),
            ("20300331", date(2030, 3, 31)),
            ("昭和15年3月2日", date(1940, 3, 2)),
        ] {
            assert_eq!(read(typed, today).unwrap(), day, "{typed}");
        }
        assert_eq!(read("R8.11", today).unwrap_err().code, "day_missing");
        for typed in ["", "あした", "R8.13.1", "80代"] {
            assert_eq!(
                read(typed, today).unwrap_err().code,
                "day_malformed",
                "{typed}"
            );
        }
    }
}
