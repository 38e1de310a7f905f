//! `/sign-in`: login, password and one-time code.

mod cookie;
mod next;
mod send;

use cookie::is_own_form;
pub(crate) use cookie::{ended_session_cookie, host_cookie};
pub(crate) use next::{local, path_with, way_back};
pub(crate) use send::send;

use super::{
    answer::{self, PageAnswer},
    fields::Fields,
    problem::PageProblem,
    setting::Setting,
};
use crate::extract::page_caller::SESSION_COOKIE;
use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use tasuki_auth::csrf;
use tasuki_ui::page::{SignInView, sign_in::SignInNotice};

/// On to the form, and from there back to the page that was asked for. A session that there was is
/// over, and that is said.
pub(crate) fn first(req: &HttpRequest) -> HttpResponse {
    let page = req.uri().path_and_query().map_or("/", |page| page.as_str());
    let next = way_back(req.method(), page);
    if req.cookie(SESSION_COOKIE).is_none() {
        return answer::see_other(&path_with(next.as_deref(), ""));
    }
    answer::see_other_with(
        &path_with(next.as_deref(), "over"),
        [ended_session_cookie()],
    )
}

/// Shows the form.
pub(crate) async fn show(req: HttpRequest) -> PageAnswer {
    let setting = Setting::of(&req).ok_or_else(PageProblem::unrendered)?;
    let pairs = web::Query::<Vec<(String, String)>>::from_query(req.query_string());
    let query = Fields::new(pairs.map(web::Query::into_inner).unwrap_or_default());
    let notice = match query.get("notice") {
        "over" => Some(SignInNotice::Expired),
        "out" => Some(SignInNotice::SignedOut),
        _ => None,
    };
    form(&req, &setting, StatusCode::OK, &query, notice)
}

/// The form with what was typed, except password and code.
fn form(
    req: &HttpRequest,
    setting: &Setting,
    status: StatusCode,
    fields: &Fields,
    notice: Option<SignInNotice>,
) -> PageAnswer {
    let (before, fresh) = cookie::before_session(req, setting);
    let token = csrf::token(setting.state.tasuki.master(), csrf::Form::SignIn(before));
    let next = local(fields.get("next")).map(str::to_owned);
    let mut frame = setting.frame("サインイン", Some(token));
    frame.path = path_with(next.as_deref(), "");
    let view = SignInView {
        frame,
        login: fields.get("login").to_owned(),
        next,
        notice,
    };
    let mut answer = answer::html(status, view.render())?;
    if let Some(cookie) = fresh {
        answer
            .add_cookie(&cookie)
            .map_err(|_| PageProblem::unrendered())?;
    }
    Ok(answer)
}
