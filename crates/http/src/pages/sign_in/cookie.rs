//! The cookies around a sign-in: the session's, and the one that binds the form before there is
//! a session.

use crate::{extract::page_caller::SESSION_COOKIE, pages::setting::Setting};
use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
};
use tasuki_auth::{browser, csrf};
use uuid::Uuid;

const BEFORE: &str = "__Host-pre";

const BROWSER: &str = "__Host-browser";

/// How long a browser stays known after the last sign-in: longer than anyone's leave.
const BROWSER_SECONDS: i64 = 90 * 24 * 3600;

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

/// How long a page session lasts: one shift, from sign-in on, used or not.
pub(super) const SESSION_SECONDS: i64 = 12 * 3600;

/// The session's cookie. It is there for a day longer than the session, which is in the token, so
/// that whoever comes back late is told that the session is over.
pub(super) fn session_cookie(token: String) -> Cookie<'static> {
    host_cookie(SESSION_COOKIE, token, SESSION_SECONDS + 24 * 3600)
}

/// Takes the session's cookie away.
pub(crate) fn ended_session_cookie() -> Cookie<'static> {
    host_cookie(SESSION_COOKIE, String::new(), 0)
}

/// The number of this browser, if somebody has signed in with it before.
pub(super) fn known_browser(req: &HttpRequest, setting: &Setting) -> Option<Uuid> {
    let mark = req.cookie(BROWSER)?;
    browser::known(setting.state.tasuki.master(), mark.value())
}

/// The cookie by which this browser is known from now on. It says nothing about who signed in.
pub(super) fn browser_cookie(req: &HttpRequest, setting: &Setting) -> Cookie<'static> {
    let number = known_browser(req, setting).unwrap_or_else(|| setting.fresh());
    let mark = browser::mark(setting.state.tasuki.master(), number);
    host_cookie(BROWSER, mark, BROWSER_SECONDS)
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
    let fresh = setting.fresh();
    // Long enough for a form left open over a shift.
    (
        fresh,
        Some(host_cookie(BEFORE, fresh.simple().to_string(), 12 * 3600)),
    )
}

/// Whether the token is that of the sign-in form of this browser.
pub(super) fn is_own_form(req: &HttpRequest, setting: &Setting, token: &str) -> bool {
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
