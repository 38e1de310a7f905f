//! The token that a page's forms carry, bound to what they were rendered for.

use crate::seal::{MasterKey, mac};
use data_encoding::BASE64URL_NOPAD;
use subtle::ConstantTimeEq as _;
use tasuki_domain::id::SessionId;
use uuid::Uuid;

/// What a form is bound to. Each kind has a key of its own, so that the sign-in form, which anyone
/// may ask for with a number of their choice, tells nothing about the forms of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A session.
    Session(SessionId),
    /// A browser before it has one.
    SignIn(Uuid),
}

/// The token of these forms. It needs no storage: it is made again to be compared.
pub fn token(key: &MasterKey, form: Form) -> String {
    let (purpose, number) = match form {
        Form::Session(session) => ("csrf", session.uuid()),
        Form::SignIn(number) => ("csrf before session", number),
    };
    BASE64URL_NOPAD.encode(&mac(&key.subkey(purpose), number.as_bytes()))
}

/// Whether it is the token of these forms, in constant time.
pub fn verify(key: &MasterKey, form: Form, given: &str) -> bool {
    token(key, form).as_bytes().ct_eq(given.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_of_one_session_and_one_key() {
        let key = MasterKey::from_bytes([1; 32]);
        let form = Form::Session(Uuid::from_u128(1).into());
        let token = token(&key, form);
        assert_eq!(token.len(), 43);
        assert!(verify(&key, form, &token));
        let other = Form::Session(Uuid::from_u128(2).into());
        assert!(!verify(&key, other, &token));
        assert!(!verify(&MasterKey::from_bytes([2; 32]), form, &token));
        for wrong in ["", "A", &token[1..], &format!("{token}A")] {
            assert!(!verify(&key, form, wrong), "{wrong}");
        }
    }

    #[test]
    fn the_sign_in_form_makes_no_token_of_a_session() {
        let key = MasterKey::from_bytes([1; 32]);
        let number = Uuid::from_u128(1);
        let told = token(&key, Form::SignIn(number));
        assert!(verify(&key, Form::SignIn(number), &told));
        assert!(!verify(&key, Form::Session(number.into()), &told));
    }
}
