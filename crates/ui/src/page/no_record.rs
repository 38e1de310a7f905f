//! `/incidents/{id}/no-record` (C6): going on without a record is a result, not an error.

use super::search::IncidentRef;
use crate::{Field, Frame};
use askama::Template;
use tasuki_domain::incident::MissReason;

/// The page on which a crew says why no record was found.
#[derive(Debug, Clone, Template)]
#[template(path = "no_record.html")]
pub struct NoRecordView {
    /// The frame.
    pub frame: Frame,
    /// The emergency.
    pub incident: IncidentRef,
    /// The reason chosen (`reason`, with `search=none`).
    pub chosen: Option<MissReason>,
    /// Whether the form came without a reason.
    pub reason_missing: bool,
    /// Why no search was made (`reason`, with `search=not_searched`).
    pub not_searched: Field,
}

impl NoRecordView {
    /// The reasons to choose from.
    pub const fn reasons(&self) -> [MissReason; 5] {
        MissReason::ALL
    }

    /// Whether that reason is chosen.
    pub fn is_chosen(&self, reason: &MissReason) -> bool {
        self.chosen.as_ref() == Some(reason)
    }
}
