//! What handlers take from a request. A caller is verified without waiting, so that it is decided
//! before any body is looked at.

pub(crate) mod body;
pub(crate) mod caller;
pub(crate) mod idempotency;
pub(crate) mod if_match;
pub(crate) mod page_caller;
pub(crate) mod query;
pub(crate) mod roster_body;

use crate::problem::{Code, Problem};
use actix_web::web::PathConfig;

/// How an identifier in a path is answered that is none: it names nothing that could be found, and
/// is not repeated.
pub(crate) fn path() -> PathConfig {
    PathConfig::default().error_handler(|_, _| Problem::new(Code::NotFound).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::{
        App, HttpResponse,
        test::{TestRequest, call_service, init_service, read_body},
        web,
    };

    #[actix_web::test]
    async fn a_path_that_names_nothing_is_not_found_and_not_repeated() {
        async fn found(_: web::Path<uuid::Uuid>) -> HttpResponse {
            HttpResponse::Ok().finish()
        }
        let app = App::new()
            .app_data(path())
            .route("/residents/{id}", web::get().to(found));
        let app = init_service(app).await;
        for (segment, status) in [
            ("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f80", 200),
            ("Yamada", 404),
            ("%E5%B1%B1%E7%94%B0", 404),
            ("0198b7c2", 404),
        ] {
            let request = TestRequest::get()
                .uri(&format!("/residents/{segment}"))
                .to_request();
            let answer = call_service(&app, request).await;
            assert_eq!(answer.status().as_u16(), status, "{segment}");
            let body = String::from_utf8(read_body(answer).await.to_vec()).unwrap();
            assert!(!body.contains(segment) && !body.contains("山田"), "{body}");
            assert_eq!(body.contains("not_found"), status == 404, "{body}");
        }
    }
}
