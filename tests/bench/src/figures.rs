//! What is measured of operations.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Milliseconds within which so many of a hundred were done.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Times {
    pub p50: f64,
    pub p95: f64,
    pub p99: f64,
    pub most: f64,
}

impl Times {
    /// Of durations in microseconds.
    pub fn of(mut micros: Vec<u32>) -> Self {
        micros.sort_unstable();
        let at = |share: f64| {
            let place = ((micros.len() as f64 * share).ceil() as usize).saturating_sub(1);
            micros
                .get(place)
                .map_or(0.0, |micros| f64::from(*micros) / 1000.0)
        };
        Self {
            p50: at(0.5),
            p95: at(0.95),
            p99: at(0.99),
            most: at(1.0),
        }
    }
}

/// A duration in whole microseconds.
pub fn micros(duration: Duration) -> u32 {
    u32::try_from(duration.as_micros()).unwrap_or(u32::MAX)
}

/// Operations of one kind, in one window of time.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Measured {
    pub operations: u64,
    pub per_second: f64,
    pub times: Times,
    /// Microseconds of processor time for one operation: of whatever did the work outside of a
    /// database server, of the database server, and of the clients.
    pub cpu: Cpu,
}

/// Microseconds of processor time for one operation.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Cpu {
    /// The server, or the process of a raw loop.
    pub server: f64,
    /// The processes of PostgreSQL; 0 on SQLite, which runs within the server.
    pub database: f64,
    /// The clients; 0 for a raw loop, which has none.
    pub client: f64,
}

impl Cpu {
    /// What an operation costs without its clients.
    pub fn serving(&self) -> f64 {
        self.server + self.database
    }
}

/// The quotient, 0 where there is nothing to divide by.
pub fn ratio(of: f64, by: f64) -> f64 {
    if by > 0.0 { of / by } else { 0.0 }
}
