//! The caller of an API request: a bearer token, verified without IO.

use crate::{
    problem::{Code, Problem},
    state::AppState,
};
use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header::AUTHORIZATION, web};
use std::future::{Ready, ready};
use tasuki_domain::caller::{Caller, Proof};

/// The verified caller. It is the first argument of every protected handler: actix polls the
/// arguments in order, so a request without a caller is 401 whatever its body is.
pub(crate) struct ApiCaller(pub(crate) Caller);

impl FromRequest for ApiCaller {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let caller = bearer(req).and_then(|token| verified(req, token, Proof::Token));
        ready(
            caller
                .map(Self)
                .ok_or_else(|| Problem::new(Code::Unauthenticated)),
        )
    }
}

/// The token of a single `Authorization: Bearer …` header.
fn bearer(req: &HttpRequest) -> Option<&str> {
    let mut headers = req.headers().get_all(AUTHORIZATION);
    let only = headers.next().filter(|_| headers.next().is_none())?;
    let (scheme, token) = only.to_str().ok()?.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| token.trim_start_matches(' '))
}

/// The caller whom a token names, if it holds now and was issued for this use.
pub(super) fn verified(req: &HttpRequest, token: &str, proof: Proof) -> Option<Caller> {
    let state = req.app_data::<web::Data<AppState>>()?;
    match state.tasuki.signing().verify(token, state.edge.now()) {
        Ok(caller) => Some(caller).filter(|caller| caller.proof == proof),
        Err(refusal) => {
            tracing::info!(target: "tasuki::security", reason = %refusal, "a token was not taken");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn one_bearer_header_is_read_and_nothing_else() {
        for (headers, expected) in [
            (vec!["Bearer abc"], Some("abc")),
            (vec!["bearer  abc"], Some("abc")),
            (vec!["Basic abc"], None),
            (vec!["Bearer"], None),
            (vec!["Bearer abc", "Bearer def"], None),
            (vec![], None),
        ] {
            let mut request = TestRequest::default();
            for header in &headers {
                request = request.append_header((AUTHORIZATION, *header));
            }
            assert_eq!(bearer(&request.to_http_request()), expected, "{headers:?}");
        }
    }
}
