//! Care teams: who looks after a resident.

pub(crate) mod join;
pub(crate) mod leave;
