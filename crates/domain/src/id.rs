//! Typed identifiers. Every one is a UUIDv7 made at the edge; nothing here draws one.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// The text is not an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a UUID")]
pub struct InvalidId;

macro_rules! typed_id {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The identifier as a UUID, for storage and wire types.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Uuid::parse_str(text).map(Self).map_err(|_| InvalidId)
            }
        }
    )+};
}

typed_id! {
    /// A registered person (登録者).
    ResidentId;
    /// One version of one statement about a resident (情報項目).
    FactId;
    /// A registration form (登録申出書).
    ApplicationId;
    /// One consent header with its rows (同意).
    ConsentId;
    /// One emergency (救急事案).
    IncidentId;
    /// One search within an incident (照会).
    LookupId;
    /// A user (利用者).
    AccountId;
    /// An institution (機関).
    OrganizationId;
    /// One recorded look, listing, refusal or miss (閲覧記録).
    AccessEntryId;
    /// A signed-in page session or an issued token.
    SessionId;
    /// One committed or dry intake of a file (取込).
    ImportId;
    /// Searches that were unusually many (検索が多いときの知らせ).
    SearchEventId;
    /// One backup of the whole database (バックアップ).
    BackupId;
}
