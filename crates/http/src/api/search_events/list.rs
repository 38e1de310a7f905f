//! Lists what was unusual about searches.

use super::Event;
use crate::{
    answer,
    extract::caller::ApiCaller,
    problem::Problem,
    run::run,
    state::AppState,
    wire::{Wired, wire_object},
};
use actix_web::{HttpResponse, get, http::StatusCode, web};
use tasuki_app::search_events;

/// Events, newest first.
pub(crate) struct SearchEvents {
    search_events: Vec<Event>,
}

/// Events on the wire.
pub(crate) type SearchEventsBody = Wired<SearchEvents>;

wire_object! {
    /// Searches that were unusually many.
    SearchEvents as "SearchEvents" {
        /// Newest first, at most 100.
        search_events,
    }
}

impl SearchEvents {
    pub(crate) fn sample() -> Self {
        Self {
            search_events: vec![Event::sample()],
        }
    }
}

/// 検索の多さの知らせ
///
/// What was unusual about the searches of the institutions that serve the caller's jurisdiction: once
/// per account and hour or day. For the privacy officer and the auditor.
#[utoipa::path(
    operation_id = "listSearchEvents",
    tag = "search-events",
    responses((status = 200, description = "知らせ。新しい順", body = SearchEventsBody))
)]
#[get("/v1/search-events")]
pub(crate) async fn list_search_events(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let lines = run(&state, move |tasuki, occasion| {
        search_events::list(tasuki, &caller, occasion)
    })
    .await?;
    let body = SearchEvents {
        search_events: lines.into_iter().map(Event::from).collect(),
    };
    Ok(answer::json(StatusCode::OK, &body))
}
