//! A registered person as the grade sees them.

use crate::Sketch;
use tasuki_domain::{card::CardNumber, id::ResidentId};

/// How many people one search weighs at most; the store stops there and says so.
pub const MAX_SUBJECTS: usize = 300;

/// A registered person whom a probe found.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// Who.
    pub resident: ResidentId,
    /// The number on their card.
    pub card: CardNumber,
    /// Who they are on record, folded.
    pub sketch: Sketch,
}
