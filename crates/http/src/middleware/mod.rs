//! What every request passes through, outermost first: [`request_id`], [`access_line`],
//! [`headers`], [`unanswered`]. `build` wraps them in the reverse order, as actix asks for.

pub(crate) mod access_line;
pub(crate) mod headers;
pub(crate) mod request_id;
pub(crate) mod unanswered;
