//! Takes an institution out of a resident's care team.

use super::changed;
use crate::{extract::caller::ApiCaller, problem::Problem, state::AppState};
use actix_web::{HttpResponse, delete, web};
use tasuki_app::care_teams;
use uuid::Uuid;

/// ケアチームからの除外
///
/// Takes an institution out of a resident's care team, effective at its next request.
#[utoipa::path(
    operation_id = "leaveCareTeam",
    tag = "care-teams",
    params(
        ("id" = Uuid, Path, description = "The resident."),
        ("organization" = Uuid, Path, description = "The institution."),
    ),
    responses((status = 204, description = "ケアチームから外しました"))
)]
#[delete("/v1/residents/{id}/care-team/{organization}")]
pub(crate) async fn leave_care_team(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, Problem> {
    changed(&state, caller, path.into_inner(), care_teams::leave).await
}
