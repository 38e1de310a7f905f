//! Lists what was unusual about searches.

use super::Event;
use crate::{
    answer,
    api::residents::list::PageQuery,
    cursor::List,
    extract::{caller::ApiCaller, query::FromQuery},
    problem::Problem,
    run::run,
    state::AppState,
    wire::{Wired, wire_object},
};
use actix_web::{HttpResponse, get, http::StatusCode, web};
use tasuki_app::search_events::{self, EventPlace};
use tasuki_auth::seal::MasterKey;
use tasuki_domain::caller::Caller;

/// One page of events.
pub(crate) struct SearchEvents {
    search_events: Vec<Event>,
    next_cursor: Option<String>,
}

/// Events on the wire.
pub(crate) type SearchEventsBody = Wired<SearchEvents>;

wire_object! {
    /// One page of searches that were unusually many.
    SearchEvents as "SearchEvents" {
        /// Those that nobody looked into first, then the others, each newest first.
        search_events,
        /// Where the next page begins, if there is one.
        next_cursor,
    }
}

impl SearchEvents {
    pub(crate) fn sample() -> Self {
        Self {
            search_events: vec![Event::sample()],
            next_cursor: None,
        }
    }
}

/// 検索が多いときの知らせ
///
/// What was unusual about the searches of the institutions that serve the caller's jurisdiction: once
/// per account and hour or day. For the privacy officer and the auditor.
#[utoipa::path(
    operation_id = "listSearchEvents",
    tag = "search-events",
    params(("cursor" = Option<String>, Query, description = "The next_cursor of the page before.")),
    responses((status = 200, description = "知らせ。まだ確認されていないものが先、それぞれ新しい順", body = SearchEventsBody))
)]
#[get("/v1/search-events")]
pub(crate) async fn list_search_events(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
    FromQuery(query): FromQuery<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let whose = caller.clone();
    let key = state.tasuki.master();
    let after = begins(key, &whose, query.cursor.as_deref())?;
    let page = run(&state, move |tasuki, occasion| {
        search_events::list(tasuki, &caller, occasion, after, None)
    })
    .await?;
    let body = SearchEvents {
        search_events: page.lines.into_iter().map(Event::from).collect(),
        next_cursor: page.next.map(|place| cursor(key, &whose, place)),
    };
    Ok(answer::json(StatusCode::OK, &body))
}

/// The cursor of the page behind a place, of this caller's.
pub(crate) fn cursor(key: &MasterKey, caller: &Caller, place: EventPlace) -> String {
    list(caller, place.reviewed).after(key, place.event.uuid())
}

/// The place that a cursor of this caller's names, if there is one.
pub(crate) fn begins(
    key: &MasterKey,
    caller: &Caller,
    cursor: Option<&str>,
) -> Result<Option<EventPlace>, Problem> {
    let place = |reviewed| {
        let event = list(caller, reviewed).begins(key, cursor)?;
        Ok(event.map(|event| EventPlace {
            event: event.into(),
            reviewed,
        }))
    };
    place(false).or_else(|_: Problem| place(true))
}

/// A page ends among the events that nobody looked into or among the others, which its cursor says.
const fn list(caller: &Caller, reviewed: bool) -> List<'_> {
    List {
        name: if reviewed {
            "search_events.reviewed"
        } else {
            "search_events.open"
        },
        of: None,
        caller,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::caller;
    use uuid::Uuid;

    #[test]
    fn a_cursor_says_where_a_page_ends_and_is_its_callers_own() {
        let key = MasterKey::from_bytes([1; 32]);
        let (me, other) = (caller(1), caller(2));
        for reviewed in [false, true] {
            let place = EventPlace {
                event: Uuid::from_u128(9).into(),
                reviewed,
            };
            let cursor = cursor(&key, &me, place);
            assert_eq!(begins(&key, &me, Some(&cursor)).unwrap(), Some(place));
            assert!(begins(&key, &other, Some(&cursor)).is_err());
        }
        assert_eq!(begins(&key, &me, None).unwrap(), None);
        assert!(begins(&key, &me, Some("x")).is_err());
    }
}
