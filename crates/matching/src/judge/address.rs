//! Whether an address agrees.

use crate::key::address_of;
use tasuki_domain::fact::identity::Address;

/// What an asked-for address says about a recorded one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AddressVerdict {
    /// The town, or a distinct part of the whole.
    Agrees,
    /// Some characters only; shown, yet no third item.
    Touches,
    /// Another address.
    Differs,
}

/// The shortest part, apart from a town's beginning, that tells one address from others.
const DISTINCT: usize = 3;

/// Compares keys; the recorded address must not be a protected one.
pub(super) fn compare(asked: &str, recorded: &Address) -> AddressVerdict {
    let whole = address_of(recorded);
    let town = crate::normalize::address_key(recorded.town.as_str());
    let names_a_place = asked.chars().any(|c| !c.is_ascii_digit() && c != '-');
    if let Some(place) = find(&whole, asked) {
        let distinct = place == 0 || asked.chars().count() >= DISTINCT;
        return if names_a_place && distinct {
            AddressVerdict::Agrees
        } else {
            AddressVerdict::Touches
        };
    }
    // More was asked for than is recorded: the city in front, or a room behind.
    let behind = find(asked, &town)
        .filter(|_| town.chars().count() >= 2)
        .and_then(|place| asked.get(place + town.len()..));
    match (behind, whole.get(town.len()..)) {
        (Some(asked), Some(recorded)) => {
            let (asked, recorded) = (asked.trim_matches('-'), recorded.trim_matches('-'));
            if begins(asked, recorded) || begins(recorded, asked) {
                AddressVerdict::Agrees
            } else {
                AddressVerdict::Touches
            }
        }
        _ => AddressVerdict::Differs,
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
