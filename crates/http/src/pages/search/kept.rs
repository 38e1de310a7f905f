//! What was searched for, kept by the browser, sealed: never in an address line, never readable
//! there, and of one session and one incident only.

use super::criteria::NAMES;
use crate::pages::{fields::Fields, setting::Setting, sign_in::host_cookie};
use actix_web::cookie::Cookie;
use data_encoding::BASE64URL_NOPAD;
use tasuki_domain::id::{IncidentId, SessionId};

/// The cookie's name.
pub(super) const COOKIE: &str = "__Host-search";

/// Seconds it lives: longer than it takes to open a summary and come back.
const SECONDS: i64 = 900;

/// Bytes of the fields at most, so that sealed and encoded they stay below a browser's limit.
const MOST_BYTES: usize = 2400;

/// The criteria as a cookie; none when they are too long to keep.
pub(super) fn seal(
    setting: &Setting,
    session: SessionId,
    incident: IncidentId,
    typed: &Fields,
) -> Option<Cookie<'static>> {
    let plain = serde_json::to_vec(typed.only(NAMES).pairs()).ok().filter(|plain| plain.len() <= MOST_BYTES)?;
    let nonce = setting.state.edge.entropy().first_chunk::<12>().copied()?;
    let sealed = setting.state.tasuki.master().seal(nonce, &plain, &context(session, incident)).ok()?;
    Some(host_cookie(COOKIE, BASE64URL_NOPAD.encode(&sealed), SECONDS))
}

/// The criteria of the cookie; none of another session's or another incident's.
pub(super) fn open(setting: &Setting, session: SessionId, incident: IncidentId, cookie: &str) -> Option<Fields> {
    let sealed = BASE64URL_NOPAD.decode(cookie.as_bytes()).ok()?;
    let plain = setting.state.tasuki.master().open(&sealed, &context(session, incident)).ok()?;
    serde_json::from_slice(&plain).ok().map(Fields::new)
}

/// Takes the cookie away.
pub(crate) fn forgotten() -> Cookie<'static> {
    host_cookie(COOKIE, String::new(), 0)
}

fn context(session: SessionId, incident: IncidentId) -> Vec<u8> {
    [b"search".as_slice(), session.uuid().as_bytes(), incident.uuid().as_bytes()].concat()
}
