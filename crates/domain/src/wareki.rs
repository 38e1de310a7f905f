//! The Japanese calendar (和暦): eras, their limits, and dates as people read them.

use crate::time::Date;
use jiff::civil::date;

/// An era since the Gregorian calendar came into use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Era {
    /// 明治
    Meiji,
    /// 大正
    Taisho,
    /// 昭和
    Showa,
    /// 平成
    Heisei,
    /// 令和
    Reiwa,
}

impl Era {
    /// All eras, the oldest first.
    pub const ALL: [Self; 5] = [
        Self::Meiji,
        Self::Taisho,
        Self::Showa,
        Self::Heisei,
        Self::Reiwa,
    ];

    /// 「昭和」
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Meiji => "明治",
            Self::Taisho => "大正",
            Self::Showa => "昭和",
            Self::Heisei => "平成",
            Self::Reiwa => "令和",
        }
    }

    /// M, T, S, H or R.
    pub const fn letter(self) -> char {
        match self {
            Self::Meiji => 'M',
            Self::Taisho => 'T',
            Self::Showa => 'S',
            Self::Heisei => 'H',
            Self::Reiwa => 'R',
        }
    }

    /// The first day. 明治 is taken from 1873-01-01 (明治6年), when the Gregorian calendar came
    /// into use; the others from their proclamations: 大正 1912-07-30, 昭和 1926-12-25, 平成
    /// 1989-01-08, 令和 2019-05-01 (元号を改める政令).
    pub const fn first_day(self) -> Date {
        match self {
            Self::Meiji => date(1873, 1, 1),
            Self::Taisho => date(1912, 7, 30),
            Self::Showa => date(1926, 12, 25),
            Self::Heisei => date(1989, 1, 8),
            Self::Reiwa => date(2019, 5, 1),
        }
    }

    /// The last day; none for the present era. The day of change belongs to the new era.
    pub const fn last_day(self) -> Option<Date> {
        match self {
            Self::Meiji => Some(date(1912, 7, 29)),
            Self::Taisho => Some(date(1926, 12, 24)),
            Self::Showa => Some(date(1989, 1, 7)),
            Self::Heisei => Some(date(2019, 4, 30)),
            Self::Reiwa => None,
        }
    }

    /// The Gregorian year of the era's year 1.
    pub const fn first_year(self) -> i16 {
        match self {
            Self::Meiji => 1868,
            Self::Taisho => 1912,
            Self::Showa => 1926,
            Self::Heisei => 1989,
            Self::Reiwa => 2019,
        }
    }

    /// The era of a day; none before 明治6年.
    pub fn of(day: Date) -> Option<Self> {
        Self::ALL
            .into_iter()
            .rev()
            .find(|era| day >= era.first_day())
    }

    /// The year within the era.
    pub const fn year_of(self, gregorian: i16) -> i16 {
        gregorian - self.first_year() + 1
    }
}

/// 「昭和15年3月2日（1940）」, with 元年 for the first year.
pub fn long(day: Date) -> String {
    match Era::of(day) {
        Some(era) => {
            format!(
                "{}{}年{}月{}日（{}）",
                era.japanese(),
                year_word(era, day.year()),
                day.month(),
                day.day(),
                day.year()
            )
        }
        None => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
    }
}

/// 「R8.11.20」, the short form beside a source.
pub fn short(day: Date) -> String {
    match Era::of(day) {
        Some(era) => format!(
            "{}{}.{}.{}",
            era.letter(),
            era.year_of(day.year()),
            day.month(),
            day.day()
        ),
        None => format!("{}.{}.{}", day.year(), day.month(), day.day()),
    }
}

pub(crate) fn year_word(era: Era, gregorian: i16) -> String {
    match era.year_of(gregorian) {
        1 => "元".to_owned(),
        year => year.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn eras_change_on_their_days() {
        for (before, after, old, new) in [
            (
                date(1912, 7, 29),
                date(1912, 7, 30),
                "明治45年7月29日（1912）",
                "大正元年7月30日（1912）",
            ),
            (
                date(1926, 12, 24),
                date(1926, 12, 25),
                "大正15年12月24日（1926）",
                "昭和元年12月25日（1926）",
            ),
            (
                date(1989, 1, 7),
                date(1989, 1, 8),
                "昭和64年1月7日（1989）",
                "平成元年1月8日（1989）",
            ),
            (
                date(2019, 4, 30),
                date(2019, 5, 1),
                "平成31年4月30日（2019）",
                "令和元年5月1日（2019）",
            ),
        ] {
            assert_eq!(long(before), old);
            assert_eq!(long(after), new);
        }
        assert_eq!(long(date(1873, 1, 1)), "明治6年1月1日（1873）");
        assert_eq!(long(date(1872, 12, 31)), "1872年12月31日");
        assert_eq!(short(date(1872, 12, 31)), "1872.12.31");
        assert_eq!(short(date(2019, 5, 1)), "R1.5.1");
    }

    proptest! {
        #[test]
        fn every_day_lies_in_exactly_one_era(year in 1873i16..2100, month in 1i8..=12, day in 1i8..=28) {
            let day = date(year, month, day);
            let holding: Vec<Era> = Era::ALL
                .into_iter()
                .filter(|era| era.first_day() <= day && era.last_day().is_none_or(|last| day <= last))
                .collect();
            prop_assert_eq!(holding, Era::of(day).into_iter().collect::<Vec<_>>());
        }
    }
}
