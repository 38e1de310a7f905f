//! The error page: what happened, what is kept, what to do.

use crate::Frame;
use askama::Template;

/// A way on from an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayOn {
    /// Where it leads: a path or `tel:`.
    pub href: String,
    /// What it says.
    pub label: String,
}

/// The error page.
#[derive(Debug, Clone, Template)]
#[template(path = "problem.html")]
pub struct ProblemView {
    /// The frame; its `request_id` is shown.
    pub frame: Frame,
    /// The HTTP status.
    pub status: u16,
    /// What happened: 「検索できませんでした（サーバー応答なし）」.
    pub what: String,
    /// What is kept: 「検索はまだ記録されていません」.
    pub kept: String,
    /// What to do.
    pub now: String,
    /// Ways on, the first the main one.
    pub ways: Vec<WayOn>,
    /// Whether a crew sees it; then sizes are those of crew pages.
    pub for_crew: bool,
}
