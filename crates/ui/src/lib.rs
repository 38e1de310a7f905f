//! Pages as typed views: a struct of display values in, HTML out. CSS and a little script beside it.
//!
//! Nothing here knows a request, a use-case or a database. To add a page: a `…View` struct under
//! `page/`, its template of the same name under `templates/`, its states under `sample/`, and a line
//! in [`sample::gallery`], from which every check of the pages (escaping, labels, wording, sizes)
//! takes its cases.

pub mod asset;
pub mod consent_form;
pub mod day;
pub mod field;
pub mod frame;
pub mod page;
pub mod presence;
pub mod sample;
pub mod statements;
pub mod wording;

pub use asset::asset;
pub use field::{Field, FieldError};
pub use frame::{Frame, NavItem, Theme};
pub use presence::{Datum, Mark, Presence};

/// A page could not be written. It says nothing of what was on it.
#[derive(Debug, thiserror::Error)]
#[error("the page could not be rendered")]
pub struct RenderError(#[source] askama::Error);

impl From<askama::Error> for RenderError {
    fn from(error: askama::Error) -> Self {
        Self(error)
    }
}
