//! Who looked.

mod in_jurisdiction;
mod losses;
mod of_resident;
mod view;

pub(crate) use in_jurisdiction::in_jurisdiction;
pub(crate) use of_resident::of_resident;
pub(crate) use view::line;
