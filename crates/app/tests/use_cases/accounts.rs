//! Who left is shut out.

use crate::town::{PASSWORD, SECRET, Town, now};
use tasuki_app::{
    Refusal,
    accounts::{SignIn, close, console_caller, sign_in, whoami},
    residents::{ListResidents, list},
};
use tasuki_auth::{token::Use, totp};
use tasuki_domain::time::Instant;

#[test]
fn a_closed_account_is_refused_from_the_next_request() {
    let town = Town::new();
    let login = "officer".parse().unwrap();
    let attempt = |at| {
        let code = totp::code(&totp::Secret::from_bytes(SECRET), at);
        let input = SignIn {
            login: "officer",
            password: PASSWORD,
            code: &code,
            address: "127.0.0.1",
            usage: Use::Api,
            seconds: 3600,
        };
        sign_in(&town.tasuki, &town.occasion(), &input).unwrap()
    };
    let signed_in = attempt(now()).unwrap();
    let caller = town
        .tasuki
        .signing()
        .verify(&signed_in.token, now())
        .unwrap();
    let lists = || {
        let all = ListResidents::default();
        list(&town.tasuki, &caller, &town.occasion(), &all)
            .unwrap()
            .map(drop)
    };
    lists().unwrap();

    let closed = close(&town.tasuki, &town.occasion(), &login)
        .unwrap()
        .unwrap();
    assert_eq!(
        (closed.account.id, closed.at),
        (caller.account, Some(now()))
    );
    assert_eq!(lists().unwrap_err(), Refusal::SignedOut);
    let me = whoami(&town.tasuki, &caller, &town.occasion()).unwrap();
    assert_eq!(me.unwrap_err(), Refusal::SignedOut);
    // A code that was not used yet.
    let next = Instant::from_second(now().as_second() + 30).unwrap();
    assert_eq!(attempt(next).unwrap_err(), Refusal::SignInFailed);
    let console = console_caller(&town.tasuki, &town.occasion(), &login).unwrap();
    assert!(console.is_none());

    let again = close(&town.tasuki, &town.occasion(), &login)
        .unwrap()
        .unwrap();
    assert_eq!(again.at, None);
    let nobody = close(&town.tasuki, &town.occasion(), &"nobody".parse().unwrap()).unwrap();
    assert!(nobody.is_none());
    let other = whoami(&town.tasuki, &town.physician, &town.occasion()).unwrap();
    other.unwrap();
}
