//! Searches for a person within an incident.

mod look_up;

pub(crate) use look_up::hex;
pub use look_up::{Found, LookUp, look_up};
