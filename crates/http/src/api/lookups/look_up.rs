//! Searches for a person within an incident.

use super::{
    Candidate, Found, FoundBody,
    criteria::{Asked, LookUp, LookUpBody},
    next,
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
use tasuki_domain::time::date_in_japan;
use uuid::Uuid;

/// 本人の検索
///
/// Searches for a person within an open incident, by fields or by any pasted text. One access record is
/// kept for the search and one per person listed. Too little to search with is refused, and so is a birth date that can be read
/// in several ways (`birth_date_ambiguous`): with the era (S15.3.2) or as eight digits (19400302)
/// it has one reading. What was read of a refused text is not repeated: problems hold nothing that was
/// sent. Too many searches in a short time answer 429 `too_many_searches` with Retry-After, and say
/// what whoever is in an emergency does then.
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
    let today = date_in_japan(state.edge.now());
    let place = body.value.place(None);
    let named = |problem: Problem| problem.naming(|field| place.of(field));
    let Asked {
        criteria,
        interpreted,
        wider,
    } = body.value.read(today).map_err(named)?;
    let asked = criteria.clone();
    let found = run(&state, move |tasuki, occasion| {
        let input = lookups::LookUp { incident, criteria };
        lookups::look_up(tasuki, &caller, occasion, &input)
    })
    .await
    .map_err(named)?;
    let lookup = found.lookup;
    let (add, loosened) = next(&asked, wider, &lookup, today);
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
        add,
        loosened,
    };
    Ok(answer::json(StatusCode::OK, &body))
}
