//! Signs in.

use super::{cookie, form, is_own_form, local};
use crate::{
    pages::{
        answer::{self, PageAnswer},
        names, posted,
        problem::PageProblem,
        setting::Setting,
    },
    run::run_hashing,
};
use actix_web::{
    HttpRequest,
    http::{
        StatusCode,
        header::{HeaderValue, RETRY_AFTER},
    },
    web,
};
use tasuki_app::{
    Refusal,
    accounts::{SignIn, sign_in},
};
use tasuki_auth::token::Use;
use tasuki_domain::role::Role;
use tasuki_ui::page::sign_in::SignInNotice;

/// How long a page session lasts: one shift, from sign-in on, used or not.
const SESSION_SECONDS: i64 = 12 * 3600;

/// Signs in and goes on to the page asked for.
pub(crate) async fn send(req: HttpRequest, payload: web::Payload) -> PageAnswer {
    let setting = Setting::of(&req).ok_or_else(PageProblem::unrendered)?;
    let fields = posted::read(&req, &mut payload.into_inner())
        .await
        .unwrap_or_default();
    if !is_own_form(&req, &setting, fields.get("csrf")) {
        return form(
            &req,
            &setting,
            StatusCode::FORBIDDEN,
            &fields,
            Some(SignInNotice::FormTooOld),
        );
    }
    let typed = fields.clone();
    let address = address(&req);
    let signed_in = run_hashing(&setting.state, move |tasuki, occasion| {
        let input = SignIn {
            login: typed.get("login"),
            password: typed.raw("password"),
            code: typed.get("totp"),
            address: &address,
            usage: Use::Page,
            seconds: SESSION_SECONDS,
        };
        sign_in(tasuki, occasion, &input).map(Ok)
    })
    .await
    // Who is not signed in yet may be a crew: the page names the telephone.
    .map_err(|failure| {
        PageProblem::failed(setting.frame("お知らせ", None), Role::Crew, &failure)
    })?;
    match signed_in {
        Ok(session) => {
            let next =
                local(fields.get("next")).unwrap_or_else(|| names::start(session.account.role));
            Ok(answer::see_other_with(
                next,
                [
                    cookie::session_cookie(session.token, SESSION_SECONDS),
                    cookie::ended_before_cookie(),
                ],
            ))
        }
        Err(Refusal::Throttled { seconds }) => {
            let notice = SignInNotice::Throttled {
                minutes: seconds.div_ceil(60),
            };
            let mut page = form(
                &req,
                &setting,
                StatusCode::TOO_MANY_REQUESTS,
                &fields,
                Some(notice),
            )?;
            page.headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from(seconds));
            Ok(page)
        }
        Err(_) => form(
            &req,
            &setting,
            StatusCode::UNPROCESSABLE_ENTITY,
            &fields,
            Some(SignInNotice::Wrong),
        ),
    }
}

/// The address the request came from, under which failures are counted.
fn address(req: &HttpRequest) -> String {
    req.peer_addr()
        .map_or_else(String::new, |peer| peer.ip().to_string())
}
