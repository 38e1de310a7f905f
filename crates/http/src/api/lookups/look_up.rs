//! Searches for a person within an incident.

use super::{
    Candidate, Found, FoundBody,
    criteria::{Interpreted, LookUp, LookUpBody},
};
use crate::{
    answer,
    extract::{body::FromBody, caller::ApiCaller},
    problem::Problem,
    run::run,
    state::AppState,
};
use actix_web::{HttpResponse, http::StatusCode, post, web};
use tasuki_app::lookups;
use tasuki_domain::{lookup::Criteria, time::date_in_japan};
use uuid::Uuid;

/// 本人の検索
///
/// Searches for a person within an open incident. One access record is kept for the search and one
/// per person listed. Too little to search with is refused, and so is a birth date that can be read
/// in several ways (`birth_date_ambiguous`): with the era (S15.3.2) or as eight digits (19400302)
/// it has one reading.
#[utoipa::path(
    operation_id = "lookUp",
    tag = "lookups",
    params(("id" = Uuid, Path, description = "The incident.")),
    request_body = LookUpBody,
    responses((status = 200, description = "候補。だれもいないときは空", body = FoundBody))
)]
#[post("/v1/incidents/{id}/lookups")]
pub(crate) async fn look_up(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
    id: web::Path<Uuid>,
    body: FromBody<LookUp>,
) -> Result<HttpResponse, Problem> {
    let incident = id.into_inner().into();
    let interpreted = Interpreted::from(&body.value);
    let criteria = Criteria::from(body.value);
    let found = run(&state, move |tasuki, occasion| {
        let input = lookups::LookUp { incident, criteria };
        lookups::look_up(tasuki, &caller, occasion, &input)
    })
    .await?;
    let today = date_in_japan(state.edge.now());
    let lookup = found.lookup;
    let body = Found {
        lookup_id: lookup.id,
        interpreted,
        candidates: lookup
            .candidates
            .into_iter()
            .map(|person| Candidate::of(person, today))
            .collect(),
        total: lookup.total,
        bounded: lookup.bounded,
    };
    Ok(answer::json(StatusCode::OK, &body))
}
