//! The API's description, for programs (`/openapi.json`) and people (`/docs`).

mod describe;

use crate::{document, openapi::openapi_json as text, problem::Problem, state::AppState};
use actix_web::{
    HttpRequest, HttpResponse, get,
    http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH},
    web,
};
use describe::Description;
use sha2::{Digest as _, Sha256};
use std::sync::LazyLock;
use tasuki_domain::time::clock_in_japan;
use tasuki_ui::{
    Frame, Theme,
    page::docs::{DocOperation, DocSchema, DocsView},
};

/// An hour: the description changes with a release only.
const AN_HOUR: &str = "public, max-age=3600";

static DESCRIPTION: LazyLock<(String, String)> = LazyLock::new(|| {
    let text = text();
    let hash: String = Sha256::digest(&text)
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    (text, format!("\"{hash}\""))
});

/// このAPIの記述
///
/// This description (OpenAPI 3.1).
#[utoipa::path(
    operation_id = "getOpenApi",
    tag = "operation",
    responses((status = 200, description = "OpenAPI 3.1", body = serde_json::Value))
)]
#[get("/openapi.json")]
pub(crate) async fn openapi_json(req: HttpRequest) -> Result<HttpResponse, Problem> {
    let (text, tag) = &*DESCRIPTION;
    let known = req
        .headers()
        .get(IF_NONE_MATCH)
        .is_some_and(|known| known == tag.as_str());
    let mut answer = if known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    answer
        .insert_header((CACHE_CONTROL, AN_HOUR))
        .insert_header((ETAG, tag.as_str()));
    if known {
        return Ok(answer.finish());
    }
    Ok(answer.content_type("application/json").body(text.as_str()))
}

/// The page of operations. It needs nothing from elsewhere, because closed networks have nothing.
pub(crate) async fn docs(
    req: HttpRequest,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    static DESCRIBED: LazyLock<(Vec<DocOperation>, Vec<DocSchema>)> = LazyLock::new(|| {
        let description = Description::of(&document());
        (description.operations(), description.schemas())
    });
    let (operations, schemas) = &*DESCRIBED;
    let theme = req
        .cookie("theme")
        .and_then(|cookie| Theme::from_code(cookie.value()));
    let view = DocsView {
        frame: Frame {
            title: "API".to_owned(),
            clock: clock_in_japan(state.edge.now()),
            theme: theme.unwrap_or_default(),
            drill: state.drill,
            request_id: crate::middleware::request_id::current().map(|id| id.to_string()),
            path: "/docs".to_owned(),
            ..Frame::default()
        },
        openapi_path: "/openapi.json".to_owned(),
        operations: operations.clone(),
        schemas: schemas.clone(),
    };
    let page = view
        .render()
        .map_err(|_| Problem::new(crate::problem::Code::Internal))?;
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(page))
}

/// The fragments of the page, one for each operation.
#[cfg(test)]
pub(crate) fn anchors() -> Vec<String> {
    let operations = Description::of(&document()).operations();
    operations.iter().map(DocOperation::anchor).collect()
}
