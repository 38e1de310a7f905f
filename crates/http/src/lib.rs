//! The service over HTTP: the JSON API under `/v1`, its description, and the pages.
//!
//! A request passes the middleware, is given its caller without IO, is read whole with every fault
//! at once, and takes one hop (`run.rs`) to a thread where one function of `tasuki-app` does
//! everything and records it. What comes back is an answer or a [`Problem`].

mod answer;
mod api;
mod client;
mod cursor;
mod docs;
mod examples;
mod extract;
mod health;
mod metrics;
mod middleware;
mod openapi;
mod pages;
mod problem;
pub mod rosters;
mod routes;
mod run;
mod server;
mod signing_in;
mod state;
#[cfg(test)]
mod tests;
mod wire;

pub use api::lookups::criteria::read_criteria;
pub use client::{Network, NotANetwork};
pub use metrics::Metrics;
pub use openapi::{document, openapi_json};
pub use problem::{Code, FieldFault, Problem};
pub use routes::{Access, Kind, Route, routes};
pub use server::{Running, Stop, serve, start, tls};
pub use state::{AppState, Edge, Limits};

use actix_web::{
    App,
    body::MessageBody,
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    middleware::from_fn,
    web::{self, Data, PayloadConfig},
};
use middleware::{access_line, headers, request_id, unanswered};
use utoipa_actix_web::AppExt as _;

/// The whole application, as a server runs it and as tests call it in process.
pub fn build(
    state: AppState,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = actix_web::Error,
        InitError = (),
    >,
> {
    let body_bytes = state.limits.body_bytes;
    let (app, _) = App::new()
        .into_utoipa_app()
        .configure(routes::configure)
        .split_for_parts();
    app.app_data(Data::new(state))
        .app_data(extract::path())
        .app_data(PayloadConfig::new(body_bytes))
        .route("/docs", web::get().to(docs::docs))
        .configure(pages::configure)
        .default_service(web::to(unanswered::nothing_here))
        // The last one wrapped is the first one passed.
        .wrap(from_fn(unanswered::unanswered))
        .wrap(from_fn(headers::headers))
        .wrap(from_fn(access_line::access_line))
        .wrap(from_fn(request_id::request_id))
}
