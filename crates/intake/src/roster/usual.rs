//! The certified care level and the usual state.

use super::{cells::Cells, column::Field, day, words};
use tasuki_domain::{
    Invalid,
    fact::{
        FactBody,
        care::{Assistance, Baseline, CareLevel, DementiaGrade, DisabilityGrade, Level},
    },
    time::Date,
};

fn choose<T: Copy>(
    text: &str,
    all: &[T],
    japanese: fn(T) -> &'static str,
    code: fn(T) -> &'static str,
) -> Result<T, Invalid> {
    let words: Vec<(&str, T)> = all
        .iter()
        .flat_map(|value| [(japanese(*value), *value), (code(*value), *value)])
        .collect();
    let names: Vec<&str> = all.iter().map(|value| japanese(*value)).collect();
    words::choose(text, &words, &names.join("・"))
}

/// Reads the care level, when one is given.
pub(crate) fn care_level(cells: &mut Cells<'_>, today: Date) -> Option<FactBody> {
    let others = [
        Field::CareCertified,
        Field::CareUntil,
        Field::DisabilityGrade,
        Field::DementiaGrade,
    ];
    if cells.any_filled(&others) {
        cells.require(
            &[Field::CareLevel],
            "認定日・有効期限・自立度が書かれています",
        );
    }
    let level = cells.read(Field::CareLevel, |text| {
        choose(text, Level::ALL, Level::japanese, Level::code)
    });
    let certified_on = cells.read(Field::CareCertified, |text| day::read_past_day(text, today));
    let valid_until = cells.read(Field::CareUntil, |text| day::read_day(text, today));
    if let (Some(from), Some(until)) = (certified_on, valid_until)
        && until < from
    {
        cells.fault(
            Field::CareUntil,
            "dates_reversed",
            "認定日より前の日付です",
            "認定日と有効期限を確かめてください",
        );
    }
    let disability = cells.read(Field::DisabilityGrade, |text| {
        choose(
            text,
            DisabilityGrade::ALL,
            DisabilityGrade::japanese,
            DisabilityGrade::code,
        )
    });
    let dementia = cells.read(Field::DementiaGrade, |text| {
        choose(
            text,
            DementiaGrade::ALL,
            DementiaGrade::japanese,
            DementiaGrade::code,
        )
    });
    Some(FactBody::CareLevel(CareLevel {
        level: level?,
        certified_on,
        valid_until,
        disability,
        dementia,
    }))
}

/// Reads the usual state, when anything is said of it.
pub(crate) fn baseline(cells: &mut Cells<'_>) -> Option<FactBody> {
    let mut assistance = |field| {
        cells.read(field, |text| {
            choose(
                text,
                Assistance::ALL,
                Assistance::japanese,
                Assistance::code,
            )
        })
    };
    let (mobility, eating, toilet) = (
        assistance(Field::Mobility),
        assistance(Field::Eating),
        assistance(Field::Toilet),
    );
    let baseline = Baseline {
        consciousness: cells.parse(Field::Consciousness),
        conversation: cells.parse(Field::Conversation),
        mobility,
        aid: cells.parse(Field::Aid),
        eating,
        toilet,
        hearing: cells.parse(Field::Hearing),
        sight: cells.parse(Field::Sight),
        cognition: cells.parse(Field::Cognition),
        paralysis: cells.parse(Field::Paralysis),
    };
    (baseline != Baseline::default()).then_some(FactBody::Baseline(baseline))
}
