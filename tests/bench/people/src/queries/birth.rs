//! Birth dates as typed and mistaken.

use super::{Draft, slip::Slip};
use crate::{TODAY, random::Random};
use jiff::civil::{Date, date};

/// How a day is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// S15.3.2
    Short,
    /// Ｓ１５．３．２
    Wide,
    /// 昭和15年3月2日
    Long,
    /// S150302
    Compact,
    /// 19400302
    Digits,
    /// 1940/3/2
    Slashes,
}

/// What is known of the birth date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Birth {
    Day(Date, Style),
    Month(Date),
    Year(Date),
    Age(i32),
    Decade(i32),
}

/// Letter, name, the last year before it, first and last day.
const ERAS: &[(char, &str, i16, Date, Date)] = &[
    ('M', "明治", 1867, date(1868, 1, 25), date(1912, 7, 29)),
    ('T', "大正", 1911, date(1912, 7, 30), date(1926, 12, 24)),
    ('S', "昭和", 1925, date(1926, 12, 25), date(1989, 1, 7)),
    ('H', "平成", 1988, date(1989, 1, 8), date(2019, 4, 30)),
    ('R', "令和", 2018, date(2019, 5, 1), date(9999, 12, 31)),
];

fn era(day: Date) -> (char, &'static str, i16) {
    let found = ERAS.iter().find(|era| day <= era.4);
    found.map_or(('R', "令和", 2018), |era| (era.0, era.1, era.2))
}

pub fn age(day: Date) -> i32 {
    let full = i32::from(TODAY.year() - day.year());
    full - i32::from((TODAY.month(), TODAY.day()) < (day.month(), day.day()))
}

/// Days on which people of these ages were born.
fn ages(from: i32, to: i32) -> (Date, Date) {
    let ago = |years: i32| TODAY.saturating_sub(jiff::Span::new().years(years));
    let first = ago(to + 1);
    (first.tomorrow().unwrap_or(first), ago(from))
}

impl Birth {
    pub fn decade_of(day: Date) -> Self {
        match age(day) {
            // Nobody says 0代.
            age @ ..10 => Self::Age(age),
            age => Self::Decade(age / 10 * 10),
        }
    }

    /// The days it means.
    pub fn range(self) -> (Date, Date) {
        match self {
            Self::Day(day, _) => (day, day),
            Self::Month(day) => (day.first_of_month(), day.last_of_month()),
            Self::Year(day) => (day.first_of_year(), day.last_of_year()),
            Self::Age(age) => ages(age, age),
            Self::Decade(decade) => ages(decade, decade + 9),
        }
    }

    pub fn typed(self) -> String {
        let (day, style) = match self {
            Self::Age(age) => return format!("{age}歳"),
            Self::Decade(decade) => return format!("{decade}代"),
            Self::Day(day, style) => (day, style),
            Self::Month(day) | Self::Year(day) => (day, Style::Short),
        };
        let (letter, name, before) = era(day);
        let (year, month, of_month) = (day.year() - before, day.month(), day.day());
        match (self, style) {
            (Self::Month(_), _) => format!("{letter}{year}.{month}"),
            (Self::Year(_), _) => format!("{letter}{year}"),
            (_, Style::Short) => format!("{letter}{year}.{month}.{of_month}"),
            (_, Style::Wide) => format!("{letter}{year}.{month}.{of_month}")
                .chars()
                .map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c))
                .collect(),
            (_, Style::Long) => format!("{name}{year}年{month}月{of_month}日"),
            (_, Style::Compact) => format!("{letter}{year:02}{month:02}{of_month:02}"),
            (_, Style::Digits) => format!("{}{month:02}{of_month:02}", day.year()),
            (_, Style::Slashes) => format!("{}/{month}/{of_month}", day.year()),
        }
    }
}

/// The same figures of the next era's year, as far as that era had them.
fn era_slip(random: &mut Random, day: Date) -> Option<Date> {
    let (_, _, before) = era(day);
    let mut others: Vec<Date> = ERAS
        .iter()
        .filter(|(letter, ..)| matches!(letter, 'T' | 'S' | 'H'))
        .filter(|(_, _, other, ..)| *other != before)
        .filter_map(|(_, _, other, first, last)| {
            let slipped = Date::new(day.year() - before + other, day.month(), day.day()).ok()?;
            (*first..=*last).contains(&slipped).then_some(slipped)
        })
        .filter(|slipped| *slipped < TODAY)
        .collect();
    random.shuffle(&mut others);
    others.pop()
}

/// One figure of the date in Japanese years is another.
fn one_digit(random: &mut Random, day: Date) -> Option<Date> {
    let (_, _, before) = era(day);
    let text = format!(
        "{:02}{:02}{:02}",
        day.year() - before,
        day.month(),
        day.day()
    );
    for _ in 0..40 {
        let mut digits: Vec<u8> = text.bytes().map(|byte| byte - b'0').collect();
        let place = random.below(digits.len());
        let digit = u8::try_from(random.below(10)).ok()?;
        if std::mem::replace(digits.get_mut(place)?, digit) == digit {
            continue;
        }
        if let [a, b, c, d, e, f] = digits[..] {
            let two = |x: u8, y: u8| i16::from(x) * 10 + i16::from(y);
            let (month, of_month) = (i8::try_from(two(c, d)), i8::try_from(two(e, f)));
            if let (Ok(month), Ok(of_month)) = (month, of_month)
                && let Ok(slipped) = Date::new(before + two(a, b), month, of_month)
                && era(slipped).2 == before
                && slipped < TODAY
            {
                return Some(slipped);
            }
        }
    }
    None
}

/// Makes the slip; false where there is nothing to slip in.
pub fn apply(draft: &mut Draft<'_>, random: &mut Random, slip: Slip) -> bool {
    let Birth::Day(day, style) = draft.birth else {
        return false;
    };
    let wrong = match slip {
        Slip::EraSlip => era_slip(random, day),
        Slip::DayMonthSwapped => (day.day() != day.month())
            .then(|| Date::new(day.year(), day.day(), day.month()).ok())
            .flatten(),
        Slip::OneDigit => one_digit(random, day),
        Slip::YearOff => {
            let off = if random.permille(500) { 1 } else { -1 };
            Date::new(day.year() + off, day.month(), day.day()).ok()
        }
        _ => Some(day),
    };
    let Some(wrong) = wrong.filter(|wrong| *wrong < TODAY) else {
        return false;
    };
    let changed = match slip {
        Slip::MonthOnly => Birth::Month(day),
        Slip::YearOnly => Birth::Year(day),
        Slip::AgeOnly => Birth::Age(age(day)),
        Slip::DecadeOnly => Birth::decade_of(day),
        Slip::TypedWide => Birth::Day(day, Style::Wide),
        Slip::TypedLong => Birth::Day(day, Style::Long),
        Slip::TypedCompact => Birth::Day(day, Style::Compact),
        Slip::TypedWestern => {
            let styles = [Style::Digits, Style::Slashes];
            Birth::Day(day, *random.pick(&styles))
        }
        _ => Birth::Day(wrong, style),
    };
    // A day that was mistaken and then shortened stays mistaken; what it should be is shortened.
    if let Some((from, _)) = draft.told.born
        && !matches!(changed, Birth::Day(..))
    {
        draft.told.born = Some(match changed {
            Birth::Month(_) => Birth::Month(from).range(),
            Birth::Year(_) => Birth::Year(from).range(),
            Birth::Age(_) => Birth::Age(age(from)).range(),
            _ => Birth::decade_of(from).range(),
        });
    }
    let different = draft.birth != changed;
    draft.birth = changed;
    different
}
