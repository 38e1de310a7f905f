//! One line in the log and one count in the metrics per request.

use crate::{client, state::AppState};
use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::StatusCode,
    middleware::Next,
    web,
};
use std::time::Duration;

/// The place of requests that no route is for.
const NO_ROUTE: &str = "none";

/// Notes a request by its route's pattern, never by its path or query, and how it ended.
pub(crate) async fn access_line(
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let state = req.app_data::<web::Data<AppState>>().cloned();
    let method = known_method(req.method().as_str());
    let (answer, took) = timed(next.call(req)).await;
    let answer = answer?;
    let status = answer.status();
    let route = answer.request().match_pattern();
    let route = route.as_deref().unwrap_or(NO_ROUTE);
    if let Some(state) = &state {
        state.metrics.answered(method, route, status.as_u16(), took);
        if status == StatusCode::UNAUTHORIZED {
            state.metrics.unauthenticated();
        }
    }
    if status == StatusCode::UNAUTHORIZED {
        let address = state
            .as_ref()
            .and_then(|state| client::address(answer.request(), state))
            .map(|address| address.to_string());
        tracing::warn!(target: "tasuki::security", method, route, address, "unauthenticated");
    }
    tracing::info!(
        target: "tasuki::access",
        method,
        route,
        status = status.as_u16(),
        ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
    );
    Ok(answer)
}

/// A method may be any word, so that an unknown one is counted and logged as such.
fn known_method(method: &str) -> &'static str {
    ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
        .into_iter()
        .find(|known| *known == method)
        .unwrap_or("other")
}

#[expect(
    clippy::disallowed_methods,
    reason = "a duration for the log and the metrics; nothing is decided on it"
)]
async fn timed<T>(work: impl Future<Output = T>) -> (T, Duration) {
    let begun = std::time::Instant::now();
    let done = work.await;
    (done, begun.elapsed())
}
