//! What handlers take from a request. A caller is verified without waiting, so that it is decided
//! before any body is looked at.

pub(crate) mod body;
pub(crate) mod caller;
pub(crate) mod idempotency;
pub(crate) mod if_match;
pub(crate) mod page_caller;
pub(crate) mod query;
pub(crate) mod roster_body;
