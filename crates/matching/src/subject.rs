//! A registered person as the grade sees them.

use crate::Sketch;
use tasuki_domain::{card::CardNumber, id::ResidentId};

/// How many people one search weighs at most; the store stops there and says so.
pub const MAX_SUBJECTS: usize = 300;

/// How many people one range of a wider step brings at most. A common name in a large town, of some
/// decade, is shared by more, and no list of them would help: another item does.
pub const MAX_OF_A_PROBE: usize = 60;

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
