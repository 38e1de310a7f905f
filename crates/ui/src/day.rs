//! Days and ages in the words of the pages.

use jiff::Unit;
use tasuki_domain::{birth_date::PartialDate, time::Date};

/// Days up to which an age in days is said in days.
const IN_DAYS: i32 = 90;

/// 「86歳」; 「85〜86歳」 when the day of birth is not known.
pub fn age(birth: PartialDate, today: Date) -> String {
    match birth.age_on(today) {
        (least, most) if least == most => format!("{most}歳"),
        (least, most) => format!("{least}〜{most}歳"),
    }
}

/// 「昭和15年3月2日（1940） 86歳」
pub fn birth_and_age(birth: PartialDate, today: Date) -> String {
    format!("{} {}", birth.japanese(), age(birth, today))
}

/// 「2019年4月2日」「2019年4月」「2019年」, beside what happened then.
pub fn when(date: PartialDate) -> String {
    match date {
        PartialDate::Day(day) => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        PartialDate::Month(year, month) => format!("{year}年{month}月"),
        PartialDate::Year(year) => format!("{year}年"),
    }
}

/// 「きょう」「14日前」「3か月前」「1年3か月前」
pub fn ago(day: Date, today: Date) -> String {
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
}
