//! The key that makes a retried request happen once.

use crate::problem::{FieldFault, Problem};
use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header::HeaderName};
use std::future::{Ready, ready};
use tasuki_app::Once;
use tasuki_domain::Invalid;

const HEADER: HeaderName = HeaderName::from_static("idempotency-key");

/// The `Idempotency-Key` of a request, if it has one, and what the request is for.
pub(crate) struct IdempotencyKey {
    key: Option<String>,
    target: String,
}

impl IdempotencyKey {
    /// Binds the key to the request's target and body.
    pub(crate) fn once(&self, body: &[u8]) -> Result<Option<Once>, Problem> {
        self.key
            .as_deref()
            .map(|key| Once::new(key, &self.target, body).map_err(refused))
            .transpose()
    }
}

impl FromRequest for IdempotencyKey {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let target = format!("{} {}", req.method(), req.path());
        let key = req.headers().get(HEADER).map(|header| header.to_str());
        ready(match key.transpose() {
            Ok(key) => Ok(Self {
                key: key.map(str::to_owned),
                target,
            }),
            Err(_) => Err(refused(Invalid::new(
                "idempotency_key_malformed",
                "Idempotency-Key の長さか文字が合いません",
                "8〜80文字の半角の文字（UUIDなど）にしてください",
            ))),
        })
    }
}

fn refused(invalid: Invalid) -> Problem {
    Problem::invalid(vec![FieldFault::of("Idempotency-Key", invalid)])
}
