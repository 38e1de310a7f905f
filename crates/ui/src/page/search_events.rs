//! `/search-events`: searches that were unusually many, for those who review looks.

use crate::{Field, Frame};
use askama::Template;

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchEventRow {
    /// Its identifier.
    pub id: String,
    /// 「一人の検索が多い」
    pub kind: String,
    /// 「うみかぜ消防本部 見本 隊員（救急隊員）」
    pub who: String,
    /// The looks of the account; none of an institution's event.
    pub looks: Option<String>,
    /// 「R8.11.21 12時台」
    pub window: String,
    /// 「1時間の検索 60回（ふだん 3回、知らせる数 60）」
    pub counted: String,
    /// 「R8.11.22 09:10 見本 点検: …」; none until somebody looked into it.
    pub review: Option<String>,
    /// What was typed for it, when the form came back.
    pub note: Field,
}

/// The list.
#[derive(Debug, Clone, Template)]
#[template(path = "search_events.html")]
pub struct SearchEventsView {
    /// The frame.
    pub frame: Frame,
    /// Newest first.
    pub rows: Vec<SearchEventRow>,
    /// Whether the reader may write what they found.
    pub may_review: bool,
}
