//! Incidents: opened, searched within, closed with how the search ended.

mod close;
mod list;
mod open;
mod view;

pub use close::close;
pub use list::list;
pub use open::{OpenIncident, Opened, open};
pub use view::view;
