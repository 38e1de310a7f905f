//! Lists incidents.

use super::Incident;
use crate::{
    answer,
    extract::caller::ApiCaller,
    problem::Problem,
    run::run,
    state::AppState,
    wire::{Wired, wire_object},
};
use actix_web::{HttpResponse, get, http::StatusCode, web};
use tasuki_app::incidents;

/// The newest incidents of an institution.
pub(crate) struct Incidents {
    incidents: Vec<Incident>,
}

/// A list of incidents on the wire.
pub(crate) type IncidentsBody = Wired<Incidents>;

wire_object! {
    /// The newest incidents of the caller's institution.
    Incidents as "Incidents" {
        /// Newest first, at most 50.
        incidents,
    }
}

impl Incidents {
    pub(crate) fn sample() -> Self {
        Self {
            incidents: vec![Incident::sample(), Incident::closed_sample()],
        }
    }
}

/// 事案の一覧
///
/// The newest incidents of the caller's institution.
#[utoipa::path(
    operation_id = "listIncidents",
    tag = "incidents",
    responses((status = 200, description = "新しい順の事案", body = IncidentsBody))
)]
#[get("/v1/incidents")]
pub(crate) async fn list_incidents(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let listed = run(&state, move |tasuki, occasion| {
        incidents::list(tasuki, &caller, occasion)
    })
    .await?;
    let incidents = listed.into_iter().map(Incident::from).collect();
    Ok(answer::json(StatusCode::OK, &Incidents { incidents }))
}
