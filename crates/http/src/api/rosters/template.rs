//! The file that a city fills in.

use crate::{extract::caller::ApiCaller, problem::Problem};
use actix_web::{HttpResponse, get, http::header::CONTENT_DISPOSITION};

/// 名簿のひな形
///
/// The roster's header and one made-up line, as UTF-8 that Excel opens.
#[utoipa::path(
    operation_id = "getRosterTemplate",
    tag = "rosters",
    responses((status = 200, description = "ひな形のCSV", body = String, content_type = "text/csv"))
)]
#[get("/v1/rosters/template.csv")]
pub(crate) async fn roster_template(_: ApiCaller) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((
            CONTENT_DISPOSITION,
            r#"attachment; filename="roster-template.csv""#,
        ))
        .body(tasuki_intake::template_csv()))
}
