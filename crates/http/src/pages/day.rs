//! Days, ages and times in the words of the pages.

use jiff::{Span, Unit};
use tasuki_domain::{
    Invalid,
    birth_date::{self, PartialDate},
    time::{Date, Instant, clock_in_japan, date_in_japan},
    wareki,
};

/// Days up to which an age in days is said in days.
const IN_DAYS: i32 = 90;

/// 「86歳」; 「85〜86歳」 when the day of birth is not known.
pub(crate) fn age(birth: PartialDate, today: Date) -> String {
    match birth.age_on(today) {
        (least, most) if least == most => format!("{most}歳"),
        (least, most) => format!("{least}〜{most}歳"),
    }
}

/// 「昭和15年3月2日（1940） 86歳」
pub(crate) fn birth_and_age(birth: PartialDate, today: Date) -> String {
    format!("{} {}", birth.japanese(), age(birth, today))
}

/// 「2019年4月2日」「2019年4月」「2019年」, beside what happened then.
pub(crate) fn when(date: PartialDate) -> String {
    match date {
        PartialDate::Day(day) => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        PartialDate::Month(year, month) => format!("{year}年{month}月"),
        PartialDate::Year(year) => format!("{year}年"),
    }
}

/// 「きょう」「14日前」「3か月前」「1年3か月前」
pub(crate) fn ago(day: Date, today: Date) -> String {
    let days = day.until(today).map_or(0, |span| span.get_days());
    match days {
        ..=0 => return "きょう".to_owned(),
        1..=IN_DAYS => return format!("{days}日前"),
        _ => {}
    }
    let span = day.until((Unit::Year, today)).unwrap_or_default();
    match (span.get_years(), span.get_months()) {
        (0, months) => format!("{months}か月前"),
        (years, 0) => format!("{years}年前"),
        (years, months) => format!("{years}年{months}か月前"),
    }
}

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
    fn ages_of_what_is_known_are_said() {
        let today = date(2026, 11, 21);
        for (birth, said) in [
            ("1940-03-02", "86歳"),
            ("1940-12-02", "85歳"),
            ("1940-11", "85〜86歳"),
            ("1940", "85〜86歳"),
        ] {
            assert_eq!(age(birth.parse().unwrap(), today), said, "{birth}");
        }
        assert_eq!(
            birth_and_age("1940-03-02".parse().unwrap(), today),
            "昭和15年3月2日（1940） 86歳"
        );
    }

    #[test]
    fn how_long_ago_is_said_in_the_unit_people_use() {
        let today = date(2026, 11, 21);
        for (day, said) in [
            (date(2026, 11, 22), "きょう"),
            (date(2026, 11, 21), "きょう"),
            (date(2026, 11, 20), "1日前"),
            (date(2026, 11, 7), "14日前"),
            (date(2026, 8, 23), "90日前"),
            (date(2026, 8, 20), "3か月前"),
            (date(2025, 11, 21), "1年前"),
            (date(2025, 8, 1), "1年3か月前"),
        ] {
            assert_eq!(ago(day, today), said, "{day}");
        }
    }

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
