//! Who may see what: the disclosure table (開示表) → [`Decision`] and [`Scope`].
//!
//! The table is a file for a city's legal officer to read; this crate reads it, refuses one that
//! is not whole, and answers questions from it. What no row permits is denied.

mod decide;
mod fault;
mod narrow;
mod rows;
mod rule;
mod scope;
mod situation;
mod table;

pub use decide::{Decision, Question, Verdict, decide};
pub use fault::{Fault, TableError};
pub use rule::{ActionRow, Level, RecordingRow, Rule, RulePurpose, Superseding, WishRecording};
pub use scope::{Scope, scope};
pub use situation::Situation;
pub use table::Table;

#[cfg(test)]
mod tests;
