//! `/theme`: day or night, kept in a cookie so that the server renders it without a flash.

use super::{
    answer,
    fields::Fields,
    posted,
    problem::PageProblem,
    setting::{Setting, THEME_COOKIE},
    sign_in,
    visit::Visit,
};
use actix_web::{
    FromRequest, HttpRequest, HttpResponse,
    cookie::{Cookie, SameSite, time::Duration},
    dev::Payload,
    web,
};
use tasuki_ui::Theme;

/// Keeps the theme and goes back to the page. It says nothing about anyone and works before
/// sign-in too, where the token is that of the sign-in form.
pub(crate) async fn send(
    req: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, actix_web::Error> {
    let visit = Visit::from_request(&req, &mut Payload::None)
        .into_inner()
        .ok();
    let setting = Setting::of(&req).ok_or_else(PageProblem::unrendered)?;
    let fields = posted::read_unknown(&setting.state, &req, payload)
        .await
        .unwrap_or_default();
    if !is_own(&req, visit.as_ref(), &setting, &fields) {
        return Err(visit
            .map_or_else(PageProblem::unrendered, |visit| visit.foreign_form())
            .into());
    }
    let theme = Theme::from_code(fields.get("theme")).unwrap_or_default();
    let back = sign_in::local(fields.get("return")).unwrap_or("/");
    let cookie = Cookie::build(THEME_COOKIE, theme.code())
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(Duration::days(365))
        .finish();
    Ok(answer::see_other_with(back, [cookie]))
}

/// The form of this session, of this sign-in page, or of a page of ours that has no session.
fn is_own(req: &HttpRequest, visit: Option<&Visit>, setting: &Setting, fields: &Fields) -> bool {
    let token = fields.get("csrf");
    match visit {
        Some(visit) => visit.is_own_form(token),
        None => {
            sign_in::is_own_form(req, setting, token)
                || req
                    .headers()
                    .get("sec-fetch-site")
                    .is_some_and(|site| site == "same-origin")
        }
    }
}
