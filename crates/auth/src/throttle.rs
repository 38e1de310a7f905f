//! When a sign-in has to wait: a pure rule over counted failures.

use std::time::Duration;
use tasuki_domain::time::Instant;

/// Seconds over which failures count, and for which a sign-in waits. Long enough that guessing is
/// hopeless, short enough that a crew locked out at night is back before the next call is over.
pub const WINDOW_SECONDS: i64 = 15 * 60;

/// Failures of one login from which it waits: a tired person mistypes twice or thrice, and five in
/// a quarter of an hour leave a guesser 480 tries a day against both password and code.
pub const PER_LOGIN: u32 = 5;

/// Failures from one place from which it waits: a network address, or a browser that somebody has
/// signed in with before. Higher, because a whole station or hospital comes from one address at the
/// change of shifts. Whoever fails on purpose from such an address keeps those waiting that are new
/// there, and nobody else: known browsers are places of their own.
pub const PER_ADDRESS: u32 = 30;

/// The instant from which failures count at `now`.
pub fn counted_from(now: Instant) -> Instant {
    Instant::from_second(now.as_second().saturating_sub(WINDOW_SECONDS)).unwrap_or(Instant::MIN)
}

/// How long a sign-in waits after so many failures of its login and from its address since
/// [`counted_from`]; none when it may go on. It waits before the password is looked at, so that a
/// right guess among too many tells nothing.
pub fn wait(of_login: u32, from_address: u32) -> Option<Duration> {
    let waits = of_login >= PER_LOGIN || from_address >= PER_ADDRESS;
    waits.then_some(Duration::from_secs(WINDOW_SECONDS.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_up_to_the_bound_go_on() {
        let quarter = Some(Duration::from_secs(900));
        for (of_login, from_address, expected) in [
            (0, 0, None),
            (4, 29, None),
            (5, 0, quarter),
            (0, 30, quarter),
            (u32::MAX, u32::MAX, quarter),
        ] {
            assert_eq!(wait(of_login, from_address), expected);
        }
    }

    #[test]
    fn failures_count_for_a_quarter_of_an_hour() {
        let now: Instant = "2026-11-21T00:15:00Z".parse().unwrap();
        assert_eq!(counted_from(now), "2026-11-21T00:00:00Z".parse().unwrap());
        assert_eq!(counted_from(Instant::MIN), Instant::MIN);
    }
}
