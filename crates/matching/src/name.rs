//! The keys of a person's names, shared by what is stored and what is judged.

use crate::normalize;
use tasuki_domain::{
    fact::identity::{Identity, OtherNameKind, PersonName},
    text::{KanaName, Line},
};

/// The keys of one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NameKeys {
    /// As written: family name first, then given name first when there is one.
    pub written: Vec<String>,
    /// As written, the family name alone.
    pub written_family: String,
    /// The kana on record, and the name itself when it is written in kana or letters.
    pub kana: Vec<KanaKeys>,
}

/// The keys of one reading of a name; empty text where nothing is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KanaKeys {
    /// Family name.
    pub family: String,
    /// Given name.
    pub given: String,
    /// Whether every written part has its kana, so that it may be called the full name.
    pub complete: bool,
}

impl KanaKeys {
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

    fn of(name: &PersonName) -> Self {
        let family = normalize::written_key(name.family.as_str());
        let given = name.given.as_ref().map(Line::as_str).unwrap_or_default();
        let given = normalize::written_key(given);
        let mut written = vec![format!("{family}{given}")];
        if !given.is_empty() {
            written.push(format!("{given}{family}"));
        }
        let key = |kana: &Option<KanaName>| {
            kana.as_ref()
                .map(|kana| normalize::kana_key(kana.as_str()))
                .unwrap_or_default()
        };
        let recorded = KanaKeys {
            family: key(&name.family_kana),
            given: key(&name.given_kana),
            complete: name.family_kana.is_some()
                && (name.given.is_none() || name.given_kana.is_some()),
        };
        let itself = KanaKeys {
            family: normalize::kana_key(name.family.as_str()),
            given: normalize::kana_key(name.given.as_ref().map(Line::as_str).unwrap_or_default()),
            complete: true,
        };
        let mut kana = Vec::new();
        if !recorded.full().is_empty() {
            kana.push(recorded);
        }
        if normalize::is_kana_or_letters(&itself.full()) && !kana.contains(&itself) {
            kana.push(itself);
        }
        Self {
            written,
            written_family: family,
            kana,
        }
    }
}
