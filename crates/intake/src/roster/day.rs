//! Dates of a record that are not birth dates: the same forms, some of them in the future.

use tasuki_domain::{
    Invalid,
    birth_date::{self, PartialDate},
    time::Date,
};

/// How far ahead an expiry may lie, in years; the reader of birth dates goes back 125 from there.
const YEARS_AHEAD: i16 = 60;

/// The refusal of the reader of birth dates, in the words of other dates.
fn other_words(invalid: &Invalid) -> Invalid {
    let code = match invalid.code {
        "birth_date_no_such_day" => "date_no_such_day",
        "birth_date_not_in_era" => "date_not_in_era",
        "birth_date_era_missing" => "date_era_missing",
        _ => {
            return Invalid::new(
                "date_unreadable",
                "日付として読み取れません",
                "R6.4.1、令和6年4月1日、2024/4/1 のように入れてください",
            );
        }
    };
    Invalid::new(code, invalid.problem.as_str(), invalid.expected.as_str())
}

fn ahead(today: Date) -> Date {
    // The last of February of a leap year has no namesake in most years.
    Date::new(
        today.year().saturating_add(YEARS_AHEAD),
        today.month(),
        today.day().min(28),
    )
    .unwrap_or(Date::MAX)
}

/// A date up to today, known to the day, the month or the year.
pub(crate) fn read_past(text: &str, today: Date) -> Result<PartialDate, Invalid> {
    birth_date::read_for_record(text, today).map_err(|refused| {
        match birth_date::read_for_record(text, ahead(today)) {
            Ok(_) => Invalid::new(
                "date_in_future",
                "きょうより後の日付です",
                "きょうまでの日付を入れてください",
            ),
            Err(_) => other_words(&refused),
        }
    })
}

/// A day up to today.
pub(crate) fn read_past_day(text: &str, today: Date) -> Result<Date, Invalid> {
    exact(read_past(text, today)?)
}

/// A day, also in the future.
pub(crate) fn read_day(text: &str, today: Date) -> Result<Date, Invalid> {
    let date = birth_date::read_for_record(text, today)
        .or_else(|_| birth_date::read_for_record(text, ahead(today)))
        .map_err(|refused| other_words(&refused))?;
    exact(date)
}

fn exact(date: PartialDate) -> Result<Date, Invalid> {
    match date {
        PartialDate::Day(day) => Ok(day),
        PartialDate::Month(..) | PartialDate::Year(_) => Err(Invalid::new(
            "date_not_a_day",
            "日まで書かれていません",
            "R6.4.1 のように年月日を入れてください",
        )),
    }
}

/// Whether a remark in brackets means a date, and not a note such as 「右麻痺軽度」: it starts with
/// an era or four digits.
pub(crate) fn looks_like_date(text: &str) -> bool {
    let folded = tasuki_domain::text::nfkc(text.trim()).to_ascii_uppercase();
    let eras = ["明治", "大正", "昭和", "平成", "令和"];
    if eras.iter().any(|era| folded.starts_with(era)) {
        return true;
    }
    let mut chars = folded.chars();
    let era = chars.next().is_some_and(|c| "MTSHR明大昭平令".contains(c));
    let numbered = |c: char| c.is_ascii_digit() || c == '元';
    (era && chars.next().is_some_and(numbered))
        || (folded.chars().count() >= 4 && folded.chars().take(4).all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 21);

    #[test]
    fn dates_are_read_as_far_as_they_are_known() {
        assert_eq!(read_past("H20", TODAY).unwrap(), PartialDate::Year(2008));
        assert_eq!(
            read_past("R3.5", TODAY).unwrap(),
            PartialDate::Month(2021, 5)
        );
        assert_eq!(read_past_day("2024/4/1", TODAY).unwrap(), date(2024, 4, 1));
        assert_eq!(read_day("R9.3.31", TODAY).unwrap(), date(2027, 3, 31));
        assert_eq!(read_day("R6.4.1", TODAY).unwrap(), date(2024, 4, 1));
        assert_eq!(
            read_day("R6.4.1", date(2028, 2, 29)).unwrap(),
            date(2024, 4, 1)
        );
    }

    #[test]
    fn each_mistake_has_its_code() {
        for (text, code) in [
            ("きのう", "date_unreadable"),
            ("R6.2.30", "date_no_such_day"),
            ("S70.1.1", "date_not_in_era"),
            ("150302", "date_era_missing"),
            ("86歳", "date_unreadable"),
            ("R20.1.1", "date_in_future"),
        ] {
            assert_eq!(read_past(text, TODAY).unwrap_err().code, code, "{text}");
        }
        assert_eq!(
            read_past_day("R6.4", TODAY).unwrap_err().code,
            "date_not_a_day"
        );
        assert_eq!(read_day("R9", TODAY).unwrap_err().code, "date_not_a_day");
        assert_eq!(read_day("末日", TODAY).unwrap_err().code, "date_unreadable");
    }

    #[test]
    fn remarks_that_start_with_an_era_or_a_year_mean_dates() {
        for text in [
            "H20",
            "Ｒ3.5",
            "昭和50年",
            "2008",
            "2008年5月",
            "令元",
            "S65",
        ] {
            assert!(looks_like_date(text), "{text}");
        }
        for text in [
            "右麻痺軽度",
            "2型",
            "大動脈",
            "S状結腸",
            "75歳のとき",
            "月水金",
            "",
        ] {
            assert!(!looks_like_date(text), "{text}");
        }
    }
}
