//! Allergies and adverse reactions.

use crate::{birth_date::PartialDate, text::Line};
use serde::{Deserialize, Serialize};

/// To what kind of thing, after the national split of the six items of information.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agent {
    /// 薬
    Drug,
    /// 造影剤
    ContrastMedium,
    /// 食品
    Food,
    /// ラテックス・環境
    Environment,
    /// その他
    Other,
}

impl Agent {
    /// All.
    pub const ALL: &[Self] = &[
        Self::Drug,
        Self::ContrastMedium,
        Self::Food,
        Self::Environment,
        Self::Other,
    ];

    /// The stable name in the API and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Drug => "drug",
            Self::ContrastMedium => "contrast_medium",
            Self::Food => "food",
            Self::Environment => "environment",
            Self::Other => "other",
        }
    }

    /// The word people read.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Drug => "薬",
            Self::ContrastMedium => "造影剤",
            Self::Food => "食品",
            Self::Environment => "ラテックス・環境",
            Self::Other => "その他",
        }
    }
}

/// How bad it was, only as recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// アナフィラキシー歴
    Anaphylaxis,
    /// 重い
    Severe,
    /// 軽い
    Mild,
}

impl Severity {
    /// The stable name in the API and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Anaphylaxis => "anaphylaxis",
            Self::Severe => "severe",
            Self::Mild => "mild",
        }
    }

    /// The words people read.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Anaphylaxis => "アナフィラキシー歴",
            Self::Severe => "重い反応",
            Self::Mild => "軽い反応",
        }
    }
}

/// One allergy or adverse reaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allergy {
    /// To what, as said.
    pub substance: Line,
    /// What kind of thing that is.
    pub agent: Agent,
    /// What happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reaction: Option<Line>,
    /// How bad it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<PartialDate>,
}

impl Allergy {
    /// Reading order: life-threatening first, then drugs and contrast media before food.
    pub fn rank(&self) -> u32 {
        let severity = match self.severity {
            Some(Severity::Anaphylaxis) => 0,
            Some(Severity::Severe) => 1,
            Some(Severity::Mild) | None => 2,
        };
        severity * 10 + self.agent as u32
    }
}
