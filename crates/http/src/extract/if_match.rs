//! The version of a record that a change rests on.

use crate::problem::{Code, Problem};
use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header::IF_MATCH};
use std::future::{Ready, ready};

/// The entity tag of a version.
pub(crate) fn tag(version: i64) -> String {
    format!("\"v{version}\"")
}

/// The version named by `If-Match`. Whoever changes a record says which version they read.
#[derive(Debug)]
pub(crate) struct IfMatch(pub(crate) i64);

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(req).map(Self))
    }
}

/// The version named by `If-Match`, where a change may rest on none.
pub(crate) struct OptionalIfMatch(pub(crate) Option<i64>);

impl FromRequest for OptionalIfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let named = req.headers().contains_key(IF_MATCH).then(|| read(req));
        ready(named.transpose().map(Self))
    }
}

fn read(req: &HttpRequest) -> Result<i64, Problem> {
    let required = || {
        Problem::new(Code::IfMatchRequired)
            .detailed("登録内容を読んだときの ETag をそのまま If-Match に入れてください。")
    };
    let header = req.headers().get(IF_MATCH).ok_or_else(required)?;
    let text = header.to_str().map_err(|_| required())?.trim();
    // "*" would mean any version, which is what the header is there to exclude.
    if text == "*" {
        return Err(required());
    }
    text.strip_prefix("\"v")
        .and_then(|rest| rest.strip_suffix('"'))
        .and_then(|version| version.parse().ok())
        // A tag that is none of ours matches nothing.
        .ok_or_else(|| {
            Problem::new(Code::Stale).detailed("読み直してから、もう一度送ってください。")
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn only_a_tag_of_ours_names_a_version() {
        for (header, expected) in [
            (Some("\"v3\""), Ok(3)),
            (Some(" \"v12\" "), Ok(12)),
            (None, Err(Code::IfMatchRequired)),
            (Some("*"), Err(Code::IfMatchRequired)),
            (Some("v3"), Err(Code::Stale)),
            (Some("W/\"v3\""), Err(Code::Stale)),
            (Some("\"v3\", \"v4\""), Err(Code::Stale)),
            (Some("\"v99999999999999999999\""), Err(Code::Stale)),
        ] {
            let mut request = TestRequest::default();
            if let Some(header) = header {
                request = request.insert_header((IF_MATCH, header));
            }
            let read = read(&request.to_http_request()).map_err(|problem| problem.code());
            assert_eq!(read, expected, "{header:?}");
        }
        assert_eq!(tag(3), "\"v3\"");
    }
}
