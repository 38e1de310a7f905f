//! The query of an address: identifiers and cursors only, never personal data.

use super::body::state;
use crate::{
    problem::{Code, Problem},
    wire::{At, Wire},
};
use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use serde_json::{Map, Value};
use std::future::{Ready, ready};
use tasuki_domain::time::{Date, date_in_japan};

/// A query that has been read.
pub(crate) struct FromQuery<T>(pub(crate) T);

impl<T: Wire> FromRequest for FromQuery<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let today = state(req).map(|state| date_in_japan(state.edge.now()));
        ready(
            today
                .and_then(|today| read(req.query_string(), today))
                .map(Self),
        )
    }
}

fn read<T: Wire>(query: &str, today: Date) -> Result<T, Problem> {
    let pairs = web::Query::<Vec<(String, String)>>::from_query(query)
        .map_err(|_| Problem::new(Code::MalformedQuery))?;
    let mut object = Map::new();
    for (name, value) in pairs.into_inner() {
        if object.insert(name, Value::String(value)).is_some() {
            return Err(Problem::new(Code::MalformedQuery).detailed("同じ名前が2回あります。"));
        }
    }
    let mut at = At::new(today);
    let read = T::read(&Value::Object(object), &mut at);
    at.finish(read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::residents::view_summary::ViewSummary;
    use actix_web::ResponseError as _;

    #[test]
    fn what_is_wrong_is_named_and_not_repeated() {
        for (query, status, code) in [
            ("incident_id=Yamada", 422, "id_malformed"),
            ("incident_id=%E5%B1%B1%E7%94%B0", 422, "id_malformed"),
            ("incident_id=%FF%FE", 422, "id_malformed"),
            ("incident_id=", 422, "id_malformed"),
            ("Yamada=1", 422, "unknown_field"),
            ("incident_id=1&incident_id=Yamada", 400, "malformed_query"),
        ] {
            let read = read::<ViewSummary>(query, jiff::civil::date(2026, 11, 21));
            let problem = read.err().unwrap_or_else(|| panic!("{query}"));
            assert_eq!(problem.status_code().as_u16(), status, "{query}");
            let told = problem
                .errors()
                .first()
                .map_or(problem.code().code(), |fault| fault.code);
            assert_eq!(told, code, "{query}");
            let text = format!("{problem:?}");
            assert!(!text.contains("Yamada") && !text.contains("山田"), "{text}");
        }
        assert!(read::<ViewSummary>("", jiff::civil::date(2026, 11, 21)).is_ok());
    }
}
