//! Search keys: what a resident can be found by.

use crate::{
    Sketch,
    name::{KanaKeys, NameKeys},
    normalize::{consonants, heard, in_consonants},
};
use std::{collections::BTreeSet, fmt};
use tasuki_domain::{birth_date::PartialDate, card::CardNumber, fact::identity::Identity};

macro_rules! key_kinds {
    ($($(#[$doc:meta])* $variant:ident, $code:literal;)+) => {
        /// What a search key is made of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum KeyKind { $($(#[$doc])* $variant,)+ }

        impl KeyKind {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable name in storage.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }
    };
}

key_kinds! {
    /// The eight digits of the card.
    Card, "card";
    /// A whole telephone number.
    Phone, "phone";
    /// Its last four digits and a part of a name.
    PhoneName, "phone_name";
    /// Kana of the name as spelled, family name first, as far as they are on record, and the birth
    /// date.
    Kana, "kana";
    /// The whole name as written and the birth date, once family name first and once given name
    /// first.
    Written, "written";
    /// A part of a name and the birth date in ISO text, as precisely as known.
    NameDate, "name_date";
    /// A part of a name, the month and the day of birth: whatever the year.
    NameDay, "name_day";
    /// A word of the address and the whole name.
    PlaceName, "place_name";
    /// A word of the address, the family or the given name, and the birth date.
    PlaceNameDate, "place_name_date";
    /// A word of the address, the family or the given name, the month and the day of birth.
    PlaceNameDay, "place_name_day";
    /// A word of the address and the birth date.
    PlaceDate, "place_date";
    /// The birth date in ISO text, as precisely as known.
    BirthDate, "birth_date";
    /// Town, block and building.
    Address, "address";
}

/// One thing a resident can be found by.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SearchKey {
    /// Made of what.
    pub kind: KeyKind,
    /// The folded value; the parts of a compound one have a bar between.
    pub value: String,
}

impl SearchKey {
    /// A key of one part.
    pub fn new(kind: KeyKind, value: impl Into<String>) -> Self {
        let value = value.into();
        Self { kind, value }
    }

    /// A key of two parts.
    pub fn pair(kind: KeyKind, first: &str, second: impl fmt::Display) -> Self {
        Self::new(kind, format!("{first}|{second}"))
    }

    /// The text under which it is stored.
    pub fn text(&self) -> String {
        format!("{}:{}", self.kind.code(), self.value)
    }
}

/// Everything a resident can be found by, sorted and without repetition.
///
/// Most keys join two things that a searcher knows, so that each finds a handful of people among a
/// million, and the search has one pair left whichever item is wrong. The parts of a name are the
/// family name, the given name and both, as heard (without long vowels) and as written; they stand
/// in one key whichever they are, so a name turned round finds the same people. A protected address
/// yields no key, so that no search can ask about it.
pub fn keys_of(card: CardNumber, sketch: &Sketch) -> Vec<SearchKey> {
    let mut keys = BTreeSet::new();
    keys.insert(SearchKey::new(KeyKind::Card, card.digits()));
    keys.insert(SearchKey::new(KeyKind::BirthDate, sketch.birth.to_string()));
    for phone in &sketch.phones {
        keys.insert(SearchKey::new(KeyKind::Phone, phone.clone()));
    }
    let words = sketch.place.as_ref().map(|place| place.words.as_slice());
    let words = words.unwrap_or_default();
    for word in words {
        keys.insert(SearchKey::pair(KeyKind::PlaceDate, word, sketch.birth));
    }
    if let Some(place) = &sketch.place {
        keys.insert(SearchKey::new(KeyKind::Address, place.whole.clone()));
    }
    for name in &sketch.names {
        keys.extend(whole_names(name, sketch.birth));
        // A register is listed by the beginning of the kana, also of who has them of one name only.
        keys.extend(in_kana(&name.kana, sketch.birth));
        let parts = Parts::of(name);
        for part in parts.wholes.iter().chain(&parts.singles) {
            keys.insert(SearchKey::pair(KeyKind::NameDate, part, sketch.birth));
            if let PartialDate::Day(day) = sketch.birth {
                keys.insert(SearchKey::pair(KeyKind::NameDay, part, month_and_day(day)));
            }
            for phone in &sketch.phones {
                keys.insert(SearchKey::pair(KeyKind::PhoneName, last4(phone), part));
            }
        }
        for word in words {
            for whole in &parts.wholes {
                keys.insert(SearchKey::pair(KeyKind::PlaceName, word, whole));
            }
            for single in &parts.singles {
                let named = format!("{word}|{single}");
                keys.insert(SearchKey::pair(
                    KeyKind::PlaceNameDate,
                    &named,
                    sketch.birth,
                ));
                if let PartialDate::Day(day) = sketch.birth {
                    let day = month_and_day(day);
                    keys.insert(SearchKey::pair(KeyKind::PlaceNameDay, &named, day));
                }
            }
        }
    }
    keys.retain(|key| !key.value.is_empty() && key.value.len() <= LONGEST);
    keys.into_iter().collect()
}

/// Bytes of a key's value at most. PostgreSQL refuses index rows from 2,700 bytes on; a name and an
/// address of the greatest length have 1,500.
const LONGEST: usize = 2_000;

/// 「03-02」
pub(crate) fn month_and_day(day: tasuki_domain::time::Date) -> String {
    format!("{:02}-{:02}", day.month(), day.day())
}

/// The last four digits.
pub(crate) fn last4(digits: &str) -> &str {
    digits
        .get(digits.len().saturating_sub(4)..)
        .unwrap_or_default()
}

/// The parts of a name that keys are made of, each once.
struct Parts {
    /// Both names.
    wholes: BTreeSet<String>,
    /// One of them.
    singles: BTreeSet<String>,
}

impl Parts {
    fn of(name: &NameKeys) -> Self {
        let (mut wholes, mut singles) = (BTreeSet::new(), BTreeSet::new());
        for kana in &name.kana {
            // Whoever has letters only is asked for in kana.
            for part in [&kana.family, &kana.given] {
                if part.starts_with(|c: char| c.is_ascii_uppercase()) {
                    let consonants = consonants(part);
                    if consonants.chars().count() >= 2 {
                        singles.insert(in_consonants(&consonants));
                    }
                }
            }
            let (family, given) = (heard(&kana.family_sound), heard(&kana.given_sound));
            wholes.insert(format!("{family}{given}"));
            singles.extend([family, given]);
        }
        wholes.insert(format!("{}{}", name.family, name.given));
        singles.extend([name.family.clone(), name.given.clone()]);
        wholes.remove("");
        singles.remove("");
        Self { wholes, singles }
    }
}

/// The keys of a person's whole names with the birth date, as written and in kana: two people who
/// share one may be the same. Who has no kana is known by the writing alone.
pub fn whole_names_of(identity: &Identity) -> BTreeSet<SearchKey> {
    let names = NameKeys::all_of(identity);
    names
        .iter()
        .flat_map(|name| whole_names(name, identity.birth_date))
        .collect()
}

/// The whole name, in kana where it has them all, and as written.
pub(crate) fn whole_names(name: &NameKeys, birth: PartialDate) -> impl Iterator<Item = SearchKey> {
    let kana = name.kana.iter().filter(|kana| kana.complete);
    let written = name.written().filter(|full| !full.is_empty());
    in_kana(kana, birth)
        .chain(written.map(move |full| SearchKey::pair(KeyKind::Written, &full, birth)))
}

fn in_kana<'k>(
    kana: impl IntoIterator<Item = &'k KanaKeys>,
    birth: PartialDate,
) -> impl Iterator<Item = SearchKey> {
    let full = kana.into_iter().map(KanaKeys::full);
    full.filter(|full| !full.is_empty())
        .map(move |full| SearchKey::pair(KeyKind::Kana, &full, birth))
}
