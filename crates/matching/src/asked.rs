//! What the searcher asks for, folded once.

use crate::normalize::{
    address_key, consonants, ends_a_city, heard, in_consonants, is_kana_or_letters, kana_key,
    kana_of_letters, place_words, sound_key, written_key,
};
use std::collections::BTreeSet;
use tasuki_domain::{
    birth_date::{BirthDateInput, Reading},
    lookup::{Criteria, CriteriaItem},
    text::{KanaName, Line},
};

/// A part of a name as asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// As spelled: a kana key, or a key of the writing.
    pub key: String,
    /// How it sounds; empty for kanji.
    pub sound: String,
}

impl Part {
    fn kana(key: String) -> Self {
        let sound = sound_key(&key);
        Self { key, sound }
    }

    fn written(key: String) -> Self {
        let sound = String::new();
        Self { key, sound }
    }

    /// The consonants of kana, by which a name recorded in letters only may be found.
    pub fn consonants(&self) -> Option<String> {
        let kana = self.sound.chars().next().is_some_and(|c| !c.is_ascii());
        kana.then(|| consonants(&self.sound))
            .filter(|consonants| consonants.chars().count() >= 2)
    }

    /// The part as keys of the index have it.
    pub fn indexed(&self) -> String {
        if self.sound.is_empty() {
            self.key.clone()
        } else {
            heard(&self.sound)
        }
    }

    fn joined(parts: &[Self]) -> Self {
        Self {
            key: parts.iter().map(|part| part.key.as_str()).collect(),
            sound: parts.iter().map(|part| part.sound.as_str()).collect(),
        }
    }

    /// A piece of it, in the same script.
    pub fn piece(&self, key: &str) -> Self {
        if self.sound.is_empty() {
            Self::written(key.to_owned())
        } else {
            Self::kana(key.to_owned())
        }
    }

    /// Both sides of every place where it may be parted.
    pub fn splits(&self) -> impl Iterator<Item = (Self, Self)> {
        self.key.char_indices().skip(1).filter_map(|(at, _)| {
            let (first, second) = self.key.split_at_checked(at)?;
            Some((self.piece(first), self.piece(second)))
        })
    }
}

/// A way in which a name may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AskedName {
    /// A family and a given name.
    Two(Part, Part),
    /// One piece: a family name, a given name, the beginning of one, or both without a space.
    One(Part),
}

/// All ways in which one field of names may be meant; the best of them counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct AskedNames(pub Vec<AskedName>);

impl AskedNames {
    /// Family name first, or last as in most of the world; what lies between belongs to the given name.
    fn of(parts: Vec<Part>) -> Self {
        let mut names = Vec::new();
        match parts.as_slice() {
            [] => {}
            [one] => names.push(AskedName::One(one.clone())),
            [first, rest @ ..] => {
                names.push(AskedName::Two(first.clone(), Part::joined(rest)));
                if let Some((last, front)) = parts.split_last() {
                    names.push(AskedName::Two(last.clone(), Part::joined(front)));
                }
            }
        }
        Self(names)
    }

    /// The whole names, one for each order; of one piece only itself.
    pub fn wholes(&self) -> BTreeSet<String> {
        let whole = |name: &AskedName| match name {
            AskedName::Two(family, given) => format!("{}{}", family.indexed(), given.indexed()),
            AskedName::One(one) => one.indexed(),
        };
        self.0.iter().map(whole).collect()
    }

    /// The family and given names that it may have. One piece is parted wherever it may be.
    pub fn singles(&self) -> BTreeSet<String> {
        let mut singles = BTreeSet::new();
        for name in &self.0 {
            match name {
                AskedName::Two(family, given) => {
                    singles.extend([family.indexed(), given.indexed()])
                }
                AskedName::One(one) => {
                    singles.insert(one.indexed());
                    let splits = one.splits().take(LONGEST_PARTED);
                    singles.extend(splits.flat_map(|(a, b)| [a.indexed(), b.indexed()]));
                }
            }
        }
        singles
    }

    /// The consonants of its parts, as keys of names in letters have them.
    pub fn consonants(&self) -> BTreeSet<String> {
        let parts = self.0.iter().flat_map(|name| match name {
            AskedName::Two(family, given) => vec![family, given],
            AskedName::One(one) => vec![one],
        });
        parts
            .filter_map(Part::consonants)
            .map(|consonants| in_consonants(&consonants))
            .collect()
    }

    /// Whether some way of it is in one piece.
    pub fn in_one_piece(&self) -> bool {
        self.0.iter().any(|name| matches!(name, AskedName::One(_)))
    }
}

/// Places at which a name in one piece is parted at most.
const LONGEST_PARTED: usize = 12;

/// An address as asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AskedPlace {
    /// The folded text.
    pub key: String,
    /// The town and what has a name there.
    pub words: Vec<String>,
}

impl AskedPlace {
    /// None when nothing of the text is left.
    fn of(text: &str) -> Option<Self> {
        let key = address_key(text);
        let words = place_words(text);
        (!key.is_empty()).then_some(Self { key, words })
    }

    /// The same without the city in front of the town; none when there is none.
    pub fn within_its_city(&self) -> Option<Self> {
        let place = self.key.find(self.words.first()?.as_str())?;
        let (front, key) = self.key.split_at_checked(place)?;
        ends_a_city(front).then(|| Self {
            key: key.to_owned(),
            words: self.words.clone(),
        })
    }
}

/// A search, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// From the kana fields.
    pub kana: AskedNames,
    /// From the name field, when it has kana or letters only and so is its own kana.
    pub name_in_kana: AskedNames,
    /// From the name field as written.
    pub written: AskedNames,
    /// The address; none when nothing of it is left.
    pub place: Option<AskedPlace>,
}

impl Asked {
    /// Folds the criteria.
    pub fn of(criteria: &Criteria) -> Self {
        let fields = [&criteria.family_kana, &criteria.given_kana];
        let kana = fields.into_iter().flatten().map(KanaName::as_str);
        let kana: Vec<&str> = kana.flat_map(pieces).collect();
        let name = criteria.name.as_ref().map(Line::as_str).unwrap_or_default();
        let name: Vec<&str> = pieces(name).collect();
        let address = criteria.address.as_ref().map(Line::as_str);
        let named: Vec<String> = name.iter().map(|piece| kana_key(piece)).collect();
        let own_kana = is_kana_or_letters(&named.concat());
        Self {
            kana: in_kana(&kana),
            name_in_kana: if own_kana {
                in_kana(&name)
            } else {
                AskedNames::default()
            },
            written: if own_kana {
                AskedNames::default()
            } else {
                let parts = name.iter().map(|piece| written_key(piece));
                AskedNames::of(
                    parts
                        .filter(|key| !key.is_empty())
                        .map(Part::written)
                        .collect(),
                )
            },
            place: address.and_then(AskedPlace::of),
        }
    }

    /// The fields of names that were filled.
    pub fn names(&self) -> impl Iterator<Item = &AskedNames> {
        [&self.kana, &self.name_in_kana, &self.written]
            .into_iter()
            .filter(|names| !names.0.is_empty())
    }
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '・' | '･' | ',' | '，' | '、'))
        .filter(|piece| !piece.is_empty())
}

/// Kana, and letters as they are and as the kana that they may stand for.
fn in_kana(pieces: &[&str]) -> AskedNames {
    let keys = pieces.iter().map(|piece| kana_key(piece));
    let keys: Vec<String> = keys.filter(|key| !key.is_empty()).collect();
    let read: Option<Vec<Part>> = keys
        .iter()
        .map(|key| {
            let letters = key.starts_with(|c: char| c.is_ascii_uppercase());
            if letters {
                kana_of_letters(key).map(Part::kana)
            } else {
                None
            }
        })
        .collect();
    let mut names = AskedNames::of(keys.into_iter().map(Part::kana).collect());
    names.0.extend(AskedNames::of(read.unwrap_or_default()).0);
    names
}

/// The criteria without what says nothing once it is folded: an address of nothing but marks. What is
/// left has to be enough by itself.
pub fn meant(criteria: &Criteria) -> Criteria {
    let address = criteria.address.as_ref();
    let says_where = address.is_some_and(|address| AskedPlace::of(address.as_str()).is_some());
    if address.is_some() && !says_where {
        return criteria.clone().without(CriteriaItem::Address);
    }
    criteria.clone()
}

/// All readings of the birth date that was typed.
pub(crate) fn birth_readings(criteria: &Criteria) -> &[Reading] {
    match &criteria.birth_date {
        Some(BirthDateInput::Read(reading)) => std::slice::from_ref(reading),
        Some(BirthDateInput::Ambiguous(readings)) => readings,
        None => &[],
    }
}
