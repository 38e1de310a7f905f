//! A registered person (登録者).

use crate::{
    card::CardNumber,
    id::ResidentId,
    municipality::MunicipalityCode,
    time::{Date, Instant},
};

/// A registered person. What is said *about* them are facts; this is the registration itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resident {
    /// Their identifier.
    pub id: ResidentId,
    /// The municipality that registered them.
    pub municipality: MunicipalityCode,
    /// The number on their card.
    pub card: CardNumber,
    /// The municipality's own number for them in roster files, if it gave one.
    pub roster_key: Option<RosterKey>,
    /// 支援措置: the address is never shown to anyone but the registering city, even in an override.
    pub protected_address: bool,
    /// Where the registration stands.
    pub registration: Registration,
    /// Raised by every change of facts, consents or registration; the ETag.
    pub version: i64,
    /// When they were registered.
    pub registered_at: Instant,
}

/// Where a registration stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registration {
    /// Registered.
    Active,
    /// Moved out of the municipality on that day.
    MovedAway(Date),
    /// Died on that day, as reported.
    Deceased(Date),
}

/// A municipality's own number for a resident: 1 to 32 of ASCII letters, digits and `-`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RosterKey(String);

impl RosterKey {
    /// The number as stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for RosterKey {
    type Err = crate::Invalid;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let folded: String = crate::text::nfkc(text).trim().to_ascii_uppercase();
        if (1..=32).contains(&folded.len())
            && folded
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        {
            Ok(Self(folded))
        } else {
            Err(crate::Invalid::new(
                "roster_key_malformed",
                "登録番号に使えない文字か長さです",
                "半角の英数字と - で32文字までにしてください",
            ))
        }
    }
}
