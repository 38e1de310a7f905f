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

/// The instant at which a clock in Japan shows that; none when no clock does.
pub fn instant_in_japan(day: Date, hour: i8, minute: i8) -> Option<Instant> {
    let time = jiff::civil::Time::new(hour, minute, 0, 0).ok()?;
    let zoned = day.to_datetime(time).to_zoned(japan()).ok()?;
    Some(zoned.timestamp())
}

fn japan() -> TimeZone {
    TimeZone::fixed(Offset::constant(9))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_in_japan_is_an_instant_and_back() {
        let day = jiff::civil::date(2026, 11, 21);
        let noon = instant_in_japan(day, 12, 5).unwrap();
        assert_eq!(rfc3339_in_japan(noon), "2026-11-21T12:05:00+09:00");
        assert_eq!(
            (date_in_japan(noon), clock_in_japan(noon).as_str()),
            (day, "12:05")
        );
        assert_eq!(instant_in_japan(day, 24, 0), None);
    }
}
