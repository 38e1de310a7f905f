//! Registered persons: registration, facts, the summary.

pub(crate) mod alike;
mod list;
pub(crate) mod open;
mod protected;
pub(crate) mod reach;
mod record_fact;
pub(crate) mod register;
mod search;
mod supersede;
mod view;
mod view_summary;

pub use list::{ListResidents, ResidentLine, ResidentPage, list};
pub use record_fact::{RecordFact, Recorded, record_fact};
pub use register::{NewResident, Registered, register};
pub use search::{ResidentFound, ResidentsFound, SearchResidents, search};
pub use view::{ResidentView, view};
pub use view_summary::{SummaryView, ViewSummary, view_summary};
