//! Instants and civil dates. Japan has had one offset, +09:00, without daylight saving since 1952.

pub use jiff::Timestamp as Instant;
pub use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

/// The calendar date in Japan at `instant`.
pub fn date_in_japan(instant: Instant) -> Date {
    instant.to_zoned(japan()).date()
}

/// `2026-11-21T12:03:00+09:00`, the form of every instant that leaves.
pub fn rfc3339_in_japan(instant: Instant) -> String {
    instant.display_with_offset(Offset::constant(9)).to_string()
}

/// `12:03` in Japan.
pub fn clock_in_japan(instant: Instant) -> String {
    let time = instant.to_zoned(japan()).time();
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn japan() -> TimeZone {
    TimeZone::fixed(Offset::constant(9))
}
