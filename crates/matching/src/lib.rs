//! Names, kana, birth dates, telephone numbers and addresses become search keys; a search becomes
//! probes of those keys; the people found become graded candidates.
//!
//! Everything here is a pure function. What narrows a search (the plan) and what judges the people
//! found (the grade) are apart: the plan may be generous, the grade never is.

mod asked;
mod judge;
mod key;
mod name;
pub mod normalize;
pub mod pasted;
mod plan;
mod probe;
#[cfg(test)]
mod sample;
mod subject;

pub use judge::grade;
pub use key::{KeyKind, SearchKey, keys_of, whole_names_of};
pub use plan::plan;
pub use probe::{KeyTest, Probe, Test};
pub use subject::{MAX_SUBJECTS, Subject};

/// Raised when a key of an unchanged identity would come out differently. `tasuki migrate` then makes
/// the stored keys anew, and until it has, the service does not start.
pub const KEY_VERSION: i32 = 1;
