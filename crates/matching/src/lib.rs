//! Names, kana, birth dates, telephone numbers and addresses become search keys; a search becomes
//! probes of those keys; the people found become graded candidates.
//!
//! Everything here is a pure function. What narrows a search (the plan) and what judges the people
//! found (the grade) are apart: the plan may be generous, the grade never is.

mod asked;
mod judge;
mod key;
mod listed;
mod name;
pub mod normalize;
pub mod pasted;
mod plan;
mod probe;
#[cfg(test)]
mod sample;
mod sketch;
mod subject;

pub use asked::meant;
pub use judge::{Field, Judged, Level, grade, levels};
pub use key::{KeyKind, SearchKey, keys_of, whole_names_of};
pub use listed::{List, MAX_LISTED};
pub use plan::{namesakes, plan, plan_with_purpose};
pub use probe::{Plan, Probe};
pub use sketch::Sketch;
pub use subject::{MAX_OF_A_PROBE, MAX_SUBJECTS, Subject};

/// Raised when a key of an unchanged identity would come out differently. Keys of two versions stand
/// beside each other: `tasuki reindex` makes those of this version while a service of the one before
/// goes on with its own.
pub const KEY_VERSION: i32 = 3;
