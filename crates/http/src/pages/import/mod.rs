//! A city's roster: checked first, then taken in.

mod check;
mod commit;
mod municipality;
mod show;
mod upload;
mod view;

pub(crate) use check::check;
pub(crate) use commit::{commit, done};
pub(crate) use show::{show, template};
