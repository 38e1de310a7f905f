//! Where time and entropy come in: a bench measures, so it has an edge of its own.

use std::time::Instant;
use tasuki_app::Occasion;
use tasuki_domain::time;

/// The time of the calendar.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the edge: identifiers and sign-ins need the time of the machine"
)]
pub fn now() -> time::Instant {
    let now = time::Instant::now();
    time::Instant::from_microsecond(now.as_microsecond()).unwrap_or(now)
}

/// The time of a stop watch.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the edge: measuring durations is what a bench is for"
)]
pub fn tick() -> Instant {
    Instant::now()
}

/// 32 bytes from the system's random source.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the edge: the one place that draws entropy"
)]
pub fn entropy() -> anyhow::Result<[u8; 32]> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no entropy: {error}"))?;
    Ok(bytes)
}

/// An occasion now.
pub fn occasion() -> anyhow::Result<Occasion> {
    Ok(Occasion::new(now(), entropy()?))
}

/// Lets others work for a while.
#[expect(
    clippy::disallowed_methods,
    reason = "the measured window is a length of time, not a condition"
)]
pub fn pause(duration: std::time::Duration) {
    std::thread::sleep(duration);
}

/// A line for whoever watches; results go to standard output.
pub fn tell(line: impl std::fmt::Display) {
    use std::io::Write as _;
    // Nobody may be watching.
    let _ = writeln!(std::io::stderr(), "{line}");
}
