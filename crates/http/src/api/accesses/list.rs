//! Lists the looks in a jurisdiction.

use super::{Accesses, AccessesBody};
use crate::{
    answer,
    api::residents::list::PageQuery,
    cursor::List,
    extract::{caller::ApiCaller, query::FromQuery},
    problem::Problem,
    run::run,
    state::AppState,
};
use actix_web::{HttpResponse, get, http::StatusCode, web};
use tasuki_app::accesses::{self, ReadFrom};

/// 閲覧記録
///
/// Every look, refusal and miss in the caller's jurisdiction, for those who review looks.
#[utoipa::path(
    operation_id = "listAccesses",
    tag = "accesses",
    params(("cursor" = Option<String>, Query, description = "The next_cursor of the page before.")),
    responses((status = 200, description = "新しい順の閲覧記録", body = AccessesBody))
)]
#[get("/v1/accesses")]
pub(crate) async fn list_accesses(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
    FromQuery(query): FromQuery<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let whose = caller.clone();
    let list = List {
        name: "accesses",
        of: None,
        caller: &whose,
    };
    let key = state.tasuki.master();
    let before = list.begins(key, query.cursor.as_deref())?;
    let page = run(&state, move |tasuki, occasion| {
        let from = before.map_or(ReadFrom::Newest, |id| ReadFrom::Before(id.into()));
        accesses::list_in_jurisdiction(tasuki, &caller, occasion, from)
    })
    .await?;
    let next = page.next.map(|last| list.after(key, last.uuid()));
    Ok(answer::json(StatusCode::OK, &Accesses::of(page, next)))
}
