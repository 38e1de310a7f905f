//! JSON bodies: whole, in time, UTF-8, and read with every fault at once.

use crate::{
    problem::{Code, Problem},
    run::turn,
    state::AppState,
    wire::{At, Wire},
};
use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE},
    web::{self, Bytes, BytesMut},
};
use futures_util::StreamExt as _;
use serde_json::Value;
use std::{future::Future, pin::Pin, time::Duration};
use tasuki_domain::time::date_in_japan;
use tokio::{sync::OwnedSemaphorePermit, time::timeout};

/// A JSON body that has been read, and the bytes it came in.
pub(crate) struct FromBody<T> {
    /// What was sent.
    pub(crate) value: T,
    /// The bytes as they came, which idempotency keys are bound to.
    pub(crate) bytes: Bytes,
    _room: OwnedSemaphorePermit,
}

/// The same of somebody who is not known yet, and gets little room.
pub(crate) struct FromUnknown<T>(pub(crate) FromBody<T>);

impl<T: Wire + 'static> FromRequest for FromBody<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, payload) = (req.clone(), payload.take());
        Box::pin(async move {
            let most = state(&req)?.limits.body_bytes;
            read(&req, payload, most).await
        })
    }
}

impl<T: Wire + 'static> FromRequest for FromUnknown<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, payload) = (req.clone(), payload.take());
        Box::pin(async move {
            let most = state(&req)?.limits.unknown_body_bytes;
            read(&req, payload, most).await.map(Self)
        })
    }
}

async fn read<T: Wire>(
    req: &HttpRequest,
    mut payload: Payload,
    most: usize,
) -> Result<FromBody<T>, Problem> {
    let state = state(req)?;
    media_type(req, &["application/json"])?;
    let (bytes, room) = within_room(&state, req, &mut payload, most).await?;
    let value = parse(&bytes)?;
    let mut at = At::new(date_in_japan(state.edge.now()));
    let read = T::read(&value, &mut at);
    Ok(FromBody {
        value: at.finish(read)?,
        bytes,
        _room: room,
    })
}

/// A body for which there is room beside all the others that are on their way in. Whoever opens many
/// requests and sends little of each waits for the rest of them, and holds up nobody's memory.
pub(crate) async fn within_room(
    state: &AppState,
    req: &HttpRequest,
    payload: &mut Payload,
    most: usize,
) -> Result<(Bytes, OwnedSemaphorePermit), Problem> {
    let bytes = announced(req).unwrap_or(most);
    if bytes > most {
        return Err(too_large(most));
    }
    let places = u32::try_from(bytes).unwrap_or(u32::MAX);
    let room = turn(&state.bodies, places, state.limits.wait).await?;
    let body = collect(req, payload, bytes, state.limits.body_time).await?;
    Ok((body, room))
}

fn announced(req: &HttpRequest) -> Option<usize> {
    let header = req.headers().get(CONTENT_LENGTH)?;
    header.to_str().ok()?.parse().ok()
}

fn too_large(most: usize) -> Problem {
    Problem::new(Code::TooLarge).detailed(format!("{}KiBまでにしてください。", most / 1024))
}

pub(super) fn state(req: &HttpRequest) -> Result<web::Data<AppState>, Problem> {
    // Only an application that was put together without `build` lacks it.
    req.app_data::<web::Data<AppState>>()
        .cloned()
        .ok_or_else(|| Problem::new(Code::Internal))
}

/// Refuses every media type but these, and compressed bodies, whose size is not known beforehand.
pub(crate) fn media_type(req: &HttpRequest, taken: &[&str]) -> Result<(), Problem> {
    let refused = || {
        Problem::new(Code::UnsupportedMediaType).detailed(format!(
            "Content-Type を {} にして送ってください。",
            taken.join(" か ")
        ))
    };
    let sent = req
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|header| header.to_str().ok())
        .ok_or_else(refused)?;
    let essence = sent.split(';').next().unwrap_or_default().trim();
    if !taken.iter().any(|each| essence.eq_ignore_ascii_case(each)) {
        return Err(refused());
    }
    match req.headers().get(CONTENT_ENCODING) {
        Some(encoding) if encoding != "identity" => Err(Problem::new(Code::UnsupportedMediaType)
            .detailed("圧縮していない本文を送ってください。")),
        _ => Ok(()),
    }
}

/// The whole body, if it is no larger and no slower than allowed.
pub(super) async fn collect(
    req: &HttpRequest,
    payload: &mut Payload,
    most: usize,
    time: Duration,
) -> Result<Bytes, Problem> {
    let announced = announced(req);
    if announced.is_some_and(|length| length > most) {
        return Err(too_large(most));
    }
    let whole = async {
        let mut body = BytesMut::with_capacity(announced.unwrap_or(0).min(most));
        while let Some(chunk) = payload.next().await {
            let chunk = chunk.map_err(|_| Problem::new(Code::MalformedBody))?;
            if body.len() + chunk.len() > most {
                return Err(too_large(most));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body.freeze())
    };
    timeout(time, whole)
        .await
        .unwrap_or_else(|_| Err(Problem::new(Code::TooSlow)))
}

/// The JSON of a body. What is wrong is told by its place, never by what stands there.
fn parse(bytes: &[u8]) -> Result<Value, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|fault| {
        Problem::new(Code::NotUtf8).detailed(format!(
            "{}バイト目から先を読めません。",
            fault.valid_up_to() + 1
        ))
    })?;
    serde_json::from_str(text).map_err(|fault| {
        Problem::new(Code::MalformedJson).detailed(format!(
            "{}行目の{}文字目あたりを確かめてください。",
            fault.line(),
            fault.column()
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::{ResponseError as _, test::TestRequest};

    #[test]
    fn malformed_bodies_are_told_by_place_and_never_repeated() {
        for (body, status, code) in [
            (
                br#"{"family_kana": "Yamada"#.as_slice(),
                400,
                "malformed_json",
            ),
            (br#"{"family_kana": Yamada}"#, 400, "malformed_json"),
            (br#"{"Yamada": 1} Yamada"#, 400, "malformed_json"),
            (b"", 400, "malformed_json"),
            (b"{\"family_kana\": \"Yamada\xFF\"}", 400, "not_utf8"),
        ] {
            let problem = parse(body).unwrap_err();
            assert_eq!(problem.status_code().as_u16(), status);
            assert_eq!(problem.code().code(), code);
            assert!(!format!("{problem:?}").contains("Yamada"));
        }
        // A document nested without end is refused before it exhausts the stack.
        assert!(parse("[".repeat(100_000).as_bytes()).is_err());
    }

    #[test]
    fn only_the_media_type_counts() {
        for (sent, taken) in [
            ("application/json", true),
            ("application/json; charset=utf-8", true),
            ("APPLICATION/JSON", true),
            ("text/plain", false),
            ("application/x-www-form-urlencoded", false),
            ("", false),
        ] {
            let req = TestRequest::default()
                .insert_header((CONTENT_TYPE, sent))
                .to_http_request();
            assert_eq!(
                media_type(&req, &["application/json"]).is_ok(),
                taken,
                "{sent}"
            );
        }
        assert!(
            media_type(
                &TestRequest::default().to_http_request(),
                &["application/json"]
            )
            .is_err()
        );
        let squeezed = TestRequest::default()
            .insert_header((CONTENT_TYPE, "application/json"))
            .insert_header((CONTENT_ENCODING, "gzip"))
            .to_http_request();
        assert!(media_type(&squeezed, &["application/json"]).is_err());
    }
}
