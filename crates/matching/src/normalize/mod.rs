//! Folding of text into search keys. Every function is pure and idempotent: the key of a key is
//! the key.

mod address;
mod consonants;
mod kana;
mod place;
mod romaji;
mod variants;
mod written;

pub use address::address_key;
pub use consonants::consonants;
pub(crate) use consonants::in_consonants;
pub use kana::{heard, is_kana_or_letters, kana_key, plain_voice, sound_key};
pub use place::place_words;
pub(crate) use place::{ends_a_city, is_kind_of_facility};
pub use romaji::kana_of_letters;
pub use written::written_key;

/// Applies a folding until nothing changes. One round may bring together what the next one folds
/// (a base letter and the mark behind a removed space), and a key must not depend on rounds.
fn settle(text: &str, fold: impl Fn(&str) -> String) -> String {
    let mut current = fold(text);
    // Each round shortens the text or replaces a character for good; two or three are usual.
    for _ in 0..current.len().saturating_add(4) {
        let next = fold(&current);
        if next == current {
            break;
        }
        current = next;
    }
    current
}

#[cfg(test)]
mod tests;
