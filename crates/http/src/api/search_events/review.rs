//! Keeps that somebody looked into unusually many searches.

use super::{Event, EventBody};
use crate::{
    answer,
    extract::{body::FromBody, caller::ApiCaller},
    problem::Problem,
    run::run,
    state::AppState,
    wire::{Wired, wire_object},
};
use actix_web::{HttpResponse, http::StatusCode, post, web};
use tasuki_app::search_events;
use tasuki_domain::text::Line;
use uuid::Uuid;

/// What was found.
pub(crate) struct ReviewSearchEvent {
    note: Line,
}

/// What was found, on the wire.
pub(crate) type ReviewSearchEventBody = Wired<ReviewSearchEvent>;

wire_object! {
    /// What was found.
    ReviewSearchEvent as "ReviewSearchEvent" {
        /// In one line, without the names of residents.
        note,
    }
}

impl ReviewSearchEvent {
    pub(crate) fn sample() -> Self {
        Self {
            note: crate::examples::text("多数傷病者の事案だった。本部に確認した"),
        }
    }
}

/// 検索が多いときの知らせの確認
///
/// Keeps that the privacy officer looked into it, and what they found; once, and it stays. Sent again by
/// the same person with the same note, it answers what is there; another note is a conflict.
#[utoipa::path(
    operation_id = "reviewSearchEvent",
    tag = "search-events",
    params(("id" = Uuid, Path, description = "The event.")),
    request_body = ReviewSearchEventBody,
    responses(
        (status = 200, description = "確認を残しました。同じ人が同じ内容をもう一度送ったときも", body = EventBody),
        (status = 409, description = "ほかの確認が済んでいます（search_event_reviewed）")
    )
)]
#[post("/v1/search-events/{id}/review")]
pub(crate) async fn review_search_event(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
    id: web::Path<Uuid>,
    body: FromBody<ReviewSearchEvent>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner().into();
    let note = body.value.note;
    let line = run(&state, move |tasuki, occasion| {
        search_events::review(tasuki, &caller, occasion, id, &note)
    })
    .await?;
    Ok(answer::json(StatusCode::OK, &Event::from(line)))
}
