//! What is forgotten, when, and not before.

use crate::town::{PASSWORD, Town, now};
use tasuki_app::{
    Occasion, Refusal, Store,
    accounts::{SignIn, sign_in, sign_out},
    retention::{Swept, sweep},
};
use tasuki_auth::token::Use;
use tasuki_domain::{caller::Caller, id::AccountId, time::Instant};
use tasuki_store::{Options, StoreError};

fn after(seconds: i64) -> Instant {
    Instant::from_second(now().as_second() + seconds).unwrap()
}

fn swept(town: &Town, seconds: i64) -> Swept {
    sweep(&town.tasuki, &Occasion::new(after(seconds), [1; 32])).unwrap()
}

fn nothing() -> Swept {
    Swept::default()
}

/// At `now`: a failed sign-in (counted by login and by address), a session of two hours that was
/// ended, a request with a key, and a file that waits.
fn a_day_begins(town: &Town, keys: u64) {
    let input = SignIn {
        login: "officer",
        password: PASSWORD,
        code: "000000",
        address: "127.0.0.1",
        usage: Use::Api,
        seconds: 3600,
    };
    let failed = sign_in(&town.tasuki, &town.occasion(), &input).unwrap();
    assert_eq!(failed.unwrap_err(), Refusal::SignInFailed);
    let session = Caller {
        expires_at: after(2 * 3600),
        ..town.officer.clone()
    };
    sign_out(&town.tasuki, &session, &town.occasion()).unwrap();
    let by: AccountId = town.officer.account;
    let beside = Store::open(&town.url, Options::default()).unwrap();
    beside
        .write(|tx| {
            for n in 0..keys {
                tx.claim_key(by, &n.to_string(), &[1; 32], uuid::Uuid::nil(), now())?;
            }
            tx.stage_import(uuid::Uuid::from_u128(7).into(), by, b"sealed", now())?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
}

#[test]
fn everything_is_kept_for_its_time_and_not_longer() {
    let town = Town::new();
    a_day_begins(&town, 3);
    assert_eq!(swept(&town, 15 * 60), nothing());
    let failures = Swept {
        failures: 2,
        ..nothing()
    };
    assert_eq!(swept(&town, 15 * 60 + 1), failures);
    assert_eq!(swept(&town, 3600), nothing());
    let staged = Swept {
        staged: 1,
        ..nothing()
    };
    assert_eq!(swept(&town, 3601), staged);
    assert_eq!(swept(&town, 2 * 3600), nothing());
    let sessions = Swept {
        sessions: 1,
        ..nothing()
    };
    assert_eq!(swept(&town, 2 * 3600 + 1), sessions);
    assert_eq!(swept(&town, 24 * 3600), nothing());
    let keys = Swept {
        keys: 3,
        ..nothing()
    };
    assert_eq!(swept(&town, 24 * 3600 + 1), keys);
}

#[test]
fn more_than_one_portion_goes_in_one_run() {
    let town = Town::new();
    a_day_begins(&town, 3);
    let beside = Store::open(&town.url, Options::default()).unwrap();
    let by = town.officer.account;
    beside
        .write(|tx| {
            for n in 0..1_200 {
                let at = Instant::from_microsecond(now().as_microsecond() + n).unwrap();
                tx.claim_key(by, &format!("more {n}"), &[1; 32], uuid::Uuid::nil(), at)?;
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert_eq!(swept(&town, 48 * 3600).keys, 1_203);
}
