//! Signing in.

use crate::town::{PASSWORD, SECRET, Town, now};
use tasuki_app::{
    Answer, Refusal,
    accounts::{SignIn, SignedIn, sign_in},
};
use tasuki_auth::{token::Use, totp};

fn attempt(town: &Town, login: &str, password: &str, code: &str) -> Answer<SignedIn> {
    let input = SignIn {
        login,
        password,
        code,
        address: "127.0.0.1",
        usage: Use::Api,
        seconds: 3600,
    };
    sign_in(&town.tasuki, &town.occasion(), &input)
}

fn code() -> String {
    totp::code(&totp::Secret::from_bytes(SECRET), now())
}

#[test]
fn a_code_works_once() {
    let town = Town::new();
    let signed_in = attempt(&town, "Officer", PASSWORD, &code())
        .unwrap()
        .unwrap();
    assert_eq!(signed_in.account.login.as_str(), "officer");
    let caller = town
        .tasuki
        .signing()
        .verify(&signed_in.token, now())
        .unwrap();
    assert_eq!(caller.account, town.officer.account);
    assert_eq!(
        attempt(&town, "officer", PASSWORD, &code())
            .unwrap()
            .unwrap_err(),
        Refusal::SignInFailed
    );
}

#[test]
fn every_wrong_part_fails_alike_and_too_many_wait() {
    let town = Town::new();
    for (login, password, code) in [
        ("nobody", PASSWORD, code()),
        ("officer", "ちがう合言葉をいれました", code()),
        ("officer", PASSWORD, "000000".into()),
    ] {
        assert_eq!(
            attempt(&town, login, password, &code).unwrap().unwrap_err(),
            Refusal::SignInFailed
        );
    }
    for _ in 0..3 {
        assert_eq!(
            attempt(&town, "officer", PASSWORD, "000000")
                .unwrap()
                .unwrap_err(),
            Refusal::SignInFailed
        );
    }
    let refusal = attempt(&town, "officer", PASSWORD, &code())
        .unwrap()
        .unwrap_err();
    assert!(
        matches!(refusal, Refusal::Throttled { seconds: 1.. }),
        "{refusal:?}"
    );
}
