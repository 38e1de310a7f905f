//! Judging the people found: what agrees, how sure that makes, and who else is near.

mod address;
mod birth;
mod edit;
mod grade;
mod items;
mod level;
mod name;
mod near;
mod weigh;
mod weights;

#[cfg(test)]
mod tests;

pub(crate) use address::compare as lives;
pub use grade::{Judged, grade};
pub use level::{Field, Level};
pub use weigh::levels;
