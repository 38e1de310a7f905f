//! Searches that were unusually many: listed for those who review looks, and looked into.

mod list;
mod review;

pub use list::{PAGE, SearchEventLine, SearchEventPage, SearchEventReviewed, list};
pub use review::review;
pub use tasuki_store::EventPlace;
