//! What was searched for, kept by the browser, sealed: never in an address line, never readable
//! there, and of one session and one incident only.

use super::criteria::NAMES;
use crate::pages::{fields::Fields, sign_in::host_cookie};
use actix_web::cookie::Cookie;
use data_encoding::BASE64URL_NOPAD;
use tasuki_auth::seal::MasterKey;
use tasuki_domain::id::{IncidentId, SessionId};

/// The cookie's name.
pub(super) const COOKIE: &str = "__Host-search";

/// Seconds it lives: longer than it takes to open a summary and come back.
const SECONDS: i64 = 900;

/// Bytes of the fields at most, so that sealed and encoded they stay below a browser's limit.
const MOST_BYTES: usize = 2400;

/// The criteria as they are kept; none when they are too long to keep.
pub(super) fn plain(typed: &Fields) -> Option<Vec<u8>> {
    serde_json::to_vec(typed.only(NAMES).pairs())
        .ok()
        .filter(|plain| plain.len() <= MOST_BYTES)
}

/// The same as a cookie.
pub(super) fn seal(
    key: &MasterKey,
    nonce: [u8; 12],
    session: SessionId,
    incident: IncidentId,
    plain: &[u8],
) -> Option<Cookie<'static>> {
    let sealed = key.seal(nonce, plain, &context(session, incident)).ok()?;
    Some(host_cookie(
        COOKIE,
        BASE64URL_NOPAD.encode(&sealed),
        SECONDS,
    ))
}

/// The criteria of the cookie; none of another session's or another incident's.
pub(super) fn open(
    key: &MasterKey,
    session: SessionId,
    incident: IncidentId,
    cookie: &str,
) -> Option<Fields> {
    let sealed = BASE64URL_NOPAD.decode(cookie.as_bytes()).ok()?;
    let plain = key.open(&sealed, &context(session, incident)).ok()?;
    serde_json::from_slice(&plain).ok().map(Fields::new)
}

/// Takes the cookie away.
pub(crate) fn forgotten() -> Cookie<'static> {
    host_cookie(COOKIE, String::new(), 0)
}

fn context(session: SessionId, incident: IncidentId) -> Vec<u8> {
    [
        b"search".as_slice(),
        session.uuid().as_bytes(),
        incident.uuid().as_bytes(),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_was_typed_is_kept_for_its_session_and_incident_only_and_unreadable() {
        let key = MasterKey::from_bytes([1; 32]);
        let (session, incident) = (Uuid::from_u128(1).into(), Uuid::from_u128(2).into());
        let typed = Fields::new(vec![
            ("family_kana".into(), "ミホン".into()),
            ("csrf".into(), "secret".into()),
            ("sex".into(), String::new()),
        ]);
        let plain = plain(&typed).unwrap();
        let cookie = seal(&key, [3; 12], session, incident, &plain).unwrap();
        let kept = open(&key, session, incident, cookie.value()).unwrap();
        assert_eq!(
            kept.pairs(),
            [("family_kana".to_owned(), "ミホン".to_owned())]
        );
        assert!(!cookie.value().contains("ミホン"));
        for (key, session, incident) in [
            (MasterKey::from_bytes([2; 32]), session, incident),
            (key.clone(), Uuid::from_u128(9).into(), incident),
            (key.clone(), session, Uuid::from_u128(9).into()),
        ] {
            assert!(open(&key, session, incident, cookie.value()).is_none());
        }
        assert!(open(&key, session, incident, "").is_none());
    }

    #[test]
    fn what_no_browser_would_keep_is_not_sent() {
        let key = MasterKey::from_bytes([1; 32]);
        let (session, incident) = (Uuid::from_u128(1).into(), Uuid::from_u128(2).into());
        let of = |length| Fields::new(vec![("address".into(), "a".repeat(length))]);
        let longest = plain(&of(2300)).unwrap();
        let cookie = seal(&key, [3; 12], session, incident, &longest).unwrap();
        assert!(cookie.to_string().len() < 4096);
        assert!(plain(&of(2400)).is_none());
    }
}
