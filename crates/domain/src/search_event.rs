//! Searches that were unusually many (検索が多いときの知らせ), for the privacy officer to look into.

use crate::{
    id::{AccountId, OrganizationId, SearchEventId},
    text::Line,
    time::Instant,
};

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident, $code:literal, $japanese:literal, $per:literal;)+) => {
        /// What was unusual.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum SearchEventKind { $($(#[$doc])* $variant,)+ }

        impl SearchEventKind {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable name in the API and in storage.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The words of the list.
            pub const fn japanese(self) -> &'static str {
                match self { $(Self::$variant => $japanese,)+ }
            }

            /// What is counted, in which window: 「1時間の検索」.
            pub const fn counts(self) -> &'static str {
                match self { $(Self::$variant => $per,)+ }
            }

            /// What is counted is told with: 「60回」, 「240人」.
            pub const fn counter(self) -> &'static str {
                match self {
                    Self::AccountListed => "人",
                    _ => "回",
                }
            }

            /// The kind of that code, if there is one.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

kinds! {
    /// One account searched often.
    AccountSearches, "account_searches", "一人の利用者の検索が多い", "1時間の検索";
    /// One account found nobody, often.
    AccountMisses, "account_misses", "一人の利用者の検索で該当なしが多い", "1時間の該当なし";
    /// Many people were listed for one account.
    AccountListed, "account_listed", "一人の利用者に多くの登録者が表示された", "1日に表示された登録者";
    /// One account was refused often for too little to search with.
    AccountRefused, "account_refused", "条件の足りない検索が多い", "1時間の断られた検索";
    /// A search was stopped because a bound was met.
    Stopped, "stopped", "検索が上限で止まった", "1時間に止まった検索";
    /// An institution searched often.
    OrganizationSearches, "organization_searches", "機関の検索が多い", "1時間の検索";
}

/// Searches that were unusually many, once per window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchEvent {
    /// Its identifier.
    pub id: SearchEventId,
    /// What was unusual.
    pub kind: SearchEventKind,
    /// At which institution.
    pub organization: OrganizationId,
    /// Whose searches; none when it is the institution's as a whole.
    pub account: Option<AccountId>,
    /// When the hour or the day began.
    pub window_start: Instant,
    /// How many there were when it was noticed.
    pub counted: u32,
    /// From how many on it is noticed.
    pub bound: u32,
    /// What is usual there in such a window; none without a past to compare with.
    pub usual: Option<u32>,
    /// When it was noticed.
    pub at: Instant,
}

/// That somebody looked into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchEventReview {
    /// Who.
    pub by: AccountId,
    /// When.
    pub at: Instant,
    /// What they found, in a line without names.
    pub note: Line,
}
