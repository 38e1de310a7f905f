//! The token that a page's forms carry, bound to the session they were rendered for.

use crate::seal::{MasterKey, mac};
use data_encoding::BASE64URL_NOPAD;
use subtle::ConstantTimeEq as _;
use tasuki_domain::id::SessionId;

/// The token of a session's forms. It needs no storage: it is made again to be compared.
pub fn token(key: &MasterKey, session: SessionId) -> String {
    BASE64URL_NOPAD.encode(&mac(&key.subkey("csrf"), session.uuid().as_bytes()))
}

/// Whether it is the token of that session's forms, in constant time.
pub fn verify(key: &MasterKey, session: SessionId, given: &str) -> bool {
    token(key, session)
        .as_bytes()
        .ct_eq(given.as_bytes())
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_token_is_of_one_session_and_one_key() {
        let key = MasterKey::from_bytes([1; 32]);
        let session: SessionId = Uuid::from_u128(1).into();
        let token = token(&key, session);
        assert_eq!(token.len(), 43);
        assert!(verify(&key, session, &token));
        assert!(!verify(&key, Uuid::from_u128(2).into(), &token));
        assert!(!verify(&MasterKey::from_bytes([2; 32]), session, &token));
        for wrong in ["", "A", &token[1..], &format!("{token}A")] {
            assert!(!verify(&key, session, wrong), "{wrong}");
        }
    }
}
