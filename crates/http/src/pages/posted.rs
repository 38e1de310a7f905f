//! A form of a verified caller.

use super::{fields::Fields, visit::Visit};
use crate::state::AppState;
use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use std::{future::Future, pin::Pin};
use tokio::time::timeout;

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
            let fields = read(&req, &mut payload)
                .await
                .ok_or_else(|| visit.foreign_form())?;
            if !visit.is_own_form(fields.get("csrf")) {
                return Err(visit.foreign_form().into());
            }
            Ok(Self { visit, fields })
        })
    }
}

/// Reads a form; none when it is none, too large or too slow.
pub(crate) async fn read(req: &HttpRequest, payload: &mut Payload) -> Option<Fields> {
    let longest = req.app_data::<web::Data<AppState>>()?.limits.body_time;
    let form = web::Form::<Vec<(String, String)>>::from_request(req, payload);
    let form = timeout(longest, form).await.ok()?.ok()?;
    Some(Fields::new(form.into_inner()))
}
