//! One emergency (救急事案), from call to outcome.

use crate::{
    id::{AccountId, IncidentId, OrganizationId},
    text::Line,
    time::Instant,
};
use serde::{Deserialize, Serialize};

/// How the emergency began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A 119 call.
    Call119,
    /// The home doctor.
    HomeDoctor,
    /// A private alarm centre.
    AlarmCentre,
    /// A care facility.
    Facility,
    /// The person came to the emergency department themselves.
    WalkIn,
}

/// Why a crew looks without an incident number: the four reasons of the search screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LookReason {
    /// 出動中
    OnDuty,
    /// 転院搬送
    Transfer,
    /// 訓練
    Training,
    /// 照会依頼
    Inquiry,
}

impl LookReason {
    /// All four.
    pub const ALL: [Self; 4] = [Self::OnDuty, Self::Transfer, Self::Training, Self::Inquiry];

    /// The words on the button.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::OnDuty => "出動中",
            Self::Transfer => "転院搬送",
            Self::Training => "訓練",
            Self::Inquiry => "照会依頼",
        }
    }
}

/// What the incident rests on: the headquarters' number or one of the four reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The headquarters' number of the emergency.
    Number(IncidentNumber),
    /// A reason, when there is no number yet.
    Reason(LookReason),
}

/// A headquarters' own number of an emergency: 1 to 32 characters without controls.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IncidentNumber(String);

impl IncidentNumber {
    /// The number as shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for IncidentNumber {
    type Error = crate::Invalid;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let folded = crate::text::nfkc(&text).trim().to_owned();
        let length = folded.chars().count();
        if (1..=32).contains(&length) && !folded.chars().any(char::is_control) {
            Ok(Self(folded))
        } else {
            Err(crate::Invalid::new(
                "incident_number_malformed",
                "事案番号の長さが合いません",
                "1〜32文字で入れてください",
            ))
        }
    }
}

impl From<IncidentNumber> for String {
    fn from(number: IncidentNumber) -> Self {
        number.0
    }
}

/// How the search for the person ended, in the headquarters' statistics.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "search", content = "reason")]
pub enum SearchOutcome {
    /// A record was found and read.
    Hit,
    /// Searched, nobody found; the crew went on without a record.
    None(MissReason),
    /// Not searched, and why.
    NotSearched(Line),
}

/// Why a search found nobody, as far as the crew can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissReason {
    /// 未登録と思われる
    NotRegistered,
    /// 氏名などが分からない
    IdentityUnknown,
    /// 候補が一致しなかった
    NoMatch,
    /// 登録はあったのに、検索では出なかった
    FoundLater,
    /// 出動が取り消された
    Cancelled,
    /// 書かれていない
    Unstated,
}

impl MissReason {
    /// The reasons to choose from, in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::NotRegistered,
        Self::IdentityUnknown,
        Self::NoMatch,
        Self::FoundLater,
        Self::Cancelled,
    ];

    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotRegistered => "not_registered",
            Self::IdentityUnknown => "identity_unknown",
            Self::NoMatch => "no_match",
            Self::FoundLater => "found_later",
            Self::Cancelled => "cancelled",
            Self::Unstated => "unstated",
        }
    }

    /// The words on the page.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::NotRegistered => "未登録と思われる",
            Self::IdentityUnknown => "氏名・生年月日が分からず、検索できない",
            Self::NoMatch => "候補はあったが本人ではない",
            Self::FoundLater => "登録はあったが、検索では出なかった",
            Self::Cancelled => "出動が取り消された",
            Self::Unstated => "理由は書かれていない",
        }
    }
}

/// Where an incident stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IncidentState {
    /// Looks are possible.
    Open,
    /// Over; no look rests on it any more.
    Closed {
        /// How the search ended.
        search: SearchOutcome,
        /// When it was closed.
        at: Instant,
        /// By whom.
        by: AccountId,
    },
}

/// One emergency. It belongs to the institution that opened it: the fire headquarters, or the
/// hospital for a person who came by themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// Its identifier.
    pub id: IncidentId,
    /// The fire headquarters (or hospital) it belongs to.
    pub organization: OrganizationId,
    /// What it rests on.
    pub basis: Basis,
    /// How it began.
    pub origin: Origin,
    /// When the call came.
    pub called_at: Instant,
    /// Where, in the words of the dispatch centre.
    pub place: Option<Line>,
    /// Who opened it.
    pub opened_by: AccountId,
    /// When it was opened here.
    pub opened_at: Instant,
    /// Where it stands.
    pub state: IncidentState,
}

/// The incident is closed already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the incident is closed already")]
pub struct AlreadyClosed;

impl Incident {
    /// Hours after which an open incident no longer supports a look, so that a forgotten one
    /// cannot be used for days. Longer than any transport; the crew opens a new one by one tap.
    pub const LIVE_HOURS: i64 = 12;

    /// When the oldest emergency was opened on which a look may rest at `now`.
    pub fn oldest_live(now: Instant) -> Instant {
        Instant::from_second(now.as_second() - Self::LIVE_HOURS * 3600).unwrap_or(Instant::MIN)
    }

    /// Whether a look may rest on it at `now`.
    pub fn is_live(&self, now: Instant) -> bool {
        matches!(self.state, IncidentState::Open)
            && now.as_second() - self.opened_at.as_second() < Self::LIVE_HOURS * 3600
    }

    /// Closes it.
    ///
    /// Refuses one that is closed already, so that its first outcome stays in the statistics.
    pub fn close(
        mut self,
        search: SearchOutcome,
        at: Instant,
        by: AccountId,
    ) -> Result<Self, AlreadyClosed> {
        match self.state {
            IncidentState::Open => {
                self.state = IncidentState::Closed { search, at, by };
                Ok(self)
            }
            IncidentState::Closed { .. } => Err(AlreadyClosed),
        }
    }
}
