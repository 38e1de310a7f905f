//! Searches for a person within an incident.

mod look_up;
mod search;

pub(crate) use look_up::hex;
pub use look_up::{Found, LookUp, look_up};
pub use search::{Ranked, search};
pub use tasuki_matching::Judged;
