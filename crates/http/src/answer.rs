//! Answers of the API: JSON, kept by nobody.

use crate::{extract::if_match::tag, wire::Wire};
use actix_web::{
    HttpResponse, HttpResponseBuilder,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, ETAG, LOCATION},
    },
};

/// An answer of that status.
pub(crate) fn json(status: StatusCode, body: &impl Wire) -> HttpResponse {
    begin(status).body(body.write().to_string())
}

/// An answer about a record at a version.
pub(crate) fn versioned(status: StatusCode, version: i64, body: &impl Wire) -> HttpResponse {
    begin(status)
        .insert_header((ETAG, tag(version)))
        .body(body.write().to_string())
}

/// The answer to a request that made something: 201 with its address where it has one, or 200 when it was there.
pub(crate) fn made(
    replayed: bool,
    location: Option<&str>,
    version: Option<i64>,
    body: &impl Wire,
) -> HttpResponse {
    let mut answer = begin(if replayed {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    });
    if let Some(location) = location.filter(|_| !replayed) {
        answer.insert_header((LOCATION, location));
    }
    if let Some(version) = version {
        answer.insert_header((ETAG, tag(version)));
    }
    answer.body(body.write().to_string())
}

fn begin(status: StatusCode) -> HttpResponseBuilder {
    let mut answer = HttpResponse::build(status);
    answer
        .content_type("application/json")
        .insert_header((CACHE_CONTROL, "no-store"));
    answer
}
