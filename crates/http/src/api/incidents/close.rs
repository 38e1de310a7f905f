//! Closes an incident.

use super::{Incident, IncidentBody};
use crate::{
    answer,
    extract::{body::FromBody, caller::ApiCaller},
    problem::{FieldFault, Problem},
    run::run,
    state::AppState,
    wire::{At, Wire, Wired, wire_code, wire_object},
};
use actix_web::{HttpResponse, http::StatusCode, post, web};
use serde_json::Value;
use tasuki_app::incidents;
use tasuki_domain::{
    Invalid,
    incident::{MissReason, SearchOutcome},
    text::Line,
};
use uuid::Uuid;

/// How the search for the person ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Search {
    Hit,
    None,
    NotSearched,
}

wire_code! {
    /// How the search for the person ended.
    Search as "SearchEnd" { Hit "hit", None "none", NotSearched "not_searched" }
}

/// How an incident ended.
pub(crate) struct CloseIncident {
    search: Search,
    reason: Option<Line>,
}

/// How an incident ended, on the wire.
pub(crate) type CloseIncidentBody = Wired<CloseIncident>;

wire_object! {
    /// How an incident ended.
    CloseIncident as "CloseIncident" {
        /// How the search for the person ended.
        search,
        /// With none: not_registered, identity_unknown, no_match, found_later or cancelled; left out it is unstated. With not_searched: why, in words; required.
        reason,
    }
}

impl CloseIncident {
    pub(crate) fn sample() -> Self {
        Self {
            search: Search::None,
            reason: Some(crate::examples::text("not_registered")),
        }
    }

    fn outcome(self, mut at: At) -> Result<SearchOutcome, Problem> {
        let fault = |invalid| Err(Problem::invalid(vec![FieldFault::of("reason", invalid)]));
        match (self.search, self.reason) {
            (Search::Hit, None) => Ok(SearchOutcome::Hit),
            (Search::Hit, Some(_)) => fault(Invalid::new(
                "reason_unexpected",
                "見つかったときの理由はありません",
                "reason を消してください",
            )),
            (Search::None, None) => Ok(SearchOutcome::None(MissReason::Unstated)),
            (Search::None, Some(reason)) => {
                let code = Value::from(reason.as_str());
                let read = at.field("reason", |at| MissReason::read(&code, at));
                at.finish(read).map(SearchOutcome::None)
            }
            (Search::NotSearched, Some(reason)) => Ok(SearchOutcome::NotSearched(reason)),
            (Search::NotSearched, None) => fault(Invalid::new(
                "missing",
                "検索しなかった理由がありません",
                "reason に理由を入れてください",
            )),
        }
    }
}

/// 事案の終了
///
/// Closes an incident with how the search for the person ended. No look rests on it afterwards.
#[utoipa::path(
    operation_id = "closeIncident",
    tag = "incidents",
    params(("id" = Uuid, Path, description = "The incident.")),
    request_body = CloseIncidentBody,
    responses((status = 200, description = "事案を終えました", body = IncidentBody))
)]
#[post("/v1/incidents/{id}/close")]
pub(crate) async fn close_incident(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
    id: web::Path<Uuid>,
    body: FromBody<CloseIncident>,
) -> Result<HttpResponse, Problem> {
    let at = At::new(tasuki_domain::time::date_in_japan(state.edge.now()));
    let outcome = body.value.outcome(at)?;
    let id = id.into_inner().into();
    let closed = run(&state, move |tasuki, occasion| {
        incidents::close(tasuki, &caller, occasion, id, &outcome)
    })
    .await?;
    Ok(answer::json(StatusCode::OK, &Incident::from(closed)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_end_has_its_own_kind_of_reason() {
        let line = |text: &str| Some(text.parse::<Line>().unwrap());
        for (search, reason, expected) in [
            (Search::Hit, None, Ok(SearchOutcome::Hit)),
            (Search::Hit, line("no_match"), Err("reason_unexpected")),
            (
                Search::None,
                None,
                Ok(SearchOutcome::None(MissReason::Unstated)),
            ),
            (
                Search::None,
                line("no_match"),
                Ok(SearchOutcome::None(MissReason::NoMatch)),
            ),
            (Search::None, line("花子ではない"), Err("unknown_code")),
            (Search::NotSearched, None, Err("missing")),
            (
                Search::NotSearched,
                line("現場に家族がいた"),
                Ok(SearchOutcome::NotSearched(
                    "現場に家族がいた".parse().unwrap(),
                )),
            ),
        ] {
            let at = At::new(jiff::civil::date(2026, 11, 21));
            let outcome = CloseIncident { search, reason }.outcome(at);
            let outcome = outcome.map_err(|problem| {
                assert!(!format!("{problem:?}").contains("花子"));
                problem.errors()[0].code
            });
            assert_eq!(outcome, expected);
        }
    }
}
