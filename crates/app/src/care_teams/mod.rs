//! Care teams: the institutions that look after one resident, from when to when.

mod change;

pub use change::{join, leave};
