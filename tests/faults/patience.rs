//! Waiting for something outside of this process, and giving up.

use std::time::{Duration, Instant};

/// Asks again and again until there is an answer; panics when there is none in time.
#[expect(
    clippy::disallowed_methods,
    reason = "another process cannot ring a bell here; it is asked, within a bound"
)]
pub fn until<T>(bound: Duration, what: &str, mut asked: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(answer) = asked() {
            return answer;
        }
        assert!(begun.elapsed() < bound, "not within {bound:?}: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// How long something took.
#[expect(
    clippy::disallowed_methods,
    reason = "that an answer comes within the service's bound is what is tested"
)]
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let done = work();
    (done, begun.elapsed())
}
