//! Whether an address agrees.

use super::level::Level;
use crate::{asked::AskedPlace, sketch::Place};

/// The shortest part, apart from a town's beginning, that tells one address from others.
const DISTINCT: usize = 3;

/// Compares: the same is the town or a distinct part of the whole; some characters only, or another
/// block of the town, touch it and are no third item.
pub(crate) fn compare(asked: &AskedPlace, recorded: &Place) -> Level {
    let level = by_text(&asked.key, &recorded.whole, &recorded.town);
    if level == Level::Same {
        return level;
    }
    // Said with the city in front, or recorded so; without 町 behind, by the name of the house.
    let known = |word: &String| recorded.words.contains(word);
    if !asked.words.iter().any(known) {
        return level;
    }
    let (mine, theirs) = (numbers(&asked.key), numbers(&recorded.whole));
    if begins(mine, theirs) || begins(theirs, mine) {
        Level::Same
    } else {
        Level::Touches
    }
}

/// From the first number on.
fn numbers(key: &str) -> &str {
    let first = key.find(|c: char| c.is_ascii_digit());
    first.and_then(|first| key.get(first..)).unwrap_or_default()
}

fn by_text(asked: &str, whole: &str, town: &str) -> Level {
    let names_a_place = asked.chars().any(|c| !c.is_ascii_digit() && c != '-');
    if let Some(place) = find(whole, asked) {
        let distinct = place == 0 || asked.chars().count() >= DISTINCT;
        return if names_a_place && distinct {
            Level::Same
        } else {
            Level::Touches
        };
    }
    // More was asked for than is recorded: the city in front, or a room behind.
    let behind = find(asked, town)
        .filter(|_| town.chars().count() >= 2)
        .and_then(|place| asked.get(place + town.len()..));
    match (behind, whole.get(town.len()..)) {
        (Some(asked), Some(recorded)) => {
            let (asked, recorded) = (asked.trim_matches('-'), recorded.trim_matches('-'));
            if begins(asked, recorded) || begins(recorded, asked) {
                Level::Same
            } else {
                Level::Touches
            }
        }
        _ => Level::Differs,
    }
}

/// Where a part stands without cutting a number in two.
fn find(whole: &str, part: &str) -> Option<usize> {
    whole
        .match_indices(part)
        .map(|(place, _)| place)
        .find(|place| {
            let before = whole.get(..*place).unwrap_or_default();
            let after = whole.get(place + part.len()..).unwrap_or_default();
            !(cuts(before, part) || cuts(part, after))
        })
}

fn begins(whole: &str, part: &str) -> bool {
    whole
        .strip_prefix(part)
        .is_some_and(|rest| part.is_empty() || !cuts(part, rest))
}

/// Whether a number runs from the end of one text into the beginning of the other.
fn cuts(before: &str, after: &str) -> bool {
    before.ends_with(|c: char| c.is_ascii_digit())
        && after.starts_with(|c: char| c.is_ascii_digit())
}
