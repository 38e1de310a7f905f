//! Withdraws a consent.

use super::{Consent, ConsentBody};
use crate::{answer, extract::caller::ApiCaller, problem::Problem, run::run, state::AppState};
use actix_web::{HttpResponse, http::StatusCode, post, web};
use tasuki_app::consents;
use tasuki_domain::time::date_in_japan;
use uuid::Uuid;

/// 同意の撤回
///
/// Withdraws a consent, effective from the next request, everywhere. It needs no body; withdrawing
/// again changes nothing.
#[utoipa::path(
    operation_id = "withdrawConsent",
    tag = "consents",
    params(("id" = Uuid, Path, description = "The consent.")),
    responses((status = 200, description = "同意を撤回しました", body = ConsentBody, headers(("ETag" = String, description = "The record's version now."))))
)]
#[post("/v1/consents/{id}/withdraw")]
pub(crate) async fn withdraw_consent(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner().into();
    let withdrawn = run(&state, move |tasuki, occasion| {
        consents::withdraw(tasuki, &caller, occasion, id)
    })
    .await?;
    let body = Consent::of(withdrawn.consent, date_in_japan(state.edge.now()));
    Ok(answer::versioned(StatusCode::OK, withdrawn.version, &body))
}
