use super::{TODAY, one};
use crate::{
    birth_date::{BirthDateInput, PartialDate, read, read_for_record},
    time::Date,
    wareki,
};
use jiff::civil::date;
use proptest::prelude::*;

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
        match read(&six, TODAY) {
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
