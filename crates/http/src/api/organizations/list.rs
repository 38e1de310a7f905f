//! Lists the institutions.

use crate::{
    answer,
    api::me::view::Organization,
    extract::caller::ApiCaller,
    problem::Problem,
    run::run,
    state::AppState,
    wire::{Wired, wire_object},
};
use actix_web::{HttpResponse, get, http::StatusCode, web};
use tasuki_app::accounts;

/// Every institution.
pub(crate) struct Organizations {
    organizations: Vec<Organization>,
}

/// The institutions on the wire.
pub(crate) type OrganizationsBody = Wired<Organizations>;

wire_object! {
    /// Every institution, by name.
    Organizations as "Organizations" {
        /// The institutions.
        organizations,
    }
}

impl Organizations {
    pub(crate) fn sample() -> Self {
        Self {
            organizations: vec![Organization::sample()],
        }
    }
}

/// 機関の一覧
///
/// Every institution by name, to put one into a care team.
#[utoipa::path(
    operation_id = "listOrganizations",
    tag = "care-teams",
    responses((status = 200, description = "機関", body = OrganizationsBody))
)]
#[get("/v1/organizations")]
pub(crate) async fn list_organizations(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let listed = run(&state, move |tasuki, occasion| {
        accounts::organizations(tasuki, &caller, occasion)
    })
    .await?;
    let organizations = listed
        .into_iter()
        .map(|organization| Organization::named(organization.id, organization.name))
        .collect();
    Ok(answer::json(
        StatusCode::OK,
        &Organizations { organizations },
    ))
}
