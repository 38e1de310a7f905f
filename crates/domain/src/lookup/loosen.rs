//! What a search that found nobody may be loosened to.

use super::{Criteria, CriteriaItem};
use crate::{
    birth_date::{BirthDateInput, Reading},
    text::Line,
    time::Date,
    wareki,
};
use jiff::Span;

macro_rules! loosenings {
    ($($(#[$doc:meta])* $variant:ident, $code:literal, $button:literal, $changes:literal;)+) => {
        /// A way of searching once more with less.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Loosening { $($(#[$doc])* $variant,)+ }

        impl Loosening {
            /// All ways, the most promising first.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable name in the API.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The words of the button.
            pub const fn japanese(self) -> &'static str {
                match self { $(Self::$variant => $button,)+ }
            }

            /// What it changes.
            pub const fn changes(self) -> &'static str {
                match self { $(Self::$variant => $changes,)+ }
            }
        }
    };
}

loosenings! {
    /// The year before and the year after are searched too.
    NearYears, "near_years", "生年月日の前後1年まで", "生まれた年の数え違いや元号の取り違えを拾います";
    /// Whatever the birth date.
    WithoutBirthDate, "without_birth_date", "生年月日なしで", "ほかの条件だけで探します";
    /// Wherever they live.
    WithoutAddress, "without_address", "町名なしで", "別の町に登録された方も探します";
    /// Whatever the telephone number.
    WithoutPhone, "without_phone", "電話なしで", "別の電話を登録した方も探します";
    /// Of any family name: married names, the name before.
    GivenNameOnly, "given_name_only", "名だけで", "姓が変わった方や、姓の聞き違いを拾います";
    /// Of any given name.
    FamilyNameOnly, "family_name_only", "姓だけで", "名の聞き違いを拾います";
    /// Of either sex.
    WithoutSex, "without_sex", "性別なしで", "性別の取り違えを拾います";
    /// By the kana alone.
    WithoutName, "without_name", "漢字なしで", "フリガナだけで探します";
    /// By everything but the card.
    WithoutCard, "without_card", "カード番号なしで", "ほかの条件だけで探します";
}

/// A search loosened in one way.
#[derive(Debug, Clone, PartialEq)]
pub struct Loosened {
    /// In which way.
    pub way: Loosening,
    /// What is then searched for.
    pub criteria: Criteria,
}

/// Ways offered at once.
const OFFERED: usize = 5;

impl Criteria {
    /// The ways in which it may be loosened, at most five: each still enough to search with, each
    /// another search.
    pub fn loosened(&self, today: Date) -> Vec<Loosened> {
        let mut offered: Vec<Loosened> = Vec::new();
        for way in Loosening::ALL {
            let Some(criteria) = self.loosened_by(*way, today) else {
                continue;
            };
            let known = offered.iter().any(|other| other.criteria == criteria);
            if criteria != *self && criteria.is_enough() && !known {
                offered.push(Loosened {
                    way: *way,
                    criteria,
                });
            }
        }
        offered.truncate(OFFERED);
        offered
    }

    /// The same, loosened in that way; none where it makes no sense.
    fn loosened_by(&self, way: Loosening, today: Date) -> Option<Self> {
        let without = |item: CriteriaItem| self.has(item).then(|| self.clone().without(item));
        match way {
            Loosening::NearYears => {
                let Some(BirthDateInput::Read(reading)) = &self.birth_date else {
                    return None;
                };
                near_years(reading, today).map(|wider| Self {
                    birth_date: Some(BirthDateInput::Read(wider)),
                    ..self.clone()
                })
            }
            Loosening::WithoutBirthDate => without(CriteriaItem::BirthDate),
            Loosening::WithoutAddress => without(CriteriaItem::Address),
            Loosening::WithoutPhone => without(CriteriaItem::Phone),
            Loosening::GivenNameOnly => self.of_one_name(CriteriaItem::FamilyKana),
            Loosening::FamilyNameOnly => self.of_one_name(CriteriaItem::GivenKana),
            Loosening::WithoutSex => without(CriteriaItem::Sex),
            Loosening::WithoutName => (self.family_kana.is_some() || self.given_kana.is_some())
                .then(|| without(CriteriaItem::Name))
                .flatten(),
            Loosening::WithoutCard => without(CriteriaItem::CardNumber),
        }
    }

    /// The same without the kana of one of two names; of a written name in two parts, without the
    /// other part.
    fn of_one_name(&self, dropped: CriteriaItem) -> Option<Self> {
        let mut loosened = self.clone();
        if self.family_kana.is_some() && self.given_kana.is_some() {
            // The written name holds both.
            loosened.name = None;
            return Some(loosened.without(dropped));
        }
        if self.family_kana.is_some() || self.given_kana.is_some() {
            return None;
        }
        let parts: Vec<&str> = self.name.as_ref()?.as_str().split_whitespace().collect();
        let kept = match (parts.as_slice(), dropped) {
            ([_, given], CriteriaItem::FamilyKana) => given,
            ([family, _], _) => family,
            _ => return None,
        };
        loosened.name = kept.parse::<Line>().ok();
        loosened.name.is_some().then_some(loosened)
    }
}

/// What was put beside a birth date that was widened.
const WIDENED: &str = "前後1年まで広げました";

/// Longest range that a year before and after widen in a way that means something: a year.
const ONE_YEAR_DAYS: i32 = 366;

/// A birth date with the year before and the year after; none of one that is wide already.
pub fn near_years(reading: &Reading, today: Date) -> Option<Reading> {
    let days = reading.from.until(reading.to).ok()?.get_days();
    if reading.note == Some(WIDENED) || days >= ONE_YEAR_DAYS {
        return None;
    }
    let year = Span::new().years(1);
    let from = reading.from.checked_sub(year).ok()?;
    let to = reading.to.checked_add(year).ok()?.min(today);
    Some(Reading {
        from,
        to,
        label: format!("{}から{}まで", wareki::long(from), wareki::long(to)),
        note: Some(WIDENED),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{birth_date, fact::identity::Sex};
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 21);

    fn criteria(family: &str, given: &str, name: &str, born: &str) -> Criteria {
        Criteria {
            family_kana: family.parse().ok(),
            given_kana: given.parse().ok(),
            name: name.parse().ok(),
            birth_date: birth_date::read(born, TODAY).ok(),
            ..Criteria::default()
        }
    }

    fn ways(criteria: &Criteria) -> Vec<Loosening> {
        criteria
            .loosened(TODAY)
            .into_iter()
            .map(|each| each.way)
            .collect()
    }

    #[test]
    fn each_offer_is_enough_and_another_search() {
        use Loosening::{
            FamilyNameOnly, GivenNameOnly, NearYears, WithoutAddress, WithoutBirthDate, WithoutSex,
        };
        let both = criteria("シケン", "ハナコ", "", "S15.3.2");
        assert_eq!(
            ways(&both),
            [NearYears, WithoutBirthDate, GivenNameOnly, FamilyNameOnly]
        );
        // A family name alone would not be enough without its birth date.
        let half = criteria("シケン", "", "", "S15.3.2");
        assert_eq!(ways(&half), [NearYears]);
        let more = Criteria {
            sex: Some(Sex::Female),
            address: "泉町".parse().ok(),
            ..half
        };
        assert_eq!(
            ways(&more),
            [NearYears, WithoutBirthDate, WithoutAddress, WithoutSex]
        );
        assert_eq!(ways(&criteria("シケン", "ハ", "", "")), []);
        let decade = criteria("シケン", "", "", "80代");
        assert_eq!(ways(&decade), []);
    }

    #[test]
    fn a_written_name_in_two_parts_is_searched_by_either() {
        let written = criteria("", "", "試験 花子", "S15.3.2");
        let names: Vec<_> = written
            .loosened(TODAY)
            .into_iter()
            .filter_map(|each| Some((each.way, each.criteria.name?.as_str().to_owned())))
            .collect();
        assert!(names.contains(&(Loosening::GivenNameOnly, "花子".to_owned())));
        assert!(names.contains(&(Loosening::FamilyNameOnly, "試験".to_owned())));
        assert!(!ways(&written).contains(&Loosening::WithoutBirthDate));
    }

    #[test]
    fn years_are_widened_once_and_said() {
        let Some(BirthDateInput::Read(day)) = birth_date::read("S15.3.2", TODAY).ok() else {
            panic!("one reading")
        };
        let wide = near_years(&day, TODAY).unwrap();
        assert_eq!((wide.from, wide.to), (date(1939, 3, 2), date(1941, 3, 2)));
        assert!(wide.label.contains("昭和14年3月2日") && wide.label.contains("昭和16年3月2日"));
        assert_eq!(near_years(&wide, TODAY), None);
        let Some(BirthDateInput::Read(year)) = birth_date::read("S15", TODAY).ok() else {
            panic!("one reading")
        };
        let wide = near_years(&year, TODAY).unwrap();
        assert_eq!((wide.from, wide.to), (date(1939, 1, 1), date(1941, 12, 31)));
    }

    #[test]
    fn every_way_says_what_it_changes() {
        for way in Loosening::ALL {
            assert!(way.japanese().ends_with('で'), "{way:?}");
            assert!(way.changes().ends_with('す'), "{way:?}");
        }
    }
}
