//! Illnesses and operations.

use crate::{
    birth_date::PartialDate,
    text::{Code, Line},
};
use serde::{Deserialize, Serialize};

/// Whether it is being treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConditionStatus {
    /// 治療中
    Active,
    /// 既往
    Past,
    /// 手術歴
    Operation,
}

impl ConditionStatus {
    /// The stable name in the API and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Past => "past",
            Self::Operation => "operation",
        }
    }

    /// The word people read.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Active => "治療中",
            Self::Past => "既往",
            Self::Operation => "手術",
        }
    }
}

/// One illness or operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// Its name as said.
    pub name: Line,
    /// Whether it is being treated.
    pub status: ConditionStatus,
    /// ICD-10, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icd10: Option<Code>,
    /// Since when, or when it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<PartialDate>,
    /// What is left of it, or the days of treatment: 「右麻痺軽度」「月水金」.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Line>,
}

impl Condition {
    /// Reading order: treated now, past, operations.
    pub fn rank(&self) -> u32 {
        self.status as u32
    }
}
