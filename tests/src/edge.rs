//! A clock that stands still until told, and entropy that repeats.

use jiff::SignedDuration;
use std::sync::Mutex;
use tasuki_domain::time::Instant;
use tasuki_http::Edge;

/// The edge of a test: 2026-11-21 12:03 in Japan, and 32 bytes that count up.
pub struct TestEdge {
    state: Mutex<(Instant, u64)>,
}

impl TestEdge {
    /// At the beginning.
    pub fn new() -> Self {
        Self {
            state: Mutex::new(("2026-11-21T12:03:00+09:00".parse().unwrap(), 0)),
        }
    }

    /// Moves the clock on.
    pub fn passes(&self, duration: SignedDuration) {
        let mut state = self.state.lock().unwrap();
        state.0 = state.0.checked_add(duration).unwrap();
    }
}

impl TestEdge {
    /// How often entropy was drawn.
    pub fn drawn(&self) -> u64 {
        self.state.lock().unwrap().1
    }
}

impl Default for TestEdge {
    fn default() -> Self {
        Self::new()
    }
}

impl Edge for TestEdge {
    fn now(&self) -> Instant {
        self.state.lock().unwrap().0
    }

    fn entropy(&self) -> [u8; 32] {
        let mut state = self.state.lock().unwrap();
        state.1 += 1;
        let mut bytes = [0x5a; 32];
        bytes
            .iter_mut()
            .zip(state.1.to_be_bytes())
            .for_each(|(to, from)| *to = from);
        bytes
    }
}
