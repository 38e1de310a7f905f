mod eras;
mod properties;

use super::{BirthDateInput, PartialDate, Reading, read, read_for_record};
use crate::time::Date;
use jiff::civil::date;

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
fn what_lacks_its_era_is_named_as_it_was_typed() {
    for (typed, part) in [
        ("160302", "6桁"),
        ("１６０３０２ ", "6桁"),
        ("16.3.2", "年"),
        ("16年3月2日", "年"),
        ("16 3 2", "年"),
    ] {
        assert!(matches!(
            read(typed, TODAY),
            Ok(BirthDateInput::Ambiguous(_))
        ));
        let said = super::ambiguous(typed).problem;
        assert!(
            said.starts_with(&format!("元号のない{part}は")),
            "{typed}: {said}"
        );
    }
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
