//! An identifier per request: in the log, in the answer, in every problem.

use crate::state::AppState;
use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{HeaderName, HeaderValue},
    middleware::Next,
    web,
};
use tracing::Instrument as _;
use uuid::{Builder, Uuid};

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

tokio::task_local! {
    static CURRENT: Uuid;
}

/// The identifier of the request being served.
pub(crate) fn current() -> Option<Uuid> {
    CURRENT.try_with(|id| *id).ok()
}

/// Gives the request an identifier of our own making; one that came from outside is dropped, so
/// that nobody can write into our log.
pub(crate) async fn request_id(
    mut req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let id = req
        .app_data::<web::Data<AppState>>()
        .map_or(Uuid::nil(), |state| fresh(state));
    let header = HeaderValue::from_str(&id.to_string());
    req.headers_mut().remove(HEADER);
    if let Ok(header) = &header {
        // The pages show it at their foot.
        req.headers_mut().insert(HEADER, header.clone());
    }
    let span = tracing::info_span!("request", id = %id);
    let mut answer = CURRENT.scope(id, next.call(req).instrument(span)).await?;
    if let Ok(header) = header {
        answer.headers_mut().insert(HEADER, header);
    }
    Ok(answer)
}

/// A UUIDv7 of the edge's time and of entropy that nothing else is made from.
fn fresh(state: &AppState) -> Uuid {
    let entropy = state.edge.entropy();
    let random = entropy.first_chunk::<10>().copied().unwrap_or_default();
    let millis = u64::try_from(state.edge.now().as_millisecond()).unwrap_or_default();
    Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}
