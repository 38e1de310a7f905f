//! What is kept for a while only, and for how long.

mod sweep;

pub use sweep::{Swept, sweep};
