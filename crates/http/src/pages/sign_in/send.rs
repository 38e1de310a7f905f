//! Signs in.

use super::{cookie, form, is_own_form, local};
use crate::{
    pages::{
        answer::{self, PageAnswer},
        names, posted,
        problem::PageProblem,
        setting::Setting,
    },
    signing_in::{Typed, signs_in},
};
use actix_web::{
    HttpRequest,
    http::{
        StatusCode,
        header::{HeaderValue, RETRY_AFTER},
    },
    web,
};
use tasuki_app::Refusal;
use tasuki_auth::token::Use;
use tasuki_domain::role::Role;
use tasuki_ui::page::sign_in::SignInNotice;

/// Signs in and goes on to the page asked for.
pub(crate) async fn send(req: HttpRequest, payload: web::Payload) -> PageAnswer {
    let setting = Setting::of(&req).ok_or_else(PageProblem::unrendered)?;
    let fields = posted::read_unknown(&setting.state, &req, payload)
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
    let typed = Typed {
        login: fields.get("login").to_owned(),
        password: fields.raw("password").to_owned(),
        code: fields.get("totp").to_owned(),
        usage: Use::Page,
        seconds: cookie::SESSION_SECONDS,
        browser: cookie::known_browser(&req, &setting),
    };
    let signed_in = signs_in(&setting.state, &req, typed, |_, _, signed_in| {
        Ok(Ok(signed_in))
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
                    cookie::session_cookie(session.token),
                    cookie::browser_cookie(&req, &setting),
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
