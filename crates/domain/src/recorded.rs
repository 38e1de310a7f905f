//! The difference between "none" and "nobody wrote it down" (記録の三値).

use crate::provenance::Provenance;

/// What is known of one section of a record. Never collapse it to an `Option`: an empty allergy
/// list that someone checked and one that nobody asked about call for different care.
#[derive(Debug, Clone, PartialEq)]
pub enum Recorded<T> {
    /// Something is recorded.
    Known(T),
    /// Someone checked that there is none; the provenance says who and when. 「なし（確認済み）」
    KnownNone(Provenance),
    /// Nobody has said anything. 「記録されていません」
    NotRecorded,
}

impl<T> Recorded<T> {
    /// The same knowledge about another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Recorded<U> {
        match self {
            Self::Known(value) => Recorded::Known(f(value)),
            Self::KnownNone(provenance) => Recorded::KnownNone(provenance),
            Self::NotRecorded => Recorded::NotRecorded,
        }
    }
}
