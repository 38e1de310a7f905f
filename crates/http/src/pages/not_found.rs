//! The page for addresses that do not exist.

use super::{answer, names, setting::Setting, visit::Visit};
use actix_web::{
    FromRequest as _, HttpRequest, HttpResponse, ResponseError as _,
    dev::Payload,
    http::{StatusCode, header::ACCEPT},
};
use tasuki_ui::page::{ProblemView, problem::WayOn};

/// Whether whoever asks would rather read a page than a program's answer.
pub(crate) fn prefers_page(req: &HttpRequest) -> bool {
    let for_programs = ["/v1/", "/fhir/", "/shl/"]
        .iter()
        .any(|prefix| req.path().starts_with(prefix));
    let html = req
        .headers()
        .get(ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    html && !for_programs
}

/// The page that says that there is nothing at this address.
pub(crate) fn not_found(req: &HttpRequest) -> HttpResponse {
    page(
        req,
        StatusCode::NOT_FOUND,
        "この場所に画面はありません",
        "はじめの画面から開き直してください。",
    )
}

/// The page that says that this address is not opened in this way.
pub(crate) fn method_not_allowed(req: &HttpRequest) -> HttpResponse {
    page(
        req,
        StatusCode::METHOD_NOT_ALLOWED,
        "この画面はこの方法では開けません",
        "はじめの画面から進み直してください。",
    )
}

fn page(req: &HttpRequest, status: StatusCode, what: &str, now: &str) -> HttpResponse {
    let Some(setting) = Setting::of(req) else {
        return super::problem::PageProblem::unrendered().error_response();
    };
    let role = Visit::from_request(req, &mut Payload::None)
        .into_inner()
        .ok()
        .map(|visit| visit.caller.role);
    let mut frame = setting.frame("お知らせ", None);
    frame.path = "/".to_owned();
    let view = ProblemView {
        frame,
        status: status.as_u16(),
        what: what.to_owned(),
        kept: "登録されている内容は変わっていません。".to_owned(),
        now: now.to_owned(),
        ways: vec![WayOn {
            href: "/".to_owned(),
            label: "はじめの画面へ".to_owned(),
        }],
        for_crew: role.is_some_and(names::is_crew),
    };
    answer::html(status, view.render()).unwrap_or_else(|problem| problem.error_response())
}
