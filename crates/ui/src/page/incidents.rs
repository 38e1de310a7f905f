//! `/incidents` (D1): the newest emergencies of the institution and how their searches ended.

use super::search::IncidentRef;
use crate::Frame;
use askama::Template;

/// One emergency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentLine {
    /// Its name and where a search goes on in it.
    pub incident: IncidentRef,
    /// 「R8.11.21 12:01」
    pub called_at: String,
    /// Where, in the dispatch centre's words; none when it was not said.
    pub place: Option<String>,
    /// Whether a search may go on in it.
    pub open: bool,
    /// 「続いています」「該当あり」「該当なし」「検索なし」
    pub state: String,
    /// Why nobody was found or searched for.
    pub reason: Option<String>,
}

/// The list.
#[derive(Debug, Clone, Template)]
#[template(path = "incidents.html")]
pub struct IncidentsView {
    /// The frame.
    pub frame: Frame,
    /// Newest first.
    pub rows: Vec<IncidentLine>,
}
