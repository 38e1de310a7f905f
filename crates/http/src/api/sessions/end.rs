//! Signs out.

use crate::{extract::caller::ApiCaller, problem::Problem, run::run, state::AppState};
use actix_web::{HttpResponse, delete, web};
use tasuki_app::accounts::sign_out;

/// サインアウト
///
/// Ends the token at once, everywhere.
#[utoipa::path(
    operation_id = "endSession",
    tag = "sessions",
    responses((status = 204, description = "サインアウトしました"))
)]
#[delete("/v1/sessions/current")]
pub(crate) async fn end_session(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    run(&state, move |tasuki, occasion| {
        sign_out(tasuki, &caller, occasion).map(Ok)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}
