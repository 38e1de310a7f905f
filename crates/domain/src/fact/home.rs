//! How to get in and who lives there.

use crate::text::{Line, Note};
use serde::{Deserialize, Serialize};

/// The household (世帯), as emergency forms ask it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Household {
    /// 独居
    Alone,
    /// 高齢者のみ
    ElderlyOnly,
    /// 日中独居
    AloneByDay,
    /// 同居
    WithFamily,
    /// 施設
    Facility,
}

impl Household {
    /// The words on the summary.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Alone => "独居",
            Self::ElderlyOnly => "高齢者のみの世帯",
            Self::AloneByDay => "日中独居",
            Self::WithFamily => "家族と同居",
            Self::Facility => "施設",
        }
    }
}

/// How to get in and who lives there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Home {
    /// The household.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub household: Option<Household>,
    /// Where the key is or who holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Line>,
    /// How to pass the entrance (オートロック).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entrance: Option<Line>,
    /// Who lives there too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cohabitants: Option<Line>,
    /// Animals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub animals: Option<Line>,
    /// What to mind when carrying the person out (搬出の注意).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrying_out: Option<Note>,
    /// Where the paper kit is kept (保管場所).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper_kit: Option<Line>,
}
