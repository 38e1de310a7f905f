//! Fictional people as a register has them, and the searches that crews type for them.
//!
//! Two generators apart from each other: [`population`] draws people, [`queries`] draws searches for
//! them with the slips that are made in typing, hearing and writing. Neither knows anything of how
//! searches are answered: nothing of ours stands in this package's dependencies, and the seeds of
//! both are their own. No person, building or telephone number here exists.

pub mod person;
pub mod population;
pub mod queries;
mod random;
#[cfg(test)]
mod tests;

pub use person::{Person, Sex};
pub use population::{Places, Population, Resident};
pub use queries::{Criteria, Query, Told, Truth};

use jiff::civil::{Date, date};

/// The day that ages are counted from.
pub const TODAY: Date = date(2026, 4, 1);

/// With what the people are drawn.
pub const PEOPLE_SEED: u64 = 0x7A5C_0311;

/// With what the searches are drawn. Fixed after the weights were frozen: to choose another because
/// its figures are better would make them worthless.
pub const QUERY_SEED: u64 = 0x3C19_2026_1122;
