//! The cookies around a sign-in: the session's, and the one that binds the form before there is
//! a session.

use crate::{extract::page_caller::SESSION_COOKIE, pages::setting::Setting};
use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
};
use tasuki_auth::csrf;
use uuid::Uuid;

const BEFORE: &str = "__Host-pre";

/// A cookie that only this host's own pages send back, never to scripts. The prefix `__Host-`
/// asks for exactly these attributes.
pub(crate) fn host_cookie(name: &'static str, value: String, seconds: i64) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Strict)
        .max_age(Duration::seconds(seconds))
        .finish()
}

/// The session's cookie; it lasts as long as the session and is not renewed.
pub(super) fn session_cookie(token: String, seconds: i64) -> Cookie<'static> {
    host_cookie(SESSION_COOKIE, token, seconds)
}

/// Takes the session's cookie away.
pub(crate) fn ended_session_cookie() -> Cookie<'static> {
    host_cookie(SESSION_COOKIE, String::new(), 0)
}

/// Takes the cookie of the sign-in form away.
pub(super) fn ended_before_cookie() -> Cookie<'static> {
    host_cookie(BEFORE, String::new(), 0)
}

/// What the sign-in form is bound to, and the cookie to set when the browser has none yet.
pub(super) fn before_session(
    req: &HttpRequest,
    setting: &Setting,
) -> (Uuid, Option<Cookie<'static>>) {
    if let Some(known) = known(req) {
        return (known, None);
    }
    let entropy = setting.state.edge.entropy();
    let bytes = entropy.first_chunk::<16>().copied().unwrap_or_default();
    let fresh = Uuid::from_bytes(bytes);
    // Long enough for a form left open over a shift.
    (
        fresh,
        Some(host_cookie(BEFORE, fresh.simple().to_string(), 12 * 3600)),
    )
}

/// Whether the token is that of the sign-in form of this browser.
pub(crate) fn is_own_form(req: &HttpRequest, setting: &Setting, token: &str) -> bool {
    known(req).is_some_and(|before| {
        csrf::verify(
            setting.state.tasuki.master(),
            csrf::Form::SignIn(before),
            token,
        )
    })
}

fn known(req: &HttpRequest) -> Option<Uuid> {
    req.cookie(BEFORE)?.value().parse().ok()
}
