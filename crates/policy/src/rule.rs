//! The rows of the disclosure table.

use crate::Situation;
use std::collections::BTreeSet;
use tasuki_domain::{
    Category,
    access::Action,
    consent::{Purpose, RecipientClass},
    fact::FactKind,
    role::Role,
};

/// How much of a category leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Only whether something is recorded; that somebody checked that there is none is a record.
    Existence,
    /// The gist.
    Brief,
    /// The content.
    Full,
}

impl Level {
    /// All levels, least first.
    pub const ALL: &[Self] = &[Self::Existence, Self::Brief, Self::Full];

    /// The stable name in the disclosure table.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Existence => "existence",
            Self::Brief => "brief",
            Self::Full => "full",
        }
    }

    /// The name people read.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Existence => "記録の有無だけ",
            Self::Brief => "概略",
            Self::Full => "内容",
        }
    }

    /// The level of that code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|level| level.code() == code)
    }

    /// The next lower level; none below existence.
    pub const fn below(self) -> Option<Self> {
        match self {
            Self::Existence => None,
            Self::Brief => Some(Self::Existence),
            Self::Full => Some(Self::Brief),
        }
    }
}

/// What a rule is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RulePurpose {
    /// 救急
    Emergency,
    /// 療養・介護
    Care,
    /// 災害
    Disaster,
    /// 登録事務
    Registration,
    /// 本人による確認
    OwnRecord,
    /// 閲覧の点検
    Oversight,
    /// 目的を問わない; of `never` rows only.
    Any,
}

impl RulePurpose {
    /// All purposes.
    pub const ALL: &[Self] = &[
        Self::Emergency,
        Self::Care,
        Self::Disaster,
        Self::Registration,
        Self::OwnRecord,
        Self::Oversight,
        Self::Any,
    ];

    /// The stable name in the disclosure table.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::Care => "care",
            Self::Disaster => "disaster",
            Self::Registration => "registration",
            Self::OwnRecord => "own_record",
            Self::Oversight => "oversight",
            Self::Any => "any",
        }
    }

    /// The name people read.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Emergency => "救急",
            Self::Care => "療養・介護",
            Self::Disaster => "災害",
            Self::Registration => "登録事務",
            Self::OwnRecord => "本人による確認",
            Self::Oversight => "閲覧の点検",
            Self::Any => "目的を問わない",
        }
    }

    /// The purpose of that code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|purpose| purpose.code() == code)
    }

    /// Whether consent given for `purpose` can carry a rule of this one.
    pub(crate) fn agrees_with(self, purpose: Purpose) -> bool {
        matches!(
            (self, purpose),
            (Self::Emergency, Purpose::Emergency)
                | (Self::Care, Purpose::Care)
                | (Self::Disaster, Purpose::Disaster)
        )
    }
}

/// One row of the table: who, when, on what ground, what and how much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its name in access entries.
    pub id: String,
    /// Whom it speaks of, as written.
    pub roles: Vec<Role>,
    /// What for.
    pub purpose: RulePurpose,
    /// When it applies.
    pub situation: Situation,
    /// The consent it rests on; none when it rests on `basis` alone.
    pub consent: Option<(RecipientClass, Purpose)>,
    /// What it speaks of, as written.
    pub categories: Vec<Category>,
    /// How much leaves; of a `never` row, the level from which nothing leaves.
    pub level: Level,
    /// Whether it takes away instead of permitting; such rows win over all.
    pub never: bool,
    /// The legal basis.
    pub basis: String,
    /// The sentence shown to residents.
    pub sentence: String,
}

impl Rule {
    /// Whether it speaks of that role in one of those situations.
    pub(crate) fn applies(&self, role: Role, situations: &BTreeSet<Situation>) -> bool {
        self.roles.contains(&role) && situations.contains(&self.situation)
    }
}

/// Who may do a thing at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionRow {
    /// What.
    pub action: Action,
    /// Who.
    pub roles: Vec<Role>,
    /// The sentence shown to residents.
    pub sentence: String,
}

/// As what a role may record wishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WishRecording {
    /// Only as heard, not confirmed by a physician (聞き取り).
    Heard,
    /// As confirmed by a physician, too.
    Confirmed,
}

impl WishRecording {
    /// The value of that code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "heard" => Some(Self::Heard),
            "confirmed" => Some(Self::Confirmed),
            _ => None,
        }
    }
}

/// What a role may replace, take back or set aside by "none".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Superseding {
    /// Only what is shown to it in full.
    Shown,
    /// Also what its own institution recorded, though it is not shown.
    Own,
}

impl Superseding {
    /// The value of that code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "shown" => Some(Self::Shown),
            "own" => Some(Self::Own),
            _ => None,
        }
    }
}

/// Which kinds of facts a role may record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordingRow {
    /// Who.
    pub roles: Vec<Role>,
    /// Which kinds.
    pub kinds: Vec<FactKind>,
    /// As what wishes; none when the row has no wishes.
    pub wishes: Option<WishRecording>,
    /// What of others' records they may supersede.
    pub supersedes: Superseding,
    /// Whether they may record what the person did not consent to have collected.
    pub without_collection: bool,
    /// The sentence shown to residents.
    pub sentence: String,
}
