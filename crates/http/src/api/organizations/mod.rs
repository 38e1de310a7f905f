//! Institutions by name.

pub(crate) mod list;
