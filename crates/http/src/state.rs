//! What every handler shares: the service, the edge, the counters, the limits.

use crate::{client::Network, metrics::Metrics};
use std::{sync::Arc, time::Duration};
use tasuki_app::Tasuki;
use tasuki_domain::time::Instant;
use tokio::sync::Semaphore;

/// Where time and entropy come in. Nothing below reads a clock or a random source.
pub trait Edge: Send + Sync {
    /// The time now.
    fn now(&self) -> Instant;

    /// 32 bytes from a cryptographic source, other ones at every call.
    fn entropy(&self) -> [u8; 32];
}

/// The bounds within which requests are served.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Requests that may be in the database at once; the others wait before the hop.
    pub at_work: usize,
    /// Passwords that may be hashed at once; each takes a processor and tens of megabytes.
    pub hashing: usize,
    /// Rosters that may be compared or written at once; one keeps a snapshot of the register, or its
    /// only writer, busy for minutes.
    pub rosters: usize,
    /// Roster files that may be in memory at once.
    pub uploads: usize,
    /// How long a request waits for its turn before it is told to come back.
    pub wait: Duration,
    /// How long a request may be at work before its client is told to ask again. The work itself
    /// goes on to its end: a database that does not answer cannot be interrupted from here.
    pub work: Duration,
    /// The same for a roster, which is written in many parts.
    pub roster_work: Duration,
    /// Bytes of a request's body at most.
    pub body_bytes: usize,
    /// Bytes of a sign-in's body, or another one of somebody unknown, at most.
    pub unknown_body_bytes: usize,
    /// Bytes of all bodies but rosters that may be on their way in at once.
    pub bodies_bytes: usize,
    /// Bytes of a roster at most.
    pub roster_bytes: usize,
    /// How long a body may take to arrive.
    pub body_time: Duration,
    /// How long a body as large as a roster may take to arrive.
    pub roster_time: Duration,
    /// How long a token of the API lasts, in seconds.
    pub token_seconds: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            at_work: 64,
            hashing: 2,
            rosters: 1,
            uploads: 2,
            wait: Duration::from_secs(5),
            work: Duration::from_secs(15),
            roster_work: Duration::from_secs(900),
            body_bytes: 256 * 1024,
            unknown_body_bytes: 4 * 1024,
            bodies_bytes: 32 * 1024 * 1024,
            roster_bytes: 32 * 1024 * 1024,
            body_time: Duration::from_secs(20),
            roster_time: Duration::from_secs(180),
            // One shift; whoever works longer signs in again.
            token_seconds: 12 * 3600,
        }
    }
}

/// What every handler shares. Cloning shares it, over all workers of a server.
#[derive(Clone)]
pub struct AppState {
    /// The service.
    pub tasuki: Arc<Tasuki>,
    /// Time and entropy.
    pub edge: Arc<dyn Edge>,
    /// The counters.
    pub metrics: Arc<Metrics>,
    /// The bounds.
    pub limits: Limits,
    /// Whether this is the drill store (図上訓練).
    pub drill: bool,
    /// The address that the API's description names, such as `https://tasuki.example.jp`.
    pub server_name: Option<String>,
    pub(crate) trusted_proxies: Arc<[Network]>,
    pub(crate) work: Arc<Semaphore>,
    pub(crate) hashing: Arc<Semaphore>,
    pub(crate) rosters: Arc<Semaphore>,
    pub(crate) uploads: Arc<Semaphore>,
    pub(crate) bodies: Arc<Semaphore>,
}

impl AppState {
    /// The state of a server with the usual limits.
    pub fn new(tasuki: Arc<Tasuki>, edge: Arc<dyn Edge>) -> Self {
        Self::within(tasuki, edge, Limits::default())
    }

    /// The state of a server with limits of its own.
    pub fn within(tasuki: Arc<Tasuki>, edge: Arc<dyn Edge>, limits: Limits) -> Self {
        Self {
            metrics: Arc::new(Metrics::new()),
            tasuki,
            edge,
            drill: false,
            server_name: None,
            trusted_proxies: Arc::default(),
            work: Arc::new(Semaphore::new(limits.at_work)),
            hashing: Arc::new(Semaphore::new(limits.hashing)),
            rosters: Arc::new(Semaphore::new(limits.rosters)),
            uploads: Arc::new(Semaphore::new(limits.uploads)),
            bodies: Arc::new(Semaphore::new(limits.bodies_bytes)),
            limits,
        }
    }

    /// The same for a drill store, marked on every page.
    #[must_use]
    pub fn for_drill(mut self, drill: bool) -> Self {
        self.drill = drill;
        self
    }

    /// The same with the address that the API's description names.
    #[must_use]
    pub fn named(mut self, server_name: impl Into<String>) -> Self {
        self.server_name = Some(server_name.into());
        self
    }

    /// The same behind proxies of these networks, which say where a request came from.
    #[must_use]
    pub fn behind(mut self, proxies: impl Into<Arc<[Network]>>) -> Self {
        self.trusted_proxies = proxies.into();
        self
    }
}
