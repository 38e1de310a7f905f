//! The caller of a page: the session's cookie, verified without IO.

use super::caller::verified;
use crate::state::AppState;
use actix_web::{
    FromRequest, HttpRequest, HttpResponse,
    dev::Payload,
    error::InternalError,
    http::{
        Method,
        header::{CACHE_CONTROL, LOCATION},
    },
    web,
};
use std::future::{Ready, ready};
use tasuki_auth::csrf;
use tasuki_domain::caller::{Caller, Proof};

/// The cookie that holds a page session's token.
pub(crate) const SESSION_COOKIE: &str = "__Host-session";

/// The verified caller of a page, and the token that its forms carry.
pub(crate) struct PageCaller {
    /// Who.
    pub(crate) caller: Caller,
    /// For the hidden field `csrf` of every form.
    pub(crate) csrf: String,
}

impl FromRequest for PageCaller {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, actix_web::Error>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(of(req).ok_or_else(|| sign_in_first(req)))
    }
}

fn of(req: &HttpRequest) -> Option<PageCaller> {
    let cookie = req.cookie(SESSION_COOKIE)?;
    let caller = verified(req, cookie.value(), Proof::PageSession)?;
    let state = req.app_data::<web::Data<AppState>>()?;
    let csrf = csrf::token(state.tasuki.master(), csrf::Form::Session(caller.session));
    Some(PageCaller { caller, csrf })
}

/// On to the sign-in page, and from there back to the page that was asked for.
fn sign_in_first(req: &HttpRequest) -> actix_web::Error {
    let answer = HttpResponse::SeeOther()
        .insert_header((LOCATION, sign_in_path(req)))
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish();
    InternalError::from_response("not signed in", answer).into()
}

fn sign_in_path(req: &HttpRequest) -> String {
    // What was posted is not repeated, so only a page that was read is come back to.
    let page = req
        .uri()
        .path_and_query()
        .map(|page| page.as_str())
        .filter(|_| req.method() == Method::GET)
        .filter(|page| *page != "/" && page.len() <= 500 && !page.starts_with("//"));
    match page {
        Some(page) => format!("/sign-in?next={}", encoded(page)),
        None => "/sign-in".to_owned(),
    }
}

fn encoded(page: &str) -> String {
    page.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn the_way_back_is_a_page_of_ours() {
        for (request, expected) in [
            (TestRequest::get().uri("/search"), "/sign-in?next=/search"),
            (TestRequest::get().uri("/"), "/sign-in"),
            (TestRequest::post().uri("/search"), "/sign-in"),
            (TestRequest::get().uri("//evil.example/"), "/sign-in"),
            (
                TestRequest::get().uri("/residents/1/summary?incident_id=2&a=b"),
                "/sign-in?next=/residents/1/summary%3Fincident_id%3D2%26a%3Db",
            ),
        ] {
            assert_eq!(sign_in_path(&request.to_http_request()), expected);
        }
    }
}
