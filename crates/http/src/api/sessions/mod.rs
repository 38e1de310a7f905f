//! Sessions of the API: a bearer token from password and one-time code until it is ended.

pub(crate) mod create;
pub(crate) mod end;
