//! The town beside a name in a list, or why there is none.

use crate::{fact::identity::Address, summary::WithheldBecause, text::Line};

/// The town beside a name in a list. What is not recorded and what is not shown are two things, and
/// neither is ever told as the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListedTown {
    /// The town.
    Known(Line),
    /// No address is on record.
    NotRecorded,
    /// The address is protected (支援措置); whether one is on record is not said.
    Hidden,
}

impl ListedTown {
    /// The town of an address, unless the list may not show it.
    pub fn of(address: Option<Address>, hidden: bool) -> Self {
        match address {
            _ if hidden => Self::Hidden,
            Some(address) => Self::Known(address.town),
            None => Self::NotRecorded,
        }
    }

    /// The town, if it is shown.
    pub const fn known(&self) -> Option<&Line> {
        match self {
            Self::Known(town) => Some(town),
            Self::NotRecorded | Self::Hidden => None,
        }
    }

    /// Whether there is none because the address is protected.
    pub const fn is_hidden(&self) -> bool {
        matches!(self, Self::Hidden)
    }

    /// The town, or the words that stand where it would.
    pub fn words(&self) -> &str {
        match self {
            Self::Known(town) => town.as_str(),
            Self::NotRecorded => "町名は記録されていません",
            Self::Hidden => WithheldBecause::Protected.japanese(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_is_never_told_as_not_recorded() {
        let address = || {
            Some(Address {
                postal_code: None,
                town: "波の町2丁目".parse().unwrap(),
                rest: None,
            })
        };
        for (address, hidden, words) in [
            (address(), false, "波の町2丁目"),
            (None, false, "町名は記録されていません"),
            (address(), true, "保護の申出により住所は表示できません"),
            (None, true, "保護の申出により住所は表示できません"),
        ] {
            let town = ListedTown::of(address, hidden);
            assert_eq!(town.words(), words);
            assert_eq!(town.is_hidden(), hidden);
            assert_eq!(town.known().is_some(), words == "波の町2丁目");
        }
    }
}
