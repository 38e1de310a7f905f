//! What an agreement weighs: log2 of how much likelier it is in the person meant than in another
//! (Fellegi and Sunter 1969), in hundredths of a bit, from `data/weights.tsv`.
//!
//! The file is frozen: the example `weights` of `tasuki-bench` makes it from its own people and its own slips, and
//! whoever changes it measures again. How common a name is comes from `data/names.tsv`.

use super::level::{Field, Level};
use crate::normalize::{heard, is_kana_or_letters, kana_key, sound_key, written_key};
use std::{collections::HashMap, sync::LazyLock};

const WEIGHTS: &str = include_str!("../../data/weights.tsv");
const NAMES: &str = include_str!("../../data/names.tsv");

/// From this weight on a person is probable: among a million, agreement by chance in somebody is
/// as likely as not at 20 bits.
pub(super) const PROBABLE: i32 = 2_000;
/// Whoever falls this far short of agreeing in all that was asked for is not offered. Two items may
/// be wrong at once, no more.
pub(super) const SHORT: i32 = 2_200;

static TABLE: LazyLock<HashMap<(&'static str, &'static str), i32>> = LazyLock::new(|| {
    lines(WEIGHTS)
        .filter_map(|line| {
            let mut parts = line.split('\t');
            Some(((parts.next()?, parts.next()?), parts.next()?.parse().ok()?))
        })
        .collect()
});

/// Of a name's part as the index has it, the weight of its agreement.
static COMMON: LazyLock<HashMap<(&'static str, String), i32>> = LazyLock::new(|| {
    let mut shares: HashMap<(&'static str, String), f64> = HashMap::new();
    for line in lines(NAMES) {
        let mut parts = line.split('\t');
        let (Some(field), Some(name), Some(share)) = (parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        *shares.entry((field, folded(name))).or_default() += share.parse().unwrap_or(0.0);
    }
    shares
        .into_iter()
        .filter(|(_, share)| *share > 0.0)
        .map(|(name, share)| (name, in_hundredths(share)))
        .collect()
});

/// A name of the file as the index has it.
fn folded(name: &str) -> String {
    let kana = kana_key(name);
    if is_kana_or_letters(&kana) {
        heard(&sound_key(&kana))
    } else {
        written_key(name)
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// log2 of one in so many, from people in a hundred thousand.
#[expect(clippy::cast_possible_truncation, reason = "a few thousand at most")]
fn in_hundredths(share: f64) -> i32 {
    ((100_000.0 / share).log2() * 100.0) as i32
}

/// The weight of an item at a level.
pub(super) fn weight(field: Field, level: Level) -> i32 {
    TABLE
        .get(&(field.code(), level.code()))
        .copied()
        .unwrap_or_default()
}

/// What it weighs that a part of a name agrees: more the rarer it is.
pub(super) fn rarity(field: Field, name: &str) -> i32 {
    COMMON
        .get(&(field.code(), name.to_owned()))
        .copied()
        .unwrap_or_else(|| weight(field, Level::Same))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_are_well_formed() {
        let fields: Vec<&str> = Field::ALL.iter().map(|field| field.code()).collect();
        let levels: Vec<&str> = Level::ALL.iter().map(|level| level.code()).collect();
        for line in lines(WEIGHTS) {
            let parts: Vec<&str> = line.split('\t').collect();
            assert!(parts.len() >= 3, "{line}");
            assert!(
                fields.contains(&parts[0]) && levels.contains(&parts[1]),
                "{line}"
            );
            assert!(parts[2].parse::<i32>().is_ok(), "{line}");
        }
        assert_eq!(TABLE.len(), lines(WEIGHTS).count(), "no item stands twice");
        let mut names = std::collections::HashSet::new();
        for line in lines(NAMES) {
            let parts: Vec<&str> = line.split('\t').collect();
            assert!(["family", "given"].contains(&parts[0]), "{line}");
            assert!(
                parts[2].parse::<f64>().is_ok_and(|share| share > 0.0),
                "{line}"
            );
            assert!(names.insert((parts[0], parts[1])), "{line} stands twice");
        }
        assert!(names.len() > 300);
    }

    #[test]
    fn a_rare_name_weighs_more() {
        let rare = rarity(Field::Family, "タスキガワ");
        assert!(rarity(Field::Family, "サト") + 300 < rare);
        assert_eq!(rare, weight(Field::Family, Level::Same));
    }

    #[test]
    fn the_better_an_item_agrees_the_more_it_weighs() {
        for field in Field::ALL {
            for level in Level::ALL {
                if TABLE.contains_key(&(field.code(), level.code())) {
                    assert!(
                        weight(field, *level) <= weight(field, Level::Same),
                        "{field:?} {level:?}"
                    );
                    assert!(
                        weight(field, Level::Differs) <= weight(field, *level),
                        "{field:?} {level:?}"
                    );
                }
            }
        }
    }
}
