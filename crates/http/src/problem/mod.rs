//! Problems (RFC 9457): every answer of the API that is not what was asked for.
//!
//! A problem never repeats what was sent: its texts are fixed, or made from names and lengths.

mod code;
mod refused;

pub(crate) use refused::way_on;

pub use code::Code;

use crate::middleware::request_id;
use actix_web::{
    HttpResponse, ResponseError,
    http::{
        StatusCode,
        header::{ALLOW, CACHE_CONTROL, ETAG, RETRY_AFTER, WWW_AUTHENTICATE},
    },
};
use serde::Serialize;
use std::fmt;
use utoipa::ToSchema;
use uuid::Uuid;

/// The media type of problems.
pub(crate) const PROBLEM_JSON: &str = "application/problem+json";

/// Seconds after which a request that was turned away may come again.
const COME_AGAIN_SECONDS: u32 = 5;

/// One wrong value of the input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldFault {
    /// Where: `identity.name.family`, `rows[2].category`, or the name of a header.
    #[schema(example = "identity.name.family_kana")]
    pub field: String,
    /// What is wrong, for programs.
    #[schema(example = "kana_other_characters")]
    pub code: &'static str,
    /// What is wrong, for people.
    #[schema(example = "フリガナにカナでない文字が入っています")]
    pub problem: String,
    /// What would be right.
    #[schema(example = "カタカナかひらがなで入れてください（例 ヤマダ）")]
    pub expected: String,
}

/// Why a request was not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    code: Code,
    /// Boxed, so that the good answers it shares a `Result` with stay small.
    told: Box<Told>,
}

/// What a problem says beyond its kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Told {
    detail: Option<String>,
    errors: Vec<FieldFault>,
    possible_duplicates: Vec<Uuid>,
    current: Option<i64>,
    retry_after: Option<u32>,
    allow: Option<String>,
}

/// A problem on the wire (RFC 9457).
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct ProblemBody<'a> {
    /// A name of the kind of problem; it is no address.
    #[serde(rename = "type")]
    #[schema(example = "urn:tasuki:problem:stale")]
    kind: String,
    /// The kind of problem, for programs.
    #[schema(example = "stale")]
    code: &'a str,
    /// The status of the answer.
    #[schema(example = 412)]
    status: u16,
    /// The kind of problem in one sentence.
    #[schema(example = "読んだ後に記録が変わっています。")]
    title: &'a str,
    /// What to do about this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    /// This request, to be told to the operator.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "urn:request:0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f50")]
    instance: Option<String>,
    /// Every wrong value of the input.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [FieldFault],
    /// Whom to look at before registering another.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    possible_duplicates: &'a [Uuid],
}

impl Problem {
    /// A problem of that kind.
    pub fn new(code: Code) -> Self {
        let retry_after = match code {
            Code::Busy | Code::Unavailable => Some(COME_AGAIN_SECONDS),
            _ => None,
        };
        Self {
            code,
            told: Box::new(Told {
                retry_after,
                ..Told::default()
            }),
        }
    }

    /// A problem of wrong values.
    pub fn invalid(errors: Vec<FieldFault>) -> Self {
        // One wrong value that has a problem of its own is that problem.
        let code = match errors.as_slice() {
            [only] => Code::from_code(only.code)
                .filter(|code| code.status() == StatusCode::UNPROCESSABLE_ENTITY)
                .unwrap_or(Code::Invalid),
            _ => Code::Invalid,
        };
        Self::with_errors(code, errors)
    }

    /// A problem of that kind with wrong values.
    pub(crate) fn with_errors(code: Code, errors: Vec<FieldFault>) -> Self {
        let mut problem = Self::new(code);
        problem.told.errors = errors;
        problem
    }

    /// The same with its fields named as the request has them.
    #[must_use]
    pub(crate) fn naming(mut self, named: impl Fn(&str) -> String) -> Self {
        for fault in &mut self.told.errors {
            fault.field = named(&fault.field);
        }
        self
    }

    /// The same with what to do about it; never with what was sent.
    #[must_use]
    pub fn detailed(mut self, detail: impl Into<String>) -> Self {
        self.told.detail = Some(detail.into());
        self
    }

    /// The same with the methods that the path has.
    #[must_use]
    pub(crate) fn allowing(mut self, methods: String) -> Self {
        self.told.allow = Some(methods);
        self
    }

    /// What kind of problem it is.
    pub const fn code(&self) -> Code {
        self.code
    }

    /// The wrong values.
    pub fn errors(&self) -> &[FieldFault] {
        &self.told.errors
    }

    fn body(&self, request: Option<Uuid>) -> ProblemBody<'_> {
        ProblemBody {
            kind: format!("urn:tasuki:problem:{}", self.code.code()),
            code: self.code.code(),
            status: self.code.status().as_u16(),
            title: self.code.title(),
            detail: self.told.detail.as_deref(),
            instance: request.map(|id| format!("urn:request:{id}")),
            errors: &self.told.errors,
            possible_duplicates: &self.told.possible_duplicates,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.code())
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.code.status()
    }

    fn error_response(&self) -> HttpResponse {
        let mut answer = HttpResponse::build(self.code.status());
        answer
            .content_type(PROBLEM_JSON)
            .insert_header((CACHE_CONTROL, "no-store"));
        if let Some(seconds) = self.told.retry_after {
            answer.insert_header((RETRY_AFTER, seconds));
        }
        if let Some(version) = self.told.current {
            answer.insert_header((ETAG, crate::extract::if_match::tag(version)));
        }
        if let Some(methods) = &self.told.allow {
            answer.insert_header((ALLOW, methods.as_str()));
        }
        if self.code.status() == StatusCode::UNAUTHORIZED {
            answer.insert_header((WWW_AUTHENTICATE, r#"Bearer realm="tasuki""#));
        }
        let body = serde_json::to_string(&self.body(request_id::current()));
        // Strings and numbers always serialize; an empty body would still carry the status.
        answer.body(body.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(problem: &Problem) -> serde_json::Value {
        serde_json::to_value(problem.body(Some(Uuid::nil()))).unwrap()
    }

    #[test]
    fn every_code_answers_with_its_status_and_as_a_problem() {
        for code in Code::ALL {
            let answer = Problem::new(*code).error_response();
            assert_eq!(answer.status(), code.status());
            assert_eq!(answer.headers().get("content-type").unwrap(), PROBLEM_JSON);
            assert_eq!(answer.headers().get(CACHE_CONTROL).unwrap(), "no-store");
            let again = answer.headers().contains_key(RETRY_AFTER);
            assert_eq!(
                again,
                code.status() == StatusCode::SERVICE_UNAVAILABLE,
                "{code:?}"
            );
            let challenge = answer.headers().contains_key(WWW_AUTHENTICATE);
            assert_eq!(
                challenge,
                code.status() == StatusCode::UNAUTHORIZED,
                "{code:?}"
            );
        }
    }

    #[test]
    fn members_that_say_nothing_are_left_out() {
        assert_eq!(
            json(&Problem::new(Code::NotFound)),
            serde_json::json!({
                "type": "urn:tasuki:problem:not_found",
                "code": "not_found",
                "status": 404,
                "title": "見つかりません。",
                "instance": "urn:request:00000000-0000-0000-0000-000000000000",
            })
        );
    }

    #[test]
    fn one_wrong_value_with_a_problem_of_its_own_is_that_problem() {
        let fault = |code| FieldFault {
            field: "birth_date".into(),
            code,
            problem: String::new(),
            expected: String::new(),
        };
        assert_eq!(
            Problem::invalid(vec![fault("birth_date_ambiguous")]).code(),
            Code::BirthDateAmbiguous
        );
        assert_eq!(
            Problem::invalid(vec![fault("text_empty")]).code(),
            Code::Invalid
        );
        // A value's code that another status has by chance does not change the status.
        assert_eq!(
            Problem::invalid(vec![fault("not_found")]).code(),
            Code::Invalid
        );
        let two = vec![fault("birth_date_ambiguous"), fault("text_empty")];
        assert_eq!(Problem::invalid(two).code(), Code::Invalid);
    }
}
