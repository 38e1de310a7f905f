//! A roster's bytes as they are.

use super::body::{collect, media_type, state};
use crate::problem::Problem;
use actix_web::{FromRequest, HttpRequest, dev::Payload, web::Bytes};
use std::{future::Future, pin::Pin};

/// The media types under which a roster may come.
const TAKEN: &[&str] = &["text/csv", "application/octet-stream"];

/// The bytes of a roster file.
pub(crate) struct RosterBody(pub(crate) Bytes);

impl FromRequest for RosterBody {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, mut payload) = (req.clone(), payload.take());
        Box::pin(async move {
            let limits = state(&req)?.limits;
            media_type(&req, TAKEN)?;
            collect(&req, &mut payload, limits.roster_bytes, limits.roster_time)
                .await
                .map(Self)
        })
    }
}
