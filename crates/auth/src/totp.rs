//! One-time codes (RFC 6238): SHA-1, six digits, thirty seconds, as every authenticator expects.

use data_encoding::BASE32_NOPAD;
use std::fmt;
use subtle::ConstantTimeEq as _;
use tasuki_domain::{text::nfkc, time::Instant};
use totp_rs::{Algorithm, TOTP};

/// Seconds of one step.
pub const STEP_SECONDS: i64 = 30;
/// Steps before and after the present one that are taken, for clocks that are not quite right.
pub const SKEW_STEPS: i64 = 1;
const DIGITS: usize = 6;

/// What the authenticator and the server share: 160 bits, as RFC 4226 §4 recommends.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 20]);

impl Secret {
    /// The secret of those random bytes.
    pub const fn from_bytes(bytes: [u8; 20]) -> Self {
        Self(bytes)
    }

    /// Its bytes, to be sealed before they are stored.
    pub const fn as_bytes(&self) -> &[u8; 20] {
        &self.0
    }

    /// The text that is typed into an authenticator.
    pub fn to_base32(&self) -> String {
        BASE32_NOPAD.encode(&self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The code at `at`.
pub fn code(secret: &Secret, at: Instant) -> String {
    code_of_step(secret, step(at))
}

/// The step whose code it is, if it is one of the steps around `at`. The caller consumes the step,
/// so that a code seen over a shoulder does not work a second time.
///
/// Every step is compared in constant time, and all of them whichever matches.
pub fn verify(secret: &Secret, code: &str, at: Instant) -> Option<i64> {
    let typed: String = nfkc(code).split_whitespace().collect();
    if typed.len() != DIGITS || !typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let now = step(at);
    (now - SKEW_STEPS..=now + SKEW_STEPS).fold(None, |found, step| {
        let expected = code_of_step(secret, step);
        if bool::from(expected.as_bytes().ct_eq(typed.as_bytes())) {
            Some(step)
        } else {
            found
        }
    })
}

fn step(at: Instant) -> i64 {
    at.as_second().div_euclid(STEP_SECONDS)
}

fn code_of_step(secret: &Secret, step: i64) -> String {
    // Before 1970 there is no step; the first one stands in, whose code nobody's clock shows.
    let step = step.max(0).unsigned_abs();
    // The lengths that the checked constructor would test are fixed by the types here.
    TOTP::new_unchecked(Algorithm::SHA1, DIGITS, 0, 1, secret.0.to_vec()).generate(step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// RFC 6238, appendix B.
    const RFC: Secret = Secret::from_bytes(*b"12345678901234567890");

    fn at(second: i64) -> Instant {
        Instant::from_second(second).unwrap()
    }

    #[test]
    fn the_vectors_of_the_rfc() {
        // The appendix gives eight digits; six are their last six.
        for (second, expected) in [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] {
            assert_eq!(code(&RFC, at(second)), expected[2..], "{second}");
        }
        assert_eq!(RFC.to_base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn one_step_before_and_after_and_no_more() {
        let now = at(1_234_567_890);
        let step = 1_234_567_890 / 30;
        for (later, found) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let code = code(&RFC, at((step + later) * 30));
            let expected = found.then_some(step + later);
            assert_eq!(verify(&RFC, &code, now), expected, "{later}");
        }
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let now = at(59);
        for typed in ["287082", " 287 082 ", "２８７０８２"] {
            assert_eq!(verify(&RFC, typed, now), Some(1), "{typed}");
        }
        for typed in ["", "28708", "2870820", "28708a", "287081", "-87082"] {
            assert_eq!(verify(&RFC, typed, now), None, "{typed}");
        }
    }

    #[test]
    fn a_secret_does_not_print() {
        assert_eq!(format!("{RFC:?}"), "Secret(…)");
    }

    proptest! {
        #[test]
        fn another_secret_has_other_codes(bytes: [u8; 20], second in 0..4_000_000_000_i64) {
            let secret = Secret::from_bytes(bytes);
            prop_assert!(verify(&secret, &code(&secret, at(second)), at(second)).is_some());
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,12}", second in -9_000_000_000..90_000_000_000_i64) {
            let _ = verify(&RFC, &text, at(second));
        }
    }
}
