//! A registered person as the grade sees them.

use tasuki_domain::{card::CardNumber, fact::identity::Identity, id::ResidentId};

/// How many people one search weighs at most; the store stops there and says so.
pub const MAX_SUBJECTS: usize = 200;

/// A registered person whom a probe found.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// Who.
    pub resident: ResidentId,
    /// The number on their card.
    pub card: CardNumber,
    /// Who they are on record.
    pub identity: Identity,
    /// 支援措置: the address neither leaves nor counts as agreement.
    pub protected_address: bool,
}
