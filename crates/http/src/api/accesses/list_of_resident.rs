//! Lists who looked at a resident.

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
use tasuki_app::accesses;
use uuid::Uuid;

/// だれが見たか
///
/// Who looked at a resident's record, when and why; newest first. Reading the list is itself
/// recorded.
#[utoipa::path(
    operation_id = "listAccessesOfResident",
    tag = "accesses",
    params(
        ("id" = Uuid, Path, description = "The resident."),
        ("cursor" = Option<String>, Query, description = "The next_cursor of the page before.")
    ),
    responses((status = 200, description = "新しい順の閲覧記録", body = AccessesBody))
)]
#[get("/v1/residents/{id}/accesses")]
pub(crate) async fn list_accesses_of_resident(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
    id: web::Path<Uuid>,
    FromQuery(query): FromQuery<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let whose = caller.clone();
    let list = List {
        name: "accesses of resident",
        of: Some(id),
        caller: &whose,
    };
    let key = state.tasuki.master();
    let before = list.begins(key, query.cursor.as_deref())?;
    let page = run(&state, move |tasuki, occasion| {
        accesses::list_of_resident(tasuki, &caller, occasion, id.into(), before.map(Into::into))
    })
    .await?;
    let next = page.next.map(|last| list.after(key, last.uuid()));
    Ok(answer::json(StatusCode::OK, &Accesses::of(page, next)))
}
