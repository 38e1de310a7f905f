//! The officer's register: the list and one registration.

mod lines;
mod list;
mod show;
mod view;

pub(crate) use lines::note;
pub(crate) use list::{filter, list};
pub(crate) use show::{again, show};
