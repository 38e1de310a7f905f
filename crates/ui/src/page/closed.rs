//! The page after an emergency was closed: the stamp, and the way to the next.

use crate::Frame;
use askama::Template;
use tasuki_domain::incident::SearchOutcome;

/// The page with the stamp.
#[derive(Debug, Clone, Template)]
#[template(path = "closed.html")]
pub struct ClosedView {
    /// The frame.
    pub frame: Frame,
    /// 「#0412」
    pub incident_label: String,
    /// How the search ended.
    pub search: SearchOutcome,
    /// When, `12:05`.
    pub at: String,
}

impl ClosedView {
    /// 「登録なし」「該当あり」「検索なし」
    pub const fn stamp(&self) -> &'static str {
        match self.search {
            SearchOutcome::Hit => "該当あり",
            SearchOutcome::None(_) => "登録なし",
            SearchOutcome::NotSearched(_) => "検索なし",
        }
    }

    /// The reason's words.
    pub fn reason(&self) -> Option<&str> {
        match &self.search {
            SearchOutcome::Hit => None,
            SearchOutcome::None(reason) => Some(reason.japanese()),
            SearchOutcome::NotSearched(reason) => Some(reason.as_str()),
        }
    }
}
