//! The caller of a page: the session's cookie, verified without IO.

use super::caller::verified;
use crate::{pages, state::AppState};
use actix_web::{FromRequest, HttpRequest, dev::Payload, error::InternalError, web};
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
        ready(of(req).ok_or_else(|| {
            let answer = pages::sign_in_first(req);
            InternalError::from_response("not signed in", answer).into()
        }))
    }
}

fn of(req: &HttpRequest) -> Option<PageCaller> {
    let cookie = req.cookie(SESSION_COOKIE)?;
    let caller = verified(req, cookie.value(), Proof::PageSession)?;
    let state = req.app_data::<web::Data<AppState>>()?;
    let csrf = csrf::token(state.tasuki.master(), csrf::Form::Session(caller.session));
    Some(PageCaller { caller, csrf })
}
