//! Where time and entropy come in.

use tasuki_app::Occasion;
use tasuki_domain::time::{Date, Instant, date_in_japan};
use tasuki_http::Edge;

/// The clock and the random source of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEdge;

impl SystemEdge {
    /// An occasion now.
    pub fn occasion(self) -> Occasion {
        Occasion::new(self.now(), self.entropy())
    }

    /// A fresh identifier.
    pub fn identifier(self) -> uuid::Uuid {
        let mut random = [0; 10];
        random
            .iter_mut()
            .zip(self.entropy())
            .for_each(|(to, from)| *to = from);
        let millis = u64::try_from(self.now().as_millisecond()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    /// The date in Japan.
    pub fn today(self) -> Date {
        date_in_japan(self.now())
    }
}

impl Edge for SystemEdge {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the edge: the one place that reads the clock"
    )]
    fn now(&self) -> Instant {
        let now = Instant::now();
        // What is stored is kept to the microsecond; an answer says the same before and after.
        Instant::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "this is the edge: the one place that draws entropy"
    )]
    fn entropy(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        if getrandom::fill(&mut bytes).is_err() {
            // Going on would make guessable identifiers and keys.
            tracing::error!("the system's random source failed");
            std::process::abort();
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_draws_are_the_same() {
        assert_ne!(SystemEdge.entropy(), SystemEdge.entropy());
    }
}
