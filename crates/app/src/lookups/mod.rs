//! Searches for a person within an incident, and the conduct of those who search.

mod bounds;
mod check;
mod conduct;
mod look_up;
mod search;
mod watch;

pub use bounds::{SearchBound, SearchBounds, Unusual};
pub use check::check;
pub(crate) use conduct::{Asked, readable, stopped, turned_down};
pub(crate) use look_up::hex;
pub(crate) use look_up::identity;
pub use look_up::{Found, LookUp, look_up};
pub use search::{Ranked, search};
pub use tasuki_matching::{
    Judged,
    pasted::{MAX as LONGEST_TEXT, Part, Pasted, check as check_text, read as read_text},
};
pub(crate) use watch::unusual;
