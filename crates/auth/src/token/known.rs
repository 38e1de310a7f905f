//! Tokens that were verified before.
//!
//! A signature that fitted once fits always, and checking one costs more than a whole query. What
//! changes with time (expiry, and whether the account still stands) is checked at every use.

use super::Wire;
use sha2::{Digest as _, Sha256};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Tokens kept at most; a fire headquarters has some hundred people on duty.
const MOST: usize = 4096;

/// By the hash of the whole token, so that no token lies here to be read.
#[derive(Default)]
pub(super) struct Known {
    claims: Mutex<HashMap<[u8; 32], Wire>>,
}

impl Clone for Known {
    /// Nothing is known of the copy, whose keys or issuer may then be changed.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Known {
    fn lock(&self) -> MutexGuard<'_, HashMap<[u8; 32], Wire>> {
        // Nothing panics while it is held.
        self.claims.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The hash by which a token is known.
    pub(super) fn key(token: &str) -> [u8; 32] {
        Sha256::digest(token).into()
    }

    /// What a token says, if its signature was found to fit before.
    pub(super) fn get(&self, key: &[u8; 32]) -> Option<Wire> {
        self.lock().get(key).cloned()
    }

    /// Remembers a token whose signature fits. When there is no room, those that are over go, and
    /// if none is, all do: whoever still uses one is verified once more.
    pub(super) fn remember(&self, key: [u8; 32], wire: &Wire, now: i64) {
        let mut claims = self.lock();
        if claims.len() >= MOST {
            claims.retain(|_, wire| wire.exp > now);
            if claims.len() >= MOST {
                claims.clear();
            }
        }
        claims.insert(key, wire.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::Use;
    use tasuki_domain::role::Role;
    use uuid::Uuid;

    fn wire(exp: i64) -> Wire {
        Wire {
            iss: "tasuki".to_owned(),
            sub: Uuid::nil().into(),
            org: Uuid::nil().into(),
            role: Role::Crew,
            generation: 1,
            sid: Uuid::nil().into(),
            iat: 0,
            exp,
            usage: Use::Api,
        }
    }

    #[test]
    fn it_never_grows_beyond_its_bound_and_keeps_what_lasts() {
        let known = Known::default();
        let key = |number: usize| Known::key(&number.to_string());
        known.remember(key(0), &wire(1_000), 0);
        for number in 1..MOST {
            known.remember(key(number), &wire(10), 0);
        }
        known.remember(key(MOST), &wire(1_000), 11);
        assert_eq!(known.lock().len(), 2, "those that are over went");
        assert!(known.get(&key(0)).is_some());
        for number in 0..3 * MOST {
            known.remember(key(number), &wire(1_000), 11);
            assert!(known.lock().len() <= MOST);
        }
    }
}
