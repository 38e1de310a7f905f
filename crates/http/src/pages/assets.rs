//! `/assets/{file}`: style, script and icon under names that change with their content.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH},
};

/// A year, and never asked for again: another content has another name.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Serves a file of the pages; anyone may read it.
pub(crate) async fn show(req: HttpRequest) -> HttpResponse {
    let Some((content_type, bytes, etag)) = tasuki_ui::asset(req.path()) else {
        return super::not_found(&req);
    };
    let known = req
        .headers()
        .get(IF_NONE_MATCH)
        .and_then(|header| header.to_str().ok())
        .is_some_and(|header| header.split(',').any(|each| each.trim() == etag));
    let mut answer = if known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    answer
        .insert_header((CACHE_CONTROL, FOR_EVER))
        .insert_header((ETAG, etag));
    if known {
        return answer.finish();
    }
    answer.content_type(content_type).body(bytes)
}
