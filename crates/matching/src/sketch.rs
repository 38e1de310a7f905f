//! What a search compares a person by, folded once when the person is recorded.

use crate::{
    name::NameKeys,
    normalize::{address_key, place_words},
};
use serde::{Deserialize, Serialize};
use tasuki_domain::{
    birth_date::PartialDate,
    fact::identity::{Address, Identity, Sex},
    text::Line,
};

/// The folded identity of a registered person. It is kept beside the search keys, so that weighing
/// some hundred people neither reads their records nor folds their names again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch {
    /// The name and every other name.
    #[serde(rename = "n")]
    pub(crate) names: Vec<NameKeys>,
    /// The birth date as recorded.
    #[serde(rename = "b")]
    pub(crate) birth: PartialDate,
    /// The sex as recorded.
    #[serde(rename = "s")]
    pub(crate) sex: Sex,
    /// The address; none when none is recorded, and never a protected one (支援措置).
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    pub(crate) place: Option<Place>,
    /// Telephone numbers, digits only.
    #[serde(rename = "p", default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) phones: Vec<String>,
}

/// An address, folded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    /// Town, block and building.
    #[serde(rename = "w")]
    pub whole: String,
    /// The town.
    #[serde(rename = "t")]
    pub town: String,
    /// The town and what has a name there, as people are looked for by them.
    #[serde(rename = "k")]
    pub words: Vec<String>,
}

impl Sketch {
    /// Folds an identity.
    pub fn of(identity: &Identity, protected_address: bool) -> Self {
        let address = identity.address.as_ref().filter(|_| !protected_address);
        Self {
            names: NameKeys::all_of(identity),
            birth: identity.birth_date,
            sex: identity.sex,
            place: address.map(Place::of),
            phones: identity
                .phones
                .iter()
                .map(|phone| phone.digits().to_owned())
                .collect(),
        }
    }
}

impl Place {
    /// A town that ends in a number and a block stay apart.
    fn of(address: &Address) -> Self {
        let rest = address.rest.as_ref().map(Line::as_str).unwrap_or_default();
        let whole = address_key(&format!("{} {rest}", address.town.as_str()));
        Self {
            words: place_words(&format!("{} {rest}", address.town.as_str())),
            town: address_key(address.town.as_str()),
            whole,
        }
    }
}
