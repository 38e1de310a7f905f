//! Puts an institution into a resident's care team.

use super::changed;
use crate::{extract::caller::ApiCaller, problem::Problem, state::AppState};
use actix_web::{HttpResponse, put, web};
use tasuki_app::care_teams;
use uuid::Uuid;

/// ケアチームへの追加
///
/// Puts an institution into a resident's care team. What its members then see is what the person
/// consented to. Putting a member in again changes nothing.
#[utoipa::path(
    operation_id = "joinCareTeam",
    tag = "care-teams",
    params(
        ("id" = Uuid, Path, description = "The resident."),
        ("organization" = Uuid, Path, description = "The institution."),
    ),
    responses((status = 204, description = "ケアチームに加えました"))
)]
#[put("/v1/residents/{id}/care-team/{organization}")]
pub(crate) async fn join_care_team(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, Problem> {
    changed(&state, caller, path.into_inner(), care_teams::join).await
}
