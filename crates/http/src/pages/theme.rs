//! `/theme`: day or night, kept in a cookie so that the server renders it without a flash.

use super::{
    answer::{self, PageAnswer},
    posted,
    problem::PageProblem,
    setting::{Setting, THEME_COOKIE},
    sign_in,
};
use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
    web,
};
use tasuki_domain::role::Role;
use tasuki_ui::Theme;

/// Keeps the theme and goes back to the page. It says nothing about anyone and changes nothing but a
/// color, so it needs no token, which pages that anyone may read have none of; only what another
/// site sends is refused.
pub(crate) async fn send(req: HttpRequest, payload: web::Payload) -> PageAnswer {
    let setting = Setting::of(&req).ok_or_else(PageProblem::unrendered)?;
    let fields = posted::read_unknown(&setting.state, &req, payload)
        .await
        .unwrap_or_default();
    if is_from_elsewhere(&req) {
        let mut frame = setting.frame("お知らせ", None);
        frame.path = "/".to_owned();
        return Err(PageProblem::foreign_form(frame, Role::Crew));
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

/// Whether the browser says that another site sent it. One that says nothing is an old one.
fn is_from_elsewhere(req: &HttpRequest) -> bool {
    req.headers()
        .get("sec-fetch-site")
        .is_some_and(|site| site != "same-origin" && site != "none")
}
