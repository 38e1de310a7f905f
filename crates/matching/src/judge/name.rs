//! Whether a name agrees.

use super::{
    edit::slips,
    level::{Field, Level},
    weights::{rarity, weight},
};
use crate::{
    asked::{AskedName, AskedNames, Part},
    name::NameKeys,
    normalize::{consonants, heard, plain_voice},
};

/// What one field of names says about a person: the best of all ways to mean it, of all names on
/// record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NameVerdict {
    /// Of the family name, if it was asked for and is on record.
    pub family: Option<Level>,
    /// Of the given name.
    pub given: Option<Level>,
    /// The whole name was asked for and agrees to the letter.
    pub whole: bool,
    /// What it weighs.
    pub weight: i32,
    /// What it would weigh if it agreed to the letter.
    pub most: i32,
}

impl NameVerdict {
    /// The levels of what was asked for.
    pub fn levels(&self) -> impl Iterator<Item = Level> {
        self.family.into_iter().chain(self.given)
    }

    /// No part is another name altogether.
    pub fn agrees(&self) -> bool {
        self.levels().next().is_some() && self.levels().all(|level| level != Level::Differs)
    }

    /// All that was asked for agrees to the letter, as far as it goes.
    pub fn agrees_to_the_letter(&self) -> bool {
        let exact = |level| matches!(level, Level::Same | Level::Begins | Level::BeginsWithOne);
        self.levels().next().is_some() && self.levels().all(exact)
    }

    /// Some part is more than another name.
    pub fn touches(&self) -> bool {
        self.levels().any(|level| level != Level::Differs)
    }
}

/// A name on record in one script.
struct Recorded<'a> {
    family: Piece<'a>,
    given: Piece<'a>,
    complete: bool,
}

/// A part of it.
#[derive(Clone, Copy)]
struct Piece<'a> {
    key: &'a str,
    /// Empty for kanji.
    sound: &'a str,
}

/// Compares kana; nothing is said by kana about a person who has none on record.
pub(super) fn in_kana(asked: &AskedNames, names: &[NameKeys]) -> Option<NameVerdict> {
    let recorded = names
        .iter()
        .flat_map(|name| &name.kana)
        .map(|kana| Recorded {
            family: Piece {
                key: &kana.family,
                sound: &kana.family_sound,
            },
            given: Piece {
                key: &kana.given,
                sound: &kana.given_sound,
            },
            complete: kana.complete,
        });
    best(asked, recorded)
}

/// Compares the writing.
pub(super) fn as_written(asked: &AskedNames, names: &[NameKeys]) -> Option<NameVerdict> {
    let recorded = names.iter().map(|name| Recorded {
        family: Piece {
            key: &name.family,
            sound: "",
        },
        given: Piece {
            key: &name.given,
            sound: "",
        },
        complete: true,
    });
    best(asked, recorded)
}

/// The name itself, and those beside it with its given name: a former family name is the same
/// person's. A common name with another given name may be that of a sister who is not registered.
pub(super) fn own_names(names: &[NameKeys]) -> Vec<NameKeys> {
    let Some(own) = names.first() else {
        return Vec::new();
    };
    let given = |name: &NameKeys| -> Vec<String> {
        let kana = name.kana.iter().map(|kana| kana.given_sound.clone());
        let all = std::iter::once(name.given.clone()).chain(kana);
        all.filter(|given| !given.is_empty()).collect()
    };
    let known = given(own);
    let same = |name: &&NameKeys| {
        let given = given(name);
        given.is_empty() || known.is_empty() || given.iter().any(|given| known.contains(given))
    };
    names.iter().filter(same).cloned().collect()
}

fn best<'a>(
    asked: &AskedNames,
    recorded: impl Iterator<Item = Recorded<'a>>,
) -> Option<NameVerdict> {
    recorded
        .flat_map(|recorded| {
            let ways = asked.0.iter().map(move |way| match way {
                AskedName::Two(family, given) => two(family, given, &recorded),
                AskedName::One(one) => in_one_piece(one, &recorded),
            });
            ways.collect::<Vec<_>>()
        })
        .max_by_key(|verdict| (verdict.weight, verdict.whole))
}

fn two(family: &Part, given: &Part, recorded: &Recorded<'_>) -> NameVerdict {
    if recorded.given.key.is_empty() {
        let whole = Part {
            key: format!("{}{}", family.key, given.key),
            sound: format!("{}{}", family.sound, given.sound),
        };
        return in_one_piece(&whole, recorded);
    }
    let apart = verdict(
        recorded,
        level(family, recorded.family),
        level(given, recorded.given),
    );
    // Parted elsewhere than on record: ヤマ・ダハナコ.
    let joined = |a: &str, b: &str| format!("{a}{b}");
    let (key, full) = (
        joined(&family.key, &given.key),
        joined(recorded.family.key, recorded.given.key),
    );
    if !apart.whole && key == full {
        return verdict(recorded, Some(Level::Same), Some(Level::Same));
    }
    apart
}

/// A family name, a given name, the beginning of one, or both without a space, in either order.
fn in_one_piece(one: &Part, recorded: &Recorded<'_>) -> NameVerdict {
    let Recorded { family, given, .. } = recorded;
    let mut ways = vec![
        verdict(recorded, level(one, *family), None),
        verdict(recorded, None, level(one, *given)),
    ];
    if !given.key.is_empty() && !family.key.is_empty() {
        // What is left when one part is taken off either end belongs to the other.
        for left in without(one, family.key) {
            ways.push(verdict(recorded, Some(Level::Same), level(&left, *given)));
        }
        for left in without(one, given.key) {
            ways.push(verdict(recorded, level(&left, *family), Some(Level::Same)));
        }
        ways.push(joined(one, recorded));
    }
    let best = ways.into_iter().max_by_key(|way| (way.weight, way.whole));
    best.unwrap_or_else(|| verdict(recorded, None, None))
}

/// What is left of a piece without a part at its front, and at its back.
fn without(one: &Part, part: &str) -> impl Iterator<Item = Part> {
    let ends = [one.key.strip_prefix(part), one.key.strip_suffix(part)];
    ends.into_iter()
        .flatten()
        .filter(|rest| !rest.is_empty())
        .map(|rest| one.piece(rest))
}

/// Both names in one piece with slips anywhere.
fn joined(one: &Part, recorded: &Recorded<'_>) -> NameVerdict {
    let Recorded { family, given, .. } = recorded;
    let full_key = format!("{}{}", family.key, given.key);
    let full_sound = format!("{}{}", family.sound, given.sound);
    let full = Piece {
        key: &full_key,
        sound: &full_sound,
    };
    match level(one, full) {
        Some(Level::Begins | Level::BeginsWithOne) | None => verdict(recorded, None, None),
        Some(Level::Differs) => verdict(recorded, Some(Level::Differs), None),
        // A slip in one part leaves the other.
        slipped => verdict(recorded, Some(Level::Same), slipped),
    }
}

fn verdict(recorded: &Recorded<'_>, family: Option<Level>, given: Option<Level>) -> NameVerdict {
    let weigh = |field, level: Option<Level>, piece: &Piece<'_>| {
        level.map_or((0, 0), |level| weights_of(field, level, piece))
    };
    let (for_family, most_family) = weigh(Field::Family, family, &recorded.family);
    let (for_given, most_given) = weigh(Field::Given, given, &recorded.given);
    let undivided = recorded.given.key.is_empty() && recorded.complete;
    NameVerdict {
        family,
        given,
        whole: family == Some(Level::Same)
            && (given == Some(Level::Same) || undivided)
            && recorded.complete,
        weight: for_family + for_given,
        most: most_family + most_given,
    }
}

/// What a part weighs at its level, and what it would weigh if it were the same.
fn weights_of(field: Field, level: Level, piece: &Piece<'_>) -> (i32, i32) {
    let name = if piece.sound.is_empty() {
        piece.key.to_owned()
    } else {
        heard(piece.sound)
    };
    let most = rarity(field, &name);
    let weight = match level {
        Level::Same => most,
        Level::Differs => weight(field, level),
        // It agrees as far as it was said.
        Level::Begins | Level::BeginsWithOne | Level::Consonants => {
            let weight = weight(field, level).min(most);
            return (weight, weight);
        }
        // Nearly the same: as rare as the name, less what the slip costs.
        Level::Sound | Level::Length | Level::Voice => {
            most + weight(field, level) - weight(field, Level::Same)
        }
        // How many names are within a slip does not depend on how common this one is; still it
        // cannot tell more than the name itself.
        _ => weight(field, level).min(most - A_SLIP),
    };
    (weight, most)
}

/// What a slip costs at least.
const A_SLIP: i32 = 300;

/// How far a part agrees; none when nothing of it is on record.
fn level(asked: &Part, recorded: Piece<'_>) -> Option<Level> {
    if asked.key.is_empty() || recorded.key.is_empty() {
        return None;
    }
    if asked.key == recorded.key {
        return Some(Level::Same);
    }
    let in_kana = !asked.sound.is_empty() && !recorded.sound.is_empty();
    if in_kana && let Some(level) = by_ear(&asked.sound, recorded.sound) {
        return Some(level);
    }
    let begins = recorded.key.starts_with(&asked.key)
        || (in_kana && recorded.sound.starts_with(&asked.sound));
    if begins {
        let one = asked.key.chars().count() == 1;
        return Some(if one {
            Level::BeginsWithOne
        } else {
            Level::Begins
        });
    }
    if in_kana && letters_heard(&asked.sound, recorded.sound) {
        return Some(Level::Consonants);
    }
    let (a, b) = if in_kana {
        (asked.sound.as_str(), recorded.sound)
    } else {
        (asked.key.as_str(), recorded.key)
    };
    let length = a.chars().count().max(b.chars().count());
    let count = slips(a, b, if length >= 5 { 2 } else { 1 });
    Some(match (count, length) {
        (1, 2) => Level::SlipOfTwo,
        (1, 3) => Level::SlipOfThree,
        (1, 4..) => Level::Slip,
        (2, 5..) => Level::TwoSlips,
        _ => Level::Differs,
    })
}

/// Kana on one side, letters on the other, and consonants that are alike but for one.
fn letters_heard(asked: &str, recorded: &str) -> bool {
    let in_letters = |text: &str| text.starts_with(|c: char| c.is_ascii_uppercase());
    if in_letters(asked) == in_letters(recorded) {
        return false;
    }
    let (a, b) = (consonants(asked), consonants(recorded));
    let length = a.len().max(b.len());
    a == b && length >= 1 || length >= 3 && slips(&a, &b, 1) <= 1
}

fn by_ear(asked: &str, recorded: &str) -> Option<Level> {
    if asked == recorded {
        return Some(Level::Sound);
    }
    let plain = |text: &str| heard(text).chars().map(plain_voice).collect::<String>();
    if heard(asked) == heard(recorded) {
        Some(Level::Length)
    } else if plain(asked) == plain(recorded) {
        Some(Level::Voice)
    } else {
        None
    }
}
