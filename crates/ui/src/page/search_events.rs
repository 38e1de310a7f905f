//! `/search-events`: searches that were unusually many, for those who review looks.

use crate::{Field, FieldError, Frame};
use askama::Template;

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchEventRow {
    /// Its identifier.
    pub id: String,
    /// 「一人の利用者の検索が多い」
    pub kind: String,
    /// 「うみかぜ消防本部 見本 隊員（救急隊員）」
    pub who: String,
    /// The looks of the account in the window; none of an institution's event.
    pub looks: Option<String>,
    /// 「R8.11.21 12:00 から1時間」
    pub window: String,
    /// 「1時間の検索 60回（ふだん 3回、知らせる基準 60回）」
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
    /// What nobody looked into first, each newest first.
    pub rows: Vec<SearchEventRow>,
    /// Whether the reader may write what they found.
    pub may_review: bool,
    /// The page after this one.
    pub older: Option<String>,
    /// The first page, on any other.
    pub back: Option<String>,
}

impl SearchEventsView {
    /// The notes in error, as the event's id and error, for the summary at the top.
    pub fn errors(&self) -> Vec<(&str, &FieldError)> {
        self.rows
            .iter()
            .filter_map(|row| Some((row.id.as_str(), row.note.error.as_ref()?)))
            .collect()
    }
}
