//! `/search` and `/incidents/{id}/search`: what is known of the person, and who it may be.

mod criteria;
mod kept;
mod results;
mod send;
mod show;
mod view;

pub(crate) use criteria::{Read, chosen as chosen_birth_date, read as read_criteria};
pub(crate) use kept::forgotten as forgotten_cookie;
pub(crate) use results::results;
pub(crate) use send::send;
pub(crate) use show::show;
pub(crate) use view::why;
