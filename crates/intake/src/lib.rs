//! File bytes from outside become typed rows, with what is wrong named per line.
//!
//! Nothing here knows the store or HTTP: whether a row is new, changed or the same is decided by
//! whoever holds the records.

pub mod roster;

pub use roster::{
    Column, Encoding, Fault, FileFault, FormConsent, Roster, RosterConsent, RosterRow, columns,
    header_line, read_roster, template_csv,
};
