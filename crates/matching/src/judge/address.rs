//! Whether an address agrees.

use super::level::Level;
use crate::{
    asked::AskedPlace,
    normalize::{ends_a_city, is_kind_of_facility},
    sketch::Place,
};

/// The shortest part of what stands behind a town that tells one address from others.
const DISTINCT: usize = 3;

/// Compares: the same is the town from its beginning, or a distinct part of what stands behind it.
/// Some characters only, another block, a town of the same ending or a city in front that is not on
/// record and may be another touch it, and are no third item.
pub(crate) fn compare(asked: &AskedPlace, recorded: &Place) -> Level {
    let level = by_text(&asked.key, recorded);
    if level == Level::Same {
        return level;
    }
    if !asked.words.iter().any(|word| recorded.words.contains(word)) {
        return level;
    }
    // Without 町 behind the town, or with the kind in front of the name of a facility.
    let same = asked.words.first().is_some_and(|word| {
        let (mine, theirs) = (numbers(&asked.key), numbers(&recorded.whole));
        let town = asked.key.starts_with(word.as_str()) && stands_in_front(word, &recorded.town);
        let facility = mine.is_empty()
            && asked.words.len() == 1
            && recorded.words.contains(word)
            && asked
                .key
                .strip_suffix(word.as_str())
                .is_some_and(is_kind_of_facility);
        facility || (town && (begins(mine, theirs) || begins(theirs, mine)))
    });
    if same { Level::Same } else { Level::Touches }
}

/// From the first number on.
fn numbers(key: &str) -> &str {
    let first = key.find(|c: char| c.is_ascii_digit());
    first.and_then(|first| key.get(first..)).unwrap_or_default()
}

/// Whether a town begins with that word, behind its city if that is on record.
fn stands_in_front(word: &str, town: &str) -> bool {
    find(town, word).is_some_and(|place| is_begun(town, place))
}

/// Whether nothing or a city stands before that place.
fn is_begun(text: &str, place: usize) -> bool {
    let front = text.get(..place).unwrap_or_default();
    front.is_empty() || ends_a_city(front)
}

fn by_text(asked: &str, recorded: &Place) -> Level {
    let Place { whole, town, .. } = recorded;
    let names_a_place = asked.chars().any(|c| !c.is_ascii_digit() && c != '-');
    if let Some(place) = find(whole, asked) {
        let behind_the_town = place >= town.len() && asked.chars().count() >= DISTINCT;
        return if names_a_place && (is_begun(whole, place) || behind_the_town) {
            Level::Same
        } else {
            Level::Touches
        };
    }
    // More was asked for than is recorded: a room behind, or the city in front.
    let Some(place) = find(asked, town).filter(|_| town.chars().count() >= 2) else {
        return Level::Differs;
    };
    let (mine, theirs) = (asked.get(place + town.len()..), whole.get(town.len()..));
    match (mine, theirs) {
        (Some(mine), Some(theirs)) if place == 0 => {
            let (mine, theirs) = (mine.trim_matches('-'), theirs.trim_matches('-'));
            if begins(mine, theirs) || begins(theirs, mine) {
                Level::Same
            } else {
                Level::Touches
            }
        }
        _ => Level::Touches,
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
