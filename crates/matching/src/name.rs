//! The keys of a person's names, shared by what is stored and what is judged.

use crate::normalize;
use serde::{Deserialize, Serialize};
use tasuki_domain::{
    fact::identity::{Identity, OtherNameKind, PersonName},
    text::{KanaName, Line},
};

/// The keys of one name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NameKeys {
    /// As written, the family name, or the whole of an undivided one.
    #[serde(rename = "f")]
    pub family: String,
    /// As written, the given name.
    #[serde(rename = "g", default, skip_serializing_if = "String::is_empty")]
    pub given: String,
    /// The kana on record, and the name itself when it is written in kana or letters.
    #[serde(rename = "k", default, skip_serializing_if = "Vec::is_empty")]
    pub kana: Vec<KanaKeys>,
}

/// The keys of one reading of a name; empty text where nothing is recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KanaKeys {
    /// Family name.
    #[serde(rename = "f")]
    pub family: String,
    /// Given name.
    #[serde(rename = "g", default, skip_serializing_if = "String::is_empty")]
    pub given: String,
    /// How the family name sounds.
    #[serde(rename = "s")]
    pub family_sound: String,
    /// How the given name sounds.
    #[serde(rename = "t", default, skip_serializing_if = "String::is_empty")]
    pub given_sound: String,
    /// Whether every written part has its kana, so that it may be called the full name.
    #[serde(rename = "c")]
    pub complete: bool,
}

impl KanaKeys {
    /// Folds what is already a kana key.
    pub fn new(family: String, given: String, complete: bool) -> Self {
        Self {
            family_sound: normalize::sound_key(&family),
            given_sound: normalize::sound_key(&given),
            family,
            given,
            complete,
        }
    }

    /// Family and given name joined.
    pub fn full(&self) -> String {
        format!("{}{}", self.family, self.given)
    }
}

impl NameKeys {
    /// The keys of the name and of every other name of a person.
    pub fn all_of(identity: &Identity) -> Vec<Self> {
        let main = &identity.name;
        std::iter::once(Self::of(main))
            .chain(identity.other_names.iter().map(|other| {
                let mut name = other.name.clone();
                // A former family name is told without the given name, which has not changed.
                if other.kind == OtherNameKind::Former && name.given.is_none() {
                    name.given.clone_from(&main.given);
                    name.given_kana.clone_from(&main.given_kana);
                }
                Self::of(&name)
            }))
            .collect()
    }

    /// As written: family name first, then given name first when there is one.
    pub fn written(&self) -> impl Iterator<Item = String> {
        let Self { family, given, .. } = self;
        let turned = (!given.is_empty()).then(|| format!("{given}{family}"));
        std::iter::once(format!("{family}{given}")).chain(turned)
    }

    fn of(name: &PersonName) -> Self {
        let given = name.given.as_ref().map(Line::as_str).unwrap_or_default();
        let key = |kana: &Option<KanaName>| {
            kana.as_ref()
                .map(|kana| normalize::kana_key(kana.as_str()))
                .unwrap_or_default()
        };
        let recorded = KanaKeys::new(
            key(&name.family_kana),
            key(&name.given_kana),
            name.family_kana.is_some() && (name.given.is_none() || name.given_kana.is_some()),
        );
        let itself = KanaKeys::new(
            normalize::kana_key(name.family.as_str()),
            normalize::kana_key(given),
            true,
        );
        let mut kana = Vec::new();
        if !recorded.full().is_empty() {
            kana.push(recorded);
        }
        if normalize::is_kana_or_letters(&itself.full()) && !kana.contains(&itself) {
            kana.push(itself);
        }
        Self {
            family: normalize::written_key(name.family.as_str()),
            given: normalize::written_key(given),
            kana,
        }
    }
}
