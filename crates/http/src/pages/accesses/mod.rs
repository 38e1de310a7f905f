//! Who looked.

mod bound;
mod filter;
mod in_jurisdiction;
mod losses;
mod of_resident;
mod runs;
#[cfg(test)]
mod tests;
mod view;
mod words;

pub(crate) use bound::link as moment_link;
pub(crate) use in_jurisdiction::in_jurisdiction;
pub(crate) use of_resident::of_resident;
pub(crate) use view::line;
