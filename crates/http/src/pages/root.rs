//! `/`: on to the page of the caller's role.

use super::{answer, names, visit::Visit};
use actix_web::HttpResponse;

/// Sends the caller to the first page of their role.
pub(crate) async fn show(visit: Visit) -> HttpResponse {
    answer::see_other(names::start(visit.caller.role))
}
