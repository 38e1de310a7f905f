//! `/officer/residents`: the registered people of the city.

use crate::{Field, Frame};
use askama::Template;

/// Where a resident's consent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentStanding {
    /// Every category is permitted to someone.
    Given,
    /// Some are.
    Partly,
    /// Withdrawn.
    Withdrawn,
    /// Its last day has passed.
    Expired,
    /// Never given.
    Absent,
}

impl ConsentStanding {
    /// The words in the list.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Given => "あり",
            Self::Partly => "一部",
            Self::Withdrawn => "撤回",
            Self::Expired => "期限切れ",
            Self::Absent => "なし",
        }
    }
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResidentLine {
    /// The identifier.
    pub id: String,
    /// 「山田　花子」
    pub name: String,
    /// 「ヤマダ　ハナコ」; empty for a person without kana.
    pub kana: String,
    /// 「昭和15年3月2日（1940）」
    pub birth_date: String,
    /// The town; 「（保護）」 for a protected address outside the city.
    pub town: String,
    /// 「5530-4412」
    pub card: String,
    /// 「R8.6.3」
    pub registered_on: String,
    /// The consent.
    pub consent: ConsentStanding,
    /// 「R8.11.20」
    pub updated_on: String,
    /// 「死亡 R8.9.1」「転出 R8.4.1」
    pub registration_note: Option<String>,
}

/// The list. The filter is posted: names never stand in an address line.
#[derive(Debug, Clone, Template)]
#[template(path = "residents.html")]
pub struct ResidentsView {
    /// The frame.
    pub frame: Frame,
    /// The filter `kana`.
    pub kana: Field,
    /// How many are registered in all.
    pub total: u64,
    /// The lines.
    pub rows: Vec<ResidentLine>,
    /// The opaque cursor of the next page.
    pub next_cursor: Option<String>,
}

impl ResidentsView {
    /// Whether a filter is set; its next page must then be posted too.
    pub fn is_filtered(&self) -> bool {
        !self.kana.value.is_empty()
    }
}
