//! Forgets what is of no more use.

use crate::{Occasion, Tasuki};
use tasuki_auth::throttle;
use tasuki_domain::time::Instant;
use tasuki_store::{StoreError, WriteTx};

/// How long a request can be made again under its key. Retries come within minutes; a client that
/// was off the network for a night still gets its own result.
pub const KEYS_SECONDS: i64 = 24 * 3600;

/// How long a checked roster file waits for its decision, as the dry run says.
pub const STAGED_SECONDS: i64 = 3600;

/// Rows forgotten in one write: others who write wait a few milliseconds behind it.
const ROWS_AT_ONCE: u32 = 500;

/// Writes of one kind in one run. What is left then waits for the next run.
const WRITES: u32 = 20;

/// How much was forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Swept {
    /// Idempotency keys.
    pub keys: u32,
    /// Marks of ended sessions.
    pub sessions: u32,
    /// Failed sign-ins.
    pub failures: u32,
    /// Roster files that were checked and never written.
    pub staged: u32,
}

/// Forgets idempotency keys after [`KEYS_SECONDS`], ended sessions when their token is over by
/// itself, failed sign-ins when no window of [`throttle`] counts them, and staged roster files after
/// [`STAGED_SECONDS`]. A bounded number in one run, in short writes.
///
/// Nobody's data leaves, so nothing is recorded.
pub fn sweep(tasuki: &Tasuki, occasion: &Occasion) -> Result<Swept, StoreError> {
    let now = occasion.now;
    Ok(Swept {
        keys: forget(tasuki, |tx| {
            tx.drop_keys_before(before(now, KEYS_SECONDS), ROWS_AT_ONCE)
        })?,
        sessions: forget(tasuki, |tx| {
            tx.drop_ended_sessions_before(now, ROWS_AT_ONCE)
        })?,
        failures: forget(tasuki, |tx| {
            tx.drop_sign_in_failures_before(throttle::counted_from(now), ROWS_AT_ONCE)
        })?,
        staged: tasuki
            .store
            .write(|tx| tx.drop_staged_imports_before(before(now, STAGED_SECONDS)))?,
    })
}

fn forget(
    tasuki: &Tasuki,
    portion: impl Fn(&mut WriteTx<'_>) -> Result<u32, StoreError>,
) -> Result<u32, StoreError> {
    let mut forgotten = 0u32;
    for _ in 0..WRITES {
        let rows = tasuki.store.write(|tx| portion(tx))?;
        forgotten = forgotten.saturating_add(rows);
        if rows < ROWS_AT_ONCE {
            break;
        }
    }
    Ok(forgotten)
}

fn before(now: Instant, seconds: i64) -> Instant {
    Instant::from_second(now.as_second().saturating_sub(seconds)).unwrap_or(Instant::MIN)
}
