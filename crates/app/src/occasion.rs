//! Time and entropy of one unit of work, passed in so that it can be run again.

use sha2::{Digest as _, Sha256};
use tasuki_domain::time::{Date, Instant, date_in_japan};
use uuid::{Builder, Uuid};

/// When a unit of work happens and the entropy it may use. The edge makes one per request.
#[derive(Debug, Clone, Copy)]
pub struct Occasion {
    /// The time of the whole unit of work.
    pub now: Instant,
    entropy: [u8; 32],
}

impl Occasion {
    /// An occasion at `now` with 32 bytes from a cryptographic source.
    pub const fn new(now: Instant, entropy: [u8; 32]) -> Self {
        Self { now, entropy }
    }

    /// The date in Japan.
    pub fn today(&self) -> Date {
        date_in_japan(self.now)
    }

    /// A fresh sequence of identifiers and salts; the same one every time, so that a unit of work
    /// that is run again after a conflict makes the same identifiers.
    pub(crate) fn draw(&self) -> Draw {
        Draw {
            now: self.now,
            entropy: self.entropy,
            count: 0,
        }
    }

    /// The occasion of the `index`th part of a long unit of work.
    pub(crate) fn part(&self, index: u64) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"part");
        hash.update(self.entropy);
        hash.update(index.to_be_bytes());
        Self {
            now: self.now,
            entropy: hash.finalize().into(),
        }
    }
}

/// Identifiers and salts, one after the other.
pub(crate) struct Draw {
    now: Instant,
    entropy: [u8; 32],
    count: u64,
}

impl Draw {
    fn block(&mut self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(b"draw");
        hash.update(self.entropy);
        hash.update(self.count.to_be_bytes());
        self.count += 1;
        hash.finalize().into()
    }

    /// The next UUIDv7.
    pub(crate) fn uuid(&mut self) -> Uuid {
        let block = self.block();
        let mut random = [0; 10];
        random
            .iter_mut()
            .zip(block)
            .for_each(|(to, from)| *to = from);
        let millis = u64::try_from(self.now.as_millisecond()).unwrap_or_default();
        Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    /// The next typed identifier.
    pub(crate) fn id<I: From<Uuid>>(&mut self) -> I {
        I::from(self.uuid())
    }

    /// The next 32-byte salt.
    pub(crate) fn salt(&mut self) -> [u8; 32] {
        self.block()
    }

    /// The next number below ten million, for a card.
    pub(crate) fn card_serial(&mut self) -> u32 {
        let [a, b, c, d, ..] = self.block();
        u32::from_be_bytes([a, b, c, d]) % 10_000_000
    }

    /// The next 12-byte nonce.
    pub(crate) fn nonce(&mut self) -> [u8; 12] {
        let mut nonce = [0; 12];
        nonce
            .iter_mut()
            .zip(self.block())
            .for_each(|(to, from)| *to = from);
        nonce
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invariant_13_the_same_occasion_draws_the_same_identifiers() {
        let occasion = Occasion::new(Instant::from_second(1_795_000_000).unwrap(), [7; 32]);
        let (mut first, mut again) = (occasion.draw(), occasion.draw());
        let ids: Vec<Uuid> = (0..4).map(|_| first.uuid()).collect();
        assert_eq!(ids, (0..4).map(|_| again.uuid()).collect::<Vec<_>>());
        assert_eq!(first.salt(), again.salt());
        assert_ne!(ids[0], ids[1]);
        assert_eq!(ids[0].get_version_num(), 7);
        let other = Occasion::new(occasion.now, [8; 32]).draw().uuid();
        assert_ne!(ids[0], other);
        assert_ne!(
            occasion.part(0).draw().uuid(),
            occasion.part(1).draw().uuid()
        );
    }
}
