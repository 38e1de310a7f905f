//! Who looked (だれが見たか).

mod list;

pub use list::{AccessLine, AccessPage, ReadFrom, list_in_jurisdiction, list_of_resident};
