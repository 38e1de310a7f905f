//! Whether the process lives, whether the database answers, the counters, the public keys.

use crate::{problem::Problem, run::run, state::AppState};
use actix_web::{HttpResponse, get, http::header::CACHE_CONTROL, web};

/// プロセスの生存確認
///
/// Answers as long as the process does.
#[utoipa::path(
    operation_id = "isAlive",
    tag = "operation",
    responses((status = 200, description = "動いています", body = String, content_type = "text/plain"))
)]
#[get("/healthz")]
pub(crate) async fn healthz() -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body("ok\n"))
}

/// データベースの確認
///
/// 200 when the database answers, 503 when it does not.
#[utoipa::path(
    operation_id = "isReady",
    tag = "operation",
    responses((status = 200, description = "使えます", body = String, content_type = "text/plain"))
)]
#[get("/readyz")]
pub(crate) async fn readyz(state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    run(&state, |tasuki, _| tasuki.is_ready().map(Ok)).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body("ready\n"))
}

/// 計測値
///
/// Counters in the Prometheus text format. None is about a person.
#[utoipa::path(
    operation_id = "getMetrics",
    tag = "operation",
    responses((status = 200, description = "計測値", body = String, content_type = "application/openmetrics-text"))
)]
#[get("/metrics")]
pub(crate) async fn metrics(state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok()
        .content_type("application/openmetrics-text; version=1.0.0; charset=utf-8")
        .body(state.metrics.text(state.tasuki.entries_recorded())))
}

/// トークンを検証する公開鍵
///
/// The public keys that tokens are verified with (RFC 7517).
#[utoipa::path(
    operation_id = "getKeys",
    tag = "operation",
    responses((status = 200, description = "公開鍵", body = serde_json::Value, content_type = "application/jwk-set+json"))
)]
#[get("/.well-known/jwks.json")]
pub(crate) async fn jwks(state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok()
        .content_type("application/jwk-set+json")
        .insert_header((CACHE_CONTROL, "public, max-age=300"))
        .body(state.tasuki.signing().jwks().to_string()))
}
