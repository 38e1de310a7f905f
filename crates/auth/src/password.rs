//! Passwords: argon2id, with the same cost whether the login exists or not.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString},
};
use std::hint::black_box;
use tasuki_domain::text::nfkc;

pub use crate::strength::{LEAST_CHARACTERS, MOST_CHARACTERS, check_strength};

/// KiB of memory. This and the two below are the first recommendation of the OWASP Password
/// Storage Cheat Sheet for argon2id: 19 MiB, two passes, one lane.
pub const MEMORY_KIB: u32 = 19_456;
/// Passes over the memory.
pub const PASSES: u32 = 2;
/// Lanes.
pub const LANES: u32 = 1;

/// Bytes beyond which a password is not even hashed: four per character of the longest allowed.
const MOST_BYTES: usize = 4 * MOST_CHARACTERS;

/// The password could not be hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the password could not be hashed")]
pub struct HashError;

/// The password's hash in PHC form, parameters and salt inside.
///
/// The password is folded by NFKC first, so that a full-width keyboard types the same one.
pub fn hash(password: &str, salt: &[u8; 16]) -> Result<String, HashError> {
    let salt = SaltString::encode_b64(salt).map_err(|_| HashError)?;
    hasher()?
        .hash_password(nfkc(password).as_bytes(), &salt)
        .map(|hash| hash.to_string())
        .map_err(|_| HashError)
}

/// Whether the password is the one of the hash. The comparison takes the same time wherever the
/// two differ; a hash that cannot be read is nobody's.
pub fn verify(password: &str, phc: &str) -> bool {
    let known = PasswordHash::new(phc)
        .ok()
        .filter(|hash| hash.algorithm == argon2::ARGON2ID_IDENT);
    let (Some(known), true) = (known, password.len() <= MOST_BYTES) else {
        verify_dummy(password);
        return false;
    };
    // The verifier takes the cost from the hash, so that older hashes keep working.
    hasher().is_ok_and(|hasher| {
        hasher
            .verify_password(nfkc(password).as_bytes(), &known)
            .is_ok()
    })
}

/// Spends what [`verify`] would, for a login that does not exist: the time of an answer must not
/// tell who has an account.
pub fn verify_dummy(password: &str) {
    let bounded = if password.len() > MOST_BYTES {
        ""
    } else {
        password
    };
    let _ = black_box(hash(black_box(bounded), &[0; 16]));
}

fn hasher() -> Result<Argon2<'static>, HashError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| HashError)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWORD: &str = "夜明け前の 3つの灯";

    #[test]
    fn the_right_password_and_no_other() {
        let phc = hash(PASSWORD, &[7; 16]).unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
        assert!(verify(PASSWORD, &phc));
        assert!(verify("夜明け前の\u{3000}３つの灯", &phc), "full width");
        for wrong in ["", "夜明け前の 3つの火", "夜明け前の 3つの灯 "] {
            assert!(!verify(wrong, &phc), "{wrong}");
        }
    }

    #[test]
    fn the_salt_changes_the_hash() {
        let one = hash(PASSWORD, &[1; 16]).unwrap();
        assert_eq!(one, hash(PASSWORD, &[1; 16]).unwrap());
        assert_ne!(one, hash(PASSWORD, &[2; 16]).unwrap());
    }

    #[test]
    fn a_hash_of_another_maker_verifies_at_its_own_cost() {
        // From the reference command line: argon2 somesalt -id -t 2 -k 256 -p 1, of "password".
        let phc =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        assert!(verify("password", phc));
        assert!(!verify("passwore", phc));
    }

    #[test]
    fn what_is_no_hash_is_nobodys() {
        let salt = SaltString::encode_b64(&[7; 16]).unwrap();
        let weaker = Argon2::new(Algorithm::Argon2i, Version::V0x13, Params::default());
        let other_kind = weaker.hash_password(b"password", &salt).unwrap();
        assert_eq!(weaker.verify_password(b"password", &other_kind), Ok(()));
        let other_kind = other_kind.to_string();
        for phc in ["", "password", "$argon2id$", &other_kind] {
            assert!(!verify("password", phc), "{phc}");
        }
        let long = "長".repeat(MOST_CHARACTERS + 60);
        assert!(!verify(&long, &hash(&long, &[7; 16]).unwrap()));
    }
}
