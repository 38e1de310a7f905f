//! A form of a verified caller.

use super::{fields::Fields, visit::Visit};
use crate::{
    extract::body::{media_type, within_room},
    state::AppState,
};
use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use std::{future::Future, pin::Pin};

/// A form that a verified caller sent from a page of their own session.
pub(crate) struct Posted {
    /// Who.
    pub(crate) visit: Visit,
    /// What.
    pub(crate) fields: Fields,
}

impl FromRequest for Posted {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, actix_web::Error>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let visit = Visit::from_request(req, payload).into_inner();
        let (req, mut payload) = (req.clone(), payload.take());
        Box::pin(async move {
            let visit = visit?;
            // The body is not read before the caller is known.
            let most = visit.setting.state.limits.body_bytes;
            let fields = read(&visit.setting.state, &req, &mut payload, most)
                .await
                .ok_or_else(|| visit.foreign_form())?;
            if !visit.is_own_form(fields.get("csrf")) {
                return Err(visit.foreign_form().into());
            }
            Ok(Self { visit, fields })
        })
    }
}

/// Reads a form of somebody who may not be known; none when it is none, too large or too slow.
pub(crate) async fn read_unknown(
    state: &AppState,
    req: &HttpRequest,
    payload: web::Payload,
) -> Option<Fields> {
    let most = state.limits.unknown_body_bytes;
    read(state, req, &mut payload.into_inner(), most).await
}

async fn read(
    state: &AppState,
    req: &HttpRequest,
    payload: &mut Payload,
    most: usize,
) -> Option<Fields> {
    media_type(req, &["application/x-www-form-urlencoded"]).ok()?;
    let (body, _room) = within_room(state, req, payload, most).await.ok()?;
    let pairs =
        web::Query::<Vec<(String, String)>>::from_query(std::str::from_utf8(&body).ok()?).ok()?;
    Some(Fields::new(pairs.into_inner()))
}
