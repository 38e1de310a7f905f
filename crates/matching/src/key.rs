//! Search keys: what a resident can be found by.

use crate::{name::NameKeys, normalize};
use std::collections::BTreeSet;
use tasuki_domain::{
    card::CardNumber,
    fact::identity::{Address, Identity},
    text::Line,
};

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

            /// The kind of that code, if there is one.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

key_kinds! {
    /// The eight digits of the card.
    Card, "card";
    /// A whole telephone number.
    Phone, "phone";
    /// Its last four digits.
    PhoneLast4, "phone_last4";
    /// Kana of the family name.
    FamilyKana, "family_kana";
    /// Kana of the given name.
    GivenKana, "given_kana";
    /// Kana of the whole name, family name first.
    FullKana, "full_kana";
    /// How the family name sounds.
    FamilySound, "family_sound";
    /// How the given name sounds.
    GivenSound, "given_sound";
    /// How the whole name sounds, family name first.
    FullSound, "full_sound";
    /// The whole name as written, once family name first and once given name first.
    Written, "written";
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
    /// The folded value.
    pub value: String,
}

/// Everything a resident can be found by, sorted and without repetition.
///
/// A protected address yields no key, so that no search can ask about it.
pub fn keys_of(card: CardNumber, identity: &Identity, protected_address: bool) -> Vec<SearchKey> {
    let mut keys = BTreeSet::new();
    let mut add = |kind, value: String| {
        if !value.is_empty() {
            keys.insert(SearchKey { kind, value });
        }
    };
    add(KeyKind::Card, card.digits());
    add(KeyKind::BirthDate, identity.birth_date.to_string());
    for phone in &identity.phones {
        add(KeyKind::Phone, phone.digits().to_owned());
        add(KeyKind::PhoneLast4, phone.last4().to_owned());
    }
    for name in NameKeys::all_of(identity) {
        for written in name.written {
            add(KeyKind::Written, written);
        }
        for kana in name.kana {
            add(KeyKind::FamilySound, normalize::sound_key(&kana.family));
            add(KeyKind::GivenSound, normalize::sound_key(&kana.given));
            add(KeyKind::FullSound, normalize::sound_key(&kana.full()));
            add(KeyKind::FullKana, kana.full());
            add(KeyKind::FamilyKana, kana.family);
            add(KeyKind::GivenKana, kana.given);
        }
    }
    if let Some(address) = identity.address.as_ref().filter(|_| !protected_address) {
        add(KeyKind::Address, address_of(address));
    }
    keys.into_iter().collect()
}

/// The keys of a person's whole names, as written and in kana: two people who share one and their
/// birth date may be the same. Who has no kana is known by the writing alone.
pub fn whole_names_of(identity: &Identity) -> BTreeSet<SearchKey> {
    let mut keys = BTreeSet::new();
    for name in NameKeys::all_of(identity) {
        let kana = name.kana.iter().filter(|kana| kana.complete);
        let kana = kana.map(|kana| (KeyKind::FullKana, kana.full()));
        let written = name
            .written
            .into_iter()
            .map(|name| (KeyKind::Written, name));
        let of_name = kana.chain(written).filter(|(_, value)| !value.is_empty());
        keys.extend(of_name.map(|(kind, value)| SearchKey { kind, value }));
    }
    keys
}

/// The key of a recorded address; a town that ends in a number and a block stay apart.
pub(crate) fn address_of(address: &Address) -> String {
    let rest = address.rest.as_ref().map(Line::as_str).unwrap_or_default();
    normalize::address_key(&format!("{} {rest}", address.town.as_str()))
}
