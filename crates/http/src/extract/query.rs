//! The query of an address: identifiers and cursors only, never personal data.

use super::body::state;
use crate::{
    problem::{Code, Problem},
    wire::{At, Wire},
};
use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use serde_json::{Map, Value};
use std::future::{Ready, ready};
use tasuki_domain::time::date_in_japan;

/// A query that has been read.
pub(crate) struct FromQuery<T>(pub(crate) T);

impl<T: Wire> FromRequest for FromQuery<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(req).map(Self))
    }
}

fn read<T: Wire>(req: &HttpRequest) -> Result<T, Problem> {
    let pairs = web::Query::<Vec<(String, String)>>::from_query(req.query_string())
        .map_err(|_| Problem::new(Code::MalformedQuery))?;
    let mut object = Map::new();
    for (name, value) in pairs.into_inner() {
        if object.insert(name, Value::String(value)).is_some() {
            return Err(Problem::new(Code::MalformedQuery).detailed("同じ名前が2回あります。"));
        }
    }
    let mut at = At::new(date_in_japan(state(req)?.edge.now()));
    let read = T::read(&Value::Object(object), &mut at);
    at.finish(read)
}
