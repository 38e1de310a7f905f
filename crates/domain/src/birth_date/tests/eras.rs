use super::{TODAY, code, one};
use crate::birth_date::{PartialDate, read, read_for_record};
use jiff::civil::date;

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
