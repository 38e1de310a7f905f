//! What every request passes through, outermost first: [`request_id`], [`access_line`],
//! [`headers`], [`unanswered`]. `build` wraps them in the reverse order, as actix asks for.

pub(crate) mod access_line;
pub(crate) mod headers;
pub(crate) mod request_id;
pub(crate) mod unanswered;

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::{
        App, HttpResponse,
        http::{Method, header::CONTENT_TYPE},
        middleware::from_fn,
        test::{TestRequest, call_service, init_service, read_body},
        web,
    };

    #[actix_web::test]
    async fn paths_and_methods_that_do_not_exist_are_problems_with_every_header() {
        async fn fine() -> HttpResponse {
            HttpResponse::Ok().finish()
        }
        let app = App::new()
            .service(web::resource("/sign-in").get(fine))
            .route("/v1/incidents", web::get().to(fine))
            .default_service(web::to(unanswered::nothing_here))
            .wrap(from_fn(unanswered::unanswered))
            .wrap(from_fn(headers::headers))
            .wrap(from_fn(access_line::access_line))
            .wrap(from_fn(request_id::request_id));
        let app = init_service(app).await;
        for (method, path, status, allow) in [
            (Method::GET, "/v1/incidents", 200, None),
            (Method::PUT, "/v1/incidents", 405, Some("GET, POST")),
            (Method::HEAD, "/v1/incidents", 405, Some("GET, POST")),
            (Method::OPTIONS, "/v1/incidents", 405, Some("GET, POST")),
            (Method::TRACE, "/v1/incidents", 405, Some("GET, POST")),
            (Method::DELETE, "/sign-in", 405, Some("GET, POST")),
            (Method::OPTIONS, "/sign-in", 405, Some("GET, POST")),
            (Method::GET, "/v1/nowhere/Yamada", 404, None),
        ] {
            let request = TestRequest::with_uri(path)
                .method(method.clone())
                .insert_header(("x-request-id", "Yamada"))
                .to_request();
            let answer = call_service(&app, request).await;
            assert_eq!(answer.status().as_u16(), status, "{method} {path}");
            let header = |name: &str| {
                answer
                    .headers()
                    .get(name)
                    .map(|value| value.to_str().unwrap().to_owned())
            };
            assert_eq!(header("allow").as_deref(), allow, "{method} {path}");
            assert_eq!(header("cache-control").as_deref(), Some("no-store"));
            assert_eq!(header("x-content-type-options").as_deref(), Some("nosniff"));
            let id = header("x-request-id").unwrap();
            assert_ne!(id, "Yamada");
            let problem =
                header(CONTENT_TYPE.as_str()).as_deref() == Some("application/problem+json");
            assert_eq!(problem, status != 200, "{method} {path}");
            let body = String::from_utf8(read_body(answer).await.to_vec()).unwrap();
            assert!(!body.contains("Yamada"), "{body}");
            if problem && method != Method::HEAD {
                assert!(body.contains(&format!("urn:request:{id}")), "{body}");
            }
        }
    }
}
