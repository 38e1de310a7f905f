//! The JSON API: nouns are folders, verbs are files.
//!
//! To add a verb: a file with its handler and wire types, one line each in `routes.rs` for the
//! registration and the table, one example in `examples.rs`, and `tasuki openapi` again.

pub(crate) mod accesses;
pub(crate) mod care_teams;
pub(crate) mod consents;
pub(crate) mod incidents;
pub(crate) mod lookups;
pub(crate) mod me;
pub(crate) mod organizations;
pub(crate) mod policy;
pub(crate) mod residents;
pub(crate) mod rosters;
pub(crate) mod search_events;
pub(crate) mod sessions;
