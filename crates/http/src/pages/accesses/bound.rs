//! Where a list of looks is cut off: a day, or a day and an hour.

use crate::pages::day;
use jiff::Span;
use tasuki_domain::{
    Invalid,
    time::{Date, Instant, clock_in_japan, date_in_japan, instant_in_japan},
};

/// One end of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bound {
    /// The first moment within, of the beginning; the first one behind, of the end.
    pub(super) at: Instant,
    /// As it stands in an address: `2026-11-21` or `2026-11-21T12:00`.
    pub(super) link: String,
    /// As it stands in the form.
    pub(super) words: String,
}

impl Bound {
    /// From the beginning of that day on, or from that minute on.
    pub(super) fn begins(typed: &str, today: Date) -> Result<Self, Invalid> {
        Self::read(typed, today, Span::new())
    }

    /// Until the end of that day, or until that minute.
    pub(super) fn ends(typed: &str, today: Date) -> Result<Self, Invalid> {
        Self::read(typed, today, Span::new().days(1))
    }

    /// `days` is how far behind its own beginning a day without a time is meant.
    fn read(typed: &str, today: Date, days: Span) -> Result<Self, Invalid> {
        let malformed = || {
            Invalid::new(
                "moment_malformed",
                "日付と時刻として読めません",
                "R8.11.21 や R8.11.21 12:00 のように入れてください",
            )
        };
        let parts = typed.rsplit_once([' ', '\u{3000}', 'T']);
        if let Some((on, clock)) = parts.filter(|(_, clock)| clock.contains(':')) {
            let on = day::read(on.trim(), today)?;
            let at = clock
                .split_once(':')
                .and_then(|(hour, minute)| Some((hour.parse().ok()?, minute.parse().ok()?)))
                .and_then(|(hour, minute)| instant_in_japan(on, hour, minute))
                .ok_or_else(malformed)?;
            return Ok(Self {
                at,
                link: link(at),
                words: day::moment(at),
            });
        }
        let on = day::read(typed, today)?;
        let at = on
            .checked_add(days)
            .ok()
            .and_then(|on| instant_in_japan(on, 0, 0))
            .ok_or_else(malformed)?;
        Ok(Self {
            at,
            link: on.to_string(),
            words: typed.to_owned(),
        })
    }
}

/// A moment as it stands in an address.
pub(crate) fn link(at: Instant) -> String {
    format!("{}T{}", date_in_japan(at), clock_in_japan(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples::TODAY;
    use tasuki_domain::time::rfc3339_in_japan;

    #[test]
    fn a_day_is_whole_and_an_hour_is_that_hour() {
        type Read = fn(&str, Date) -> Result<Bound, Invalid>;
        for (typed, read, at, link, words) in [
            (
                "R8.11.21",
                Bound::begins as Read,
                "2026-11-21T00:00:00+09:00",
                "2026-11-21",
                "R8.11.21",
            ),
            (
                "2026-11-21",
                Bound::ends,
                "2026-11-22T00:00:00+09:00",
                "2026-11-21",
                "2026-11-21",
            ),
            (
                "2026-11-21T12:00",
                Bound::begins,
                "2026-11-21T12:00:00+09:00",
                "2026-11-21T12:00",
                "R8.11.21 12:00",
            ),
            (
                "R8.11.21 13:00",
                Bound::ends,
                "2026-11-21T13:00:00+09:00",
                "2026-11-21T13:00",
                "R8.11.21 13:00",
            ),
        ] {
            let bound = read(typed, TODAY).unwrap();
            assert_eq!(rfc3339_in_japan(bound.at), at, "{typed}");
            assert_eq!((bound.link.as_str(), bound.words.as_str()), (link, words));
            // What stands in the address is read as the same.
            assert_eq!(read(&bound.link, TODAY).unwrap().at, bound.at);
        }
    }

    #[test]
    fn what_is_no_moment_says_so() {
        for (typed, code) in [
            ("あした", "day_malformed"),
            ("R8.11.21 25:00", "moment_malformed"),
            ("R8.11.21 :", "moment_malformed"),
            ("あした 12:00", "day_malformed"),
        ] {
            assert_eq!(
                Bound::begins(typed, TODAY).unwrap_err().code,
                code,
                "{typed}"
            );
        }
    }
}
