//! Keeps the values of `tasuki-domain` in SQLite or PostgreSQL. The only SQL of the workspace.
//!
//! # Transactions
//!
//! [`Store::read`] and [`Store::write`] are the only ways in. A read sees one snapshot. A write
//! returns `Ok` only when what it wrote is durable, and undoes all of it on `Err`.
//!
//! **SQLite** has one writer. Callers stand in line for its connection and get it in order of
//! arrival (`turn.rs`). Whoever has the turn opens a transaction if none is open, runs its closure
//! in a savepoint on its own thread and undoes that savepoint if the closure fails or panics. If
//! others wait, it leaves the transaction open, hands the turn to the next and waits; whoever finds
//! nobody waiting, or 64 closures in the batch, commits for all with one fsync and wakes them. So
//! a commit is shared exactly when there is someone to share it with, and a lone caller never
//! waits. If the commit fails, or an error costs the transaction itself, every member of the batch
//! gets [`StoreError::Unavailable`] and the connection is opened anew. A caller waits for its turn
//! for a bounded time; a closure that wrongly calls the store again runs into that bound instead
//! of a deadlock. A panic goes on in the thread that it began in, after the others are served.
//!
//! Its log is written back into the file between two batches, while nobody reads or writes in any
//! process (`checkpoint.rs`, and `gate.rs` for why): readers wait for that some milliseconds.
//!
//! **PostgreSQL** gives every write its own SERIALIZABLE transaction, run again a bounded number
//! of times when it collides, so a closure does nothing but SQL.
//!
//! A failed statement poisons its transaction or savepoint on both databases, as it does on
//! PostgreSQL: whoever expects a conflict wraps it in [`WriteTx::savepoint`].
//!
//! Instants are kept to the microsecond.

mod accesses;
mod accounts;
mod alike;
mod applications;
mod backup;
mod candidates;
mod care_teams;
mod checkpoint;
mod code;
mod connection;
mod consents;
mod dialect;
mod doctor;
mod durability;
mod error;
mod facts;
mod gate;
mod idempotency;
mod imports;
mod incidents;
mod installation;
#[cfg(feature = "postgres")]
mod language;
mod lookups;
mod migrate;
mod organizations;
mod pool;
mod residents;
mod restorations;
mod retention;
mod schema;
mod search_events;
mod search_keys;
mod sign_ins;
mod sql;
mod store;
mod summaries;
mod turn;
mod tx;
mod url;
mod writer;

#[cfg(test)]
mod tests;

pub use accesses::{AccessExtent, SealedEntry};
pub use accounts::{Credential, Standing};
pub use backup::{
    BackupContents, BackupError, BackupLabel, Evidence, RestoreError, RestoreRecord, Restored,
    restore,
};
pub use candidates::{CandidateScope, Candidates};
pub use doctor::Finding;
pub use error::StoreError;
pub use idempotency::Claim;
pub use imports::ImportRow;
pub use installation::Installation;
pub use lookups::{LookupRow, Searcher};
pub use residents::ResidentRow;
pub use search_events::{EventPlace, ReviewedEvent};
pub use store::{Durability, Migrated, Options, Store};
pub use tx::{ReadTx, WriteTx};
pub use url::DatabaseUrl;
