//! Accounts, sessions, one-time codes, and requests made twice.

use super::{fixtures::*, on_both};
use crate::{Claim, Standing, StoreError};
use tasuki_domain::role::Role;
use uuid::Uuid;

on_both! {
    fn a_one_time_code_is_used_once(database) {
        let store = &database.store;
        found_city(store);
        let consume = |step| write(store, |tx| tx.consume_totp_step(officer(), step));
        assert_eq!([100, 100, 99, 101, 101, 100, 0].map(consume), [
            true, false, false, true, false, false, false
        ]);
        assert!(!write(store, |tx| tx.consume_totp_step(id(99), 1)));
    }

    fn a_code_is_used_by_one_of_those_who_race(database) {
        let store = &database.store;
        found_city(store);
        let used: Vec<bool> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| write(store, |tx| tx.consume_totp_step(officer(), 7))))
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(used.iter().filter(|used| **used).count(), 1);
    }

    fn failures_count_within_the_window_and_per_key(database) {
        let store = &database.store;
        write(store, |tx| {
            for n in [0, 10, 10, 20] {
                tx.record_sign_in_failure("aa", at(n))?;
            }
            tx.record_sign_in_failure("bb", at(10))
        });
        let count = |key, since| store.read(|tx| tx.sign_in_failures(key, at(since))).unwrap();
        assert_eq!([0, 1, 10, 11, 20, 21].map(|since| count("aa", since)), [4, 3, 3, 1, 1, 0]);
        write(store, |tx| tx.drop_sign_in_failures_before(at(10), 9));
        assert_eq!((count("aa", 0), count("bb", 0)), (3, 1));
        write(store, |tx| tx.clear_sign_in_failures("aa"));
        assert_eq!((count("aa", 0), count("bb", 0)), (0, 1));
    }

    fn what_is_old_is_forgotten_oldest_first_and_in_portions(database) {
        let store = &database.store;
        found_city(store);
        write(store, |tx| {
            for n in 0..5 {
                tx.record_sign_in_failure("aa", at(n))?;
                tx.end_session(id(50 + n.unsigned_abs()), at(n))?;
                tx.claim_key(officer(), &n.to_string(), &[1; 32], Uuid::nil(), at(n))?;
            }
            Ok(())
        });
        for left in [[2; 3], [2; 3], [0; 3]] {
            let dropped = write(store, |tx| Ok([
                tx.drop_sign_in_failures_before(at(4), 2)?,
                tx.drop_ended_sessions_before(at(4), 2)?,
                tx.drop_keys_before(at(4), 2)?,
            ]));
            assert_eq!(dropped, left);
        }
        let failures = store.read(|tx| tx.sign_in_failures("aa", at(0))).unwrap();
        let ended = [53, 54].map(|n| {
            let standing = store.read(|tx| tx.standing(officer(), id(n))).unwrap();
            standing.unwrap().session_ended
        });
        assert_eq!((failures, ended), (1, [false, true]));
        let claim = |key: &str| write(store, |tx| tx.claim_key(officer(), key, &[2; 32], Uuid::nil(), at(9)));
        assert_eq!((claim("3"), claim("4")), (Claim::Fresh, Claim::Mismatch));
    }

    fn sessions_end_one_by_one_or_with_their_account(database) {
        let store = &database.store;
        found_city(store);
        let standing = |session| store.read(|tx| tx.standing(officer(), id(session))).unwrap();
        let expected = |session_ended, generation| Some(Standing {
            active: generation == 0,
            generation,
            session_ended,
            organization: city(),
            role: Role::CityOfficer,
            resident: None,
        });
        assert_eq!(standing(50), expected(false, 0));
        for _ in 0..2 {
            write(store, |tx| tx.end_session(id(50), at(100)));
        }
        assert_eq!(standing(50), expected(true, 0));
        assert_eq!(standing(51), expected(false, 0));
        assert_eq!([2, 2, 99].map(|n| write(store, |tx| tx.close_account(id(n)))), [true, false, false]);
        assert_eq!(standing(51), expected(false, 1));
        write(store, |tx| tx.drop_ended_sessions_before(at(100), 9));
        assert_eq!(standing(50), expected(true, 1));
        write(store, |tx| tx.drop_ended_sessions_before(at(101), 9));
        assert_eq!(standing(50), expected(false, 1));
        assert_eq!(store.read(|tx| tx.standing(id(99), id(50))).unwrap(), None);
    }

    fn a_request_made_again_is_known(database) {
        let store = &database.store;
        found_city(store);
        write(store, |tx| tx.insert_account(&account(3, city()), &credential()));
        let claim = |by, key, hash: u8, result| {
            write(store, |tx| {
                tx.claim_key(id(by), key, &[hash; 32], Uuid::from_u128(result), at(0))
            })
        };
        assert_eq!(claim(2, "k", 1, 10), Claim::Fresh);
        assert_eq!(claim(2, "k", 1, 11), Claim::Replay(Uuid::from_u128(10)));
        assert_eq!(claim(2, "k", 2, 12), Claim::Mismatch);
        assert_eq!(claim(2, "l", 2, 13), Claim::Fresh);
        assert_eq!(claim(3, "k", 1, 14), Claim::Fresh);
        let undone = store.write(|tx| {
            tx.claim_key(officer(), "m", &[1; 32], Uuid::from_u128(15), at(0))?;
            Err::<(), _>(StoreError::Stale)
        });
        assert!(undone.is_err());
        assert_eq!(claim(2, "m", 1, 16), Claim::Fresh);
        write(store, |tx| tx.drop_keys_before(at(1), 9));
        assert_eq!(claim(2, "k", 2, 17), Claim::Fresh);
    }

    fn of_equal_requests_that_race_one_is_fresh(database) {
        let store = &database.store;
        found_city(store);
        let claims: Vec<Claim> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8u128)
                .map(|n| {
                    scope.spawn(move || {
                        write(store, |tx| {
                            tx.claim_key(officer(), "k", &[1; 32], Uuid::from_u128(n), at(0))
                        })
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let winner = claims.iter().position(|claim| *claim == Claim::Fresh).unwrap();
        for (n, claim) in claims.iter().enumerate() {
            if n != winner {
                assert_eq!(*claim, Claim::Replay(Uuid::from_u128(winner as u128)));
            }
        }
    }
}
