//! What people of the city are called.

mod female;
mod male;
mod surnames;

use super::{
    made::{Made, kana, line},
    random::Random,
};
use tasuki_domain::fact::identity::{PersonName, Sex};

pub use surnames::{SURNAMES, Surname};

/// A given name and when it was given.
#[derive(Debug)]
pub struct Given {
    /// As written.
    pub written: &'static str,
    /// In kana.
    pub kana: &'static str,
    /// The first year of birth.
    pub from: i16,
    /// The last year of birth.
    pub to: i16,
    /// How common in those years.
    pub weight: u32,
}

/// Given names of twins: alike in sound, writing or both.
#[rustfmt::skip]
const TWINS: &[[(&str, &str, Sex); 2]] = &[
    [("和子", "カズコ", Sex::Female), ("和江", "カズエ", Sex::Female)],
    [("美智子", "ミチコ", Sex::Female), ("美代子", "ミヨコ", Sex::Female)],
    [("正一", "ショウイチ", Sex::Male), ("正二", "ショウジ", Sex::Male)],
    [("清", "キヨシ", Sex::Male), ("清子", "キヨコ", Sex::Female)],
    [("光男", "ミツオ", Sex::Male), ("光子", "ミツコ", Sex::Female)],
    [("春江", "ハルエ", Sex::Female), ("春子", "ハルコ", Sex::Female)],
    [("健一", "ケンイチ", Sex::Male), ("健二", "ケンジ", Sex::Male)],
    [("幸雄", "ユキオ", Sex::Male), ("幸子", "ユキコ", Sex::Female)],
];

/// The names in use for a sex and year of birth.
pub fn in_use(sex: Sex, year: i16) -> Vec<&'static Given> {
    let table = match sex {
        Sex::Male => male::MALE,
        _ => female::FEMALE,
    };
    table
        .iter()
        .filter(|given| (given.from..=given.to).contains(&year))
        .collect()
}

/// A family name.
pub fn surname(random: &mut Random) -> &'static Surname {
    random.weighted(SURNAMES, |surname| surname.weight)
}

/// A given name for a sex and year of birth, as (written, kana).
pub fn given(random: &mut Random, sex: Sex, year: i16) -> (&'static str, &'static str) {
    let names = in_use(sex, year);
    if names.is_empty() {
        return ("ひかり", "ヒカリ");
    }
    let given = random.weighted(&names, |given| given.weight);
    (given.written, given.kana)
}

/// The given names and sexes of a pair of twins.
pub fn twins(random: &mut Random) -> &'static [(&'static str, &'static str, Sex); 2] {
    random.pick(TWINS)
}

/// A whole name.
pub fn name(family: &Surname, given: (&str, &str)) -> Made<PersonName> {
    written_name(family.written, given.0, family.kana, given.1)
}

/// A whole name from its parts; an empty part is not known.
pub fn written_name(
    family: &str,
    given: &str,
    family_kana: &str,
    given_kana: &str,
) -> Made<PersonName> {
    let known = |text: &str| (!text.is_empty()).then(|| kana(text)).transpose();
    Ok(PersonName {
        family: line(family)?,
        given: (!given.is_empty()).then(|| line(given)).transpose()?,
        family_kana: known(family_kana)?,
        given_kana: known(given_kana)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_decades_of_an_elderly_register_have_many_names() {
        for year in [1930, 1940, 1950] {
            for sex in [Sex::Female, Sex::Male] {
                let names = in_use(sex, year).len();
                assert!(names >= 55, "{year} {sex:?}: {names}");
            }
        }
        for year in [1915, 1970, 1990, 2010, 2026] {
            for sex in [Sex::Female, Sex::Male] {
                assert!(in_use(sex, year).len() >= 8, "{year} {sex:?}");
            }
        }
    }

    #[test]
    fn every_name_of_the_tables_is_one() {
        for surname in SURNAMES {
            assert!(surname.weight > 0);
            for given in female::FEMALE.iter().chain(male::MALE) {
                let name = name(surname, (given.written, given.kana)).unwrap();
                assert!(name.kana().is_some_and(|kana| kana.contains(given.kana)));
            }
        }
        let written: std::collections::BTreeSet<&str> =
            SURNAMES.iter().map(|surname| surname.written).collect();
        assert!(written.len() >= 150, "{}", written.len());
        for variant in ["髙橋", "渡邊", "齋藤", "山﨑", "𠮷田"] {
            assert!(written.contains(variant), "{variant}");
        }
    }
}
