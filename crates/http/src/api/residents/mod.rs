//! Residents (登録者): registered, read, kept true.

pub(crate) mod list;
pub(crate) mod municipality;
pub(crate) mod record;
pub(crate) mod record_fact;
pub(crate) mod register;
pub(crate) mod search;
mod text;
pub(crate) mod view;
pub(crate) mod view_summary;
