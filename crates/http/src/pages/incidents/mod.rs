//! Incidents on the pages: by name, going on without a record, closing.

mod close;
mod label;
mod list;
mod no_record;

pub(crate) use close::{close, closed};
pub(crate) use label::{label, named, open};
pub(crate) use list::list;
pub(crate) use no_record::no_record;
