use super::{BirthDateInput, PartialDate, Reading, read, read_for_record};
use crate::time::Date;
use crate::wareki;
use jiff::civil::date;
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 21);

fn one(typed: &str) -> Reading {
    match read(typed, TODAY) {
        Ok(BirthDateInput::Read(reading)) => reading,
        other => panic!("{typed}: {other:?}"),
    }
}

fn code(typed: &str) -> &'static str {
    read(typed, TODAY).unwrap_err().code
}

#[test]
fn days_are_read_in_every_form() {
    for typed in [
        "S150302",
        "s15.3.2",
        "Ｓ１５０３０２",
        "昭15.3.2",
        "昭和15年3月2日",
        "3150302",
        "19400302",
        "1940/3/2",
        "1940-03-02",
        "S15/3/2",
        "S15-3-2",
        "Ｓ１５．０３．０２",
        "s 15 03 02",
        "S15 3 2",
        "1940 3 2",
        "1940 0302",
        "S.15.3.2",
        "昭和 15年 3月 2日",
        "㍼15年3月2日",
        "昭和15年3月2日生",
        "昭和15年3月2日生まれ",
        "昭和15年3月2日（1940）",
        "1940年（昭和15年）3月2日",
        "1940年3月2日",
        "西暦1940年3月2日",
        "S15・3・2",
        "S15、3、2",
        "S15−3−2",
        "S15ー3ー2",
        "１９４０年０３月０２日",
    ] {
        let reading = one(typed);
        assert_eq!(reading.exact(), Some(date(1940, 3, 2)), "{typed}");
        assert_eq!(reading.label, "昭和15年3月2日（1940） 86歳", "{typed}");
        assert_eq!(reading.note, None, "{typed}");
        assert_eq!(
            read_for_record(typed, TODAY),
            Ok(PartialDate::Day(date(1940, 3, 2))),
            "{typed}"
        );
    }
}

#[test]
fn the_first_year_has_its_own_word() {
    for typed in [
        "R元.5.1",
        "R1.5.1",
        "令和元年5月1日",
        "5010501",
        "R元/5/1",
        "㋿元年5月1日",
    ] {
        assert_eq!(one(typed).exact(), Some(date(2019, 5, 1)), "{typed}");
    }
    for typed in ["H1", "平成元年", "平元"] {
        let reading = one(typed);
        assert_eq!(reading.from, date(1989, 1, 8), "{typed}");
        assert_eq!(reading.to, date(1989, 12, 31), "{typed}");
        assert_eq!(reading.label, "平成元年のどこか", "{typed}");
    }
    assert_eq!(one("R元.5.1").label, "令和元年5月1日（2019） 7歳");
}

#[test]
fn claims_carry_the_era_as_a_digit() {
    for (typed, day) in [
        ("1450101", date(1912, 1, 1)),
        ("2150101", date(1926, 1, 1)),
        ("3150302", date(1940, 3, 2)),
        ("4010108", date(1989, 1, 8)),
        ("5010501", date(2019, 5, 1)),
    ] {
        assert_eq!(one(typed).exact(), Some(day), "{typed}");
    }
    for typed in ["0150302", "6150302", "9150302"] {
        assert_eq!(code(typed), "birth_date_malformed", "{typed}");
    }
}

#[test]
fn months_and_years_are_ranges() {
    for (typed, from, to, label, stored) in [
        (
            "S15.3",
            date(1940, 3, 1),
            date(1940, 3, 31),
            "昭和15年3月のどこか",
            "1940-03",
        ),
        (
            "1940-03",
            date(1940, 3, 1),
            date(1940, 3, 31),
            "昭和15年3月のどこか",
            "1940-03",
        ),
        (
            "昭和15年3月",
            date(1940, 3, 1),
            date(1940, 3, 31),
            "昭和15年3月のどこか",
            "1940-03",
        ),
        (
            "S15",
            date(1940, 1, 1),
            date(1940, 12, 31),
            "昭和15年のどこか",
            "1940",
        ),
        (
            "1940",
            date(1940, 1, 1),
            date(1940, 12, 31),
            "昭和15年のどこか",
            "1940",
        ),
        (
            "昭和15年",
            date(1940, 1, 1),
            date(1940, 12, 31),
            "昭和15年のどこか",
            "1940",
        ),
        (
            "1940年生まれ",
            date(1940, 1, 1),
            date(1940, 12, 31),
            "昭和15年のどこか",
            "1940",
        ),
        (
            "S64",
            date(1989, 1, 1),
            date(1989, 1, 7),
            "昭和64年のどこか",
            "1989",
        ),
        (
            "S64.1",
            date(1989, 1, 1),
            date(1989, 1, 7),
            "昭和64年1月のどこか",
            "1989-01",
        ),
        (
            "T15",
            date(1926, 1, 1),
            date(1926, 12, 24),
            "大正15年のどこか",
            "1926",
        ),
        (
            "1989",
            date(1989, 1, 1),
            date(1989, 12, 31),
            "昭和64年・平成元年のどこか",
            "1989",
        ),
        // What is still to come of this year is nobody's birth date.
        ("R8", date(2026, 1, 1), TODAY, "令和8年のどこか", "2026"),
    ] {
        let reading = one(typed);
        assert_eq!((reading.from, reading.to), (from, to), "{typed}");
        assert_eq!(reading.label, label, "{typed}");
        assert_eq!(reading.exact(), None, "{typed}");
        assert_eq!(
            read_for_record(typed, TODAY).unwrap().to_string(),
            stored,
            "{typed}"
        );
    }
}

#[test]
fn six_digits_are_never_guessed() {
    let days = |typed: &str| match read(typed, TODAY) {
        Ok(BirthDateInput::Ambiguous(readings)) => readings
            .iter()
            .map(|r| r.exact().unwrap())
            .collect::<Vec<_>>(),
        other => panic!("{typed}: {other:?}"),
    };
    let march = vec![date(1940, 3, 2), date(2003, 3, 2), date(1926, 3, 2)];
    assert_eq!(days("150302"), march);
    assert_eq!(days("15.3.2"), march);
    assert_eq!(days("15年3月2日"), march);
    // 大正15年12月26日 never was, and 令和15年 is to come.
    assert_eq!(days("151226"), [date(1940, 12, 26), date(2003, 12, 26)]);
    // Of eras only 昭和 had a year 50; it may still be 1950.
    assert_eq!(days("500302"), [date(1975, 3, 2)]);
    assert_eq!(
        days("010801"),
        [date(1989, 8, 1), date(1912, 8, 1), date(2019, 8, 1)]
    );
    // 大正 had not begun in May.
    assert_eq!(days("010501"), [date(1989, 5, 1), date(2019, 5, 1)]);
    for typed in ["991301", "150230", "650101", "000101"] {
        assert_eq!(code(typed), "birth_date_no_era_fits", "{typed}");
    }
    assert_eq!(
        read_for_record("150302", TODAY).unwrap_err().code,
        "birth_date_era_missing"
    );
}

#[test]
fn ages_and_decades_are_ranges_from_today() {
    for (typed, from, to, label) in [
        ("86歳", date(1939, 11, 22), date(1940, 11, 21), "86歳"),
        ("８６才", date(1939, 11, 22), date(1940, 11, 21), "86歳"),
        ("0歳", date(2025, 11, 22), date(2026, 11, 21), "0歳"),
        ("80代", date(1936, 11, 22), date(1946, 11, 21), "80代"),
        ("80歳代", date(1936, 11, 22), date(1946, 11, 21), "80代"),
        ("120代", date(1900, 11, 22), date(1906, 11, 21), "120代"),
    ] {
        let reading = one(typed);
        assert_eq!((reading.from, reading.to), (from, to), "{typed}");
        assert_eq!(reading.label, label, "{typed}");
        assert_eq!(
            read_for_record(typed, TODAY).unwrap_err().code,
            "birth_date_is_age",
            "{typed}"
        );
    }
    assert_eq!(code("126歳"), "birth_date_too_old");
    assert_eq!(code("130代"), "birth_date_too_old");
    for typed in ["85代", "0代", "歳", "9999歳"] {
        assert_eq!(code(typed), "birth_date_malformed", "{typed}");
    }
}

#[test]
fn a_change_of_era_within_the_year_is_put_right() {
    for (typed, day, name) in [
        ("S64.1.9", date(1989, 1, 9), "平成元年1月9日"),
        ("S64.12.31", date(1989, 12, 31), "平成元年12月31日"),
        ("T15.12.26", date(1926, 12, 26), "昭和元年12月26日"),
        ("M45.7.30", date(1912, 7, 30), "大正元年7月30日"),
        ("H31.5.1", date(2019, 5, 1), "令和元年5月1日"),
        ("H1.1.7", date(1989, 1, 7), "昭和64年1月7日"),
        ("3640109", date(1989, 1, 9), "平成元年1月9日"),
    ] {
        let reading = one(typed);
        assert_eq!(reading.exact(), Some(day), "{typed}");
        assert_eq!(reading.note, Some("元号を直しました"), "{typed}");
        assert!(
            reading.label.starts_with(name),
            "{typed}: {}",
            reading.label
        );
        assert_eq!(read_for_record(typed, TODAY), Ok(PartialDate::Day(day)));
    }
    let month = one("S64.3");
    assert_eq!(
        (month.from, month.to),
        (date(1989, 3, 1), date(1989, 3, 31))
    );
    assert_eq!(month.label, "平成元年3月のどこか");
    assert_eq!(month.note, Some("元号を直しました"));
}

#[test]
fn the_days_of_change_belong_to_the_new_era() {
    for (last, first) in [
        ("M45.7.29", "T1.7.30"),
        ("T15.12.24", "S1.12.25"),
        ("S64.1.7", "H1.1.8"),
        ("H31.4.30", "R1.5.1"),
    ] {
        let (last, first) = (one(last), one(first));
        assert_eq!((last.note, first.note), (None, None));
        assert_eq!(last.exact().unwrap().tomorrow().ok(), first.exact());
    }
}

#[test]
fn what_cannot_be_is_refused_by_its_own_code() {
    for (typed, expected) in [
        ("昭和65年", "birth_date_not_in_era"),
        ("S65.2.1", "birth_date_not_in_era"),
        ("H32.1.1", "birth_date_not_in_era"),
        ("T16", "birth_date_not_in_era"),
        ("M46.1.1", "birth_date_not_in_era"),
        ("S0.1.1", "birth_date_not_in_era"),
        ("R0", "birth_date_not_in_era"),
        ("S15.2.30", "birth_date_no_such_day"),
        ("昭和15年2月30日", "birth_date_no_such_day"),
        ("S15.13", "birth_date_no_such_day"),
        ("S15.0", "birth_date_no_such_day"),
        ("19410229", "birth_date_no_such_day"),
        ("20261122", "birth_date_in_future"),
        ("R9", "birth_date_in_future"),
        ("R8.12", "birth_date_in_future"),
        ("9999", "birth_date_in_future"),
        ("19001121", "birth_date_too_old"),
        ("M33.11.21", "birth_date_too_old"),
        ("1873", "birth_date_too_old"),
        ("M5.12.31", "birth_date_before_1873"),
        ("明治元年", "birth_date_before_1873"),
        ("18721231", "birth_date_before_1873"),
        ("0000", "birth_date_before_1873"),
        ("", "birth_date_empty"),
        ("　 ", "birth_date_empty"),
        ("昭和15年2日", "birth_date_malformed"),
        ("山田", "birth_date_malformed"),
        ("S", "birth_date_malformed"),
        ("S1503", "birth_date_malformed"),
        ("86", "birth_date_malformed"),
        ("3/2", "birth_date_malformed"),
        ("194003", "birth_date_no_era_fits"),
        ("1940.3.2.1", "birth_date_malformed"),
        ("S1940.3.2", "birth_date_malformed"),
        ("昭和15年3月2日（1941）", "birth_date_years_differ"),
        ("昭和15年3月2日（", "birth_date_malformed"),
        ("昭和15年3月2日（3月）", "birth_date_malformed"),
    ] {
        assert_eq!(code(typed), expected, "{typed}");
    }
    assert_eq!(code(&"1".repeat(41)), "birth_date_too_long");
    // The oldest who may be searched: 125 today, 126 tomorrow.
    assert_eq!(one("19001122").label, "明治33年11月22日（1900） 125歳");
}

#[test]
fn a_year_the_era_never_had_comes_with_the_right_one() {
    let refused = read("S65.2.1", TODAY).unwrap_err();
    assert_eq!(refused.problem, "昭和にない年です（昭和は64年1月7日まで）");
    assert_eq!(refused.suggestion.as_deref(), Some("H2.2.1"));
    let year = read("昭和65年", TODAY).unwrap_err();
    assert_eq!(year.suggestion.as_deref(), Some("H2"));
    // A suggestion that lies in the future would be no help.
    assert_eq!(read("H90.1.1", TODAY).unwrap_err().suggestion, None);
    assert_eq!(read("S0.1.1", TODAY).unwrap_err().suggestion, None);
}

#[test]
fn partial_dates_are_shown_in_both_calendars() {
    for (stored, long, short) in [
        ("1940-03-02", "昭和15年3月2日（1940）", "S15.3.2"),
        ("1940-03", "昭和15年3月（1940）", "S15.3"),
        ("1940", "昭和15年（1940）", "S15"),
        ("2026-11-20", "令和8年11月20日（2026）", "R8.11.20"),
        ("1989", "平成元年（1989）", "H1"),
        ("1989-01", "平成元年1月（1989）", "H1.1"),
        ("1989-01-07", "昭和64年1月7日（1989）", "S64.1.7"),
        ("1912-07", "大正元年7月（1912）", "T1.7"),
        ("1860-05", "1860年5月", "1860.5"),
        ("1860", "1860年", "1860"),
    ] {
        let stored: PartialDate = stored.parse().unwrap();
        assert_eq!(stored.japanese(), long);
        assert_eq!(stored.japanese_short(), short);
    }
}

fn living_day() -> impl Strategy<Value = Date> {
    // 1900-11-22 to the day before `TODAY`.
    (0i64..45_990).prop_map(|days| {
        date(1900, 11, 22)
            .checked_add(jiff::Span::new().days(days))
            .unwrap()
            .min(TODAY)
    })
}

proptest! {
    #[test]
    fn every_day_is_read_back_from_each_of_its_forms(day in living_day()) {
        let era = wareki::Era::of(day).unwrap();
        let six = format!("{:02}{:02}{:02}", era.year_of(day.year()), day.month(), day.day());
        let digit = wareki::Era::ALL.iter().position(|e| *e == era).unwrap() + 1;
        let long = wareki::long(day);
        for typed in [
            wareki::short(day),
            format!("{}{six}", era.letter()),
            format!("{digit}{six}"),
            day.strftime("%Y%m%d").to_string(),
            day.to_string(),
            long.split('（').next().unwrap().to_owned(),
            long.clone(),
        ] {
            let read = match read(&typed, TODAY) {
                Ok(BirthDateInput::Read(reading)) => reading,
                other => return Err(TestCaseError::fail(format!("{typed}: {other:?}"))),
            };
            prop_assert_eq!(read.exact(), Some(day), "{}", typed);
            prop_assert_eq!(read.note, None);
            prop_assert_eq!(read_for_record(&typed, TODAY), Ok(PartialDate::Day(day)));
        }
        match super::read(&six, TODAY) {
            Ok(BirthDateInput::Ambiguous(readings)) => {
                prop_assert!(readings.iter().any(|reading| reading.exact() == Some(day)));
            }
            other => prop_assert!(false, "{six}: {other:?}"),
        }
    }

    #[test]
    fn partial_dates_are_read_back_as_shown(year in 1927i16..2026, month in 1i8..=12) {
        for stored in [PartialDate::Year(year), PartialDate::Month(year, month)] {
            // A month of two eras is named after the later one and read within it.
            for typed in [stored.to_string(), stored.japanese_short(), stored.japanese()] {
                prop_assert_eq!(read_for_record(&typed, TODAY), Ok(stored), "{}", typed);
            }
        }
    }

    #[test]
    fn an_age_means_whoever_has_it(age in 0i16..=125, day in living_day()) {
        let reading = one(&format!("{age}歳"));
        let within = reading.from <= day && day <= reading.to;
        let (youngest, oldest) = PartialDate::Day(day).age_on(TODAY);
        prop_assert_eq!(youngest, oldest);
        prop_assert_eq!(within, youngest == age);
    }

    #[test]
    fn nothing_panics_and_no_refusal_repeats_what_was_typed(typed in "[\\PC]{0,45}") {
        let _ = read_for_record(&typed, TODAY);
        if let Err(refused) = read(&typed, TODAY)
            && typed.chars().count() > 5
        {
            prop_assert!(!refused.problem.contains(&typed));
            prop_assert!(!refused.expected.contains(&typed));
        }
    }

    #[test]
    fn nothing_near_a_date_panics(typed in "[MTSHR昭和平成大正令元年月日0-9./\\-()歳代生 ]{0,14}", days in 0i64..100_000) {
        let today = date(1950, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        if let Ok(BirthDateInput::Read(reading)) = read(&typed, today) {
            prop_assert!(reading.from <= reading.to);
            prop_assert!(reading.to <= today);
        }
        let _ = read_for_record(&typed, today);
    }
}
