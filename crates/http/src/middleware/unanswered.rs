//! Requests that no handler is for: a path or a method that does not exist.

use crate::{
    pages,
    problem::{Code, Problem},
    routes,
};
use actix_web::{
    Error, HttpRequest, HttpResponse, ResponseError as _,
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        StatusCode,
        header::{ALLOW, CONTENT_TYPE, HeaderValue},
    },
    middleware::Next,
};

/// Gives the bare 404 and 405 of the router a body: a problem, or a page for whoever reads pages.
pub(crate) async fn unanswered(
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody>>, Error> {
    let answer = next.call(req).await?;
    let bare = matches!(
        answer.status(),
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED
    ) && !answer.headers().contains_key(CONTENT_TYPE);
    if !bare {
        return Ok(answer.map_into_left_body());
    }
    let (req, _) = answer.into_parts();
    let answer = of(&req);
    Ok(ServiceResponse::new(req, answer).map_into_right_body())
}

/// The answer to a request that no handler is for.
pub(crate) async fn nothing_here(req: HttpRequest) -> HttpResponse {
    of(&req)
}

fn of(req: &HttpRequest) -> HttpResponse {
    let methods = routes::methods_of(req.path());
    if methods.is_empty() {
        if pages::prefers_page(req) {
            return pages::not_found(req);
        }
        return Problem::new(Code::NoSuchPath).error_response();
    }
    let methods = methods.join(", ");
    if !pages::prefers_page(req) {
        return Problem::new(Code::MethodNotAllowed)
            .allowing(methods)
            .error_response();
    }
    let mut page = pages::method_not_allowed(req);
    if let Ok(methods) = HeaderValue::from_str(&methods) {
        page.headers_mut().insert(ALLOW, methods);
    }
    page
}
