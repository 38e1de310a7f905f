//! Answers of pages: HTML or a redirect, never kept by a browser.

use super::problem::PageProblem;
use actix_web::{
    HttpResponse,
    cookie::Cookie,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, LOCATION},
    },
};
use tasuki_ui::RenderError;

/// What a handler of a page returns.
pub(crate) type PageAnswer = Result<HttpResponse, PageProblem>;

/// A rendered page.
pub(crate) fn html(status: StatusCode, page: Result<String, RenderError>) -> PageAnswer {
    let body = page.map_err(|_| PageProblem::unrendered())?;
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(body))
}

/// A page as it is asked for.
pub(crate) fn page(page: Result<String, RenderError>) -> PageAnswer {
    html(StatusCode::OK, page)
}

/// The page again, with what is wrong.
pub(crate) fn wrong(page: Result<String, RenderError>) -> PageAnswer {
    html(StatusCode::UNPROCESSABLE_ENTITY, page)
}

/// On to another page after a change; the browser's reload repeats nothing.
pub(crate) fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, path))
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish()
}

/// On to another page, with a cookie.
pub(crate) fn see_other_with(
    path: &str,
    cookies: impl IntoIterator<Item = Cookie<'static>>,
) -> HttpResponse {
    let mut answer = see_other(path);
    for cookie in cookies {
        // A cookie of ours is always representable as a header.
        let _ = answer.add_cookie(&cookie);
    }
    answer
}
