//! Lists a resident's consents.

use super::Consent;
use crate::{
    answer,
    extract::caller::ApiCaller,
    problem::Problem,
    run::run,
    state::AppState,
    wire::{Wired, wire_object},
};
use actix_web::{HttpResponse, get, http::StatusCode, web};
use tasuki_app::consents;
use tasuki_domain::time::date_in_japan;
use uuid::Uuid;

/// A resident's consents.
pub(crate) struct Consents {
    consents: Vec<Consent>,
}

/// A resident's consents on the wire.
pub(crate) type ConsentsBody = Wired<Consents>;

wire_object! {
    /// A resident's consents.
    Consents as "Consents" {
        /// Newest first.
        consents,
    }
}

impl Consents {
    pub(crate) fn sample() -> Self {
        Self {
            consents: vec![Consent::sample()],
        }
    }
}

/// 同意の一覧
///
/// A resident's consents, newest first.
#[utoipa::path(
    operation_id = "listConsents",
    tag = "consents",
    params(("id" = Uuid, Path, description = "The resident.")),
    responses((status = 200, description = "新しい順の同意", body = ConsentsBody, headers(("ETag" = String, description = "The record's version."))))
)]
#[get("/v1/residents/{id}/consents")]
pub(crate) async fn list_consents(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let resident = id.into_inner().into();
    let (listed, version) = run(&state, move |tasuki, occasion| {
        consents::list(tasuki, &caller, occasion, resident)
    })
    .await?;
    let today = date_in_japan(state.edge.now());
    let consents = listed
        .into_iter()
        .map(|consent| Consent::of(consent, today))
        .collect();
    Ok(answer::versioned(
        StatusCode::OK,
        version,
        &Consents { consents },
    ))
}
