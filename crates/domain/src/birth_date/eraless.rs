//! Six digits without an era.

use super::{Reading, read::reading, stated::Stated};
use crate::{time::Date, wareki::Era};

/// The day in every era that had it, the likeliest of an older person first: 昭和, 平成, 大正, 令和,
/// 明治. Dates outside their era, in the future or over the highest age are left out.
pub(super) fn readings(year: i16, month: i8, day: i8, today: Date) -> Vec<Reading> {
    [Era::Showa, Era::Heisei, Era::Taisho, Era::Reiwa, Era::Meiji]
        .into_iter()
        .filter_map(|era| {
            let stated = Stated {
                era: Some(era),
                year,
                month: Some(month),
                day: Some(day),
            };
            reading(&stated, today).ok()
        })
        .filter(|reading| reading.note.is_none())
        .collect()
}
