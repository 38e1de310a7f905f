//! One function per thing a person can do: read, decide, act, record, commit.
//!
//! Every function takes the same four things: [`Tasuki`] (where the data is and which table
//! decides), the verified [`Caller`](tasuki_domain::caller::Caller), the [`Occasion`] (time and
//! entropy, so that the unit of work can be run again) and its own typed input. Every one that
//! touches personal data returns an [`Answer`]: a value, or a [`Refusal`], both on record; or the
//! store's failure, in which case nothing left. Signing in has no caller yet and leaves no entry;
//! [`accounts`] and [`policy_page`] have what the console and the pages need beside.
//!
//! To add a verb: a file under the noun's folder, an [`Action`](tasuki_domain::access::Action) for
//! it, its row in `disclosure.toml`, and one call of [`perform::look`] or [`perform::change`].

pub mod accesses;
pub mod accounts;
mod canonical;
pub mod care_teams;
pub mod consents;
pub mod incidents;
mod installation;
pub mod lookups;
mod noted;
pub mod occasion;
pub mod once;
pub mod perform;
pub mod policy_page;
pub mod refusal;
pub mod residents;
pub mod retention;
pub mod rosters;
pub mod search_events;

pub use installation::Foreign;
pub use occasion::Occasion;
pub use once::Once;
pub use refusal::{Answer, Refusal};
pub use tasuki_store::{AccessExtent, Store, StoreError};

// The tests inside share the town of those outside, which says `tasuki_app`.
#[cfg(test)]
extern crate self as tasuki_app;

use std::sync::atomic::{AtomicU64, Ordering};
use tasuki_auth::{seal::MasterKey, token::SigningKeys};
use tasuki_policy::Table;

/// What every unit of work needs: the store, the table that decides, and the keys.
pub struct Tasuki {
    store: Store,
    table: Table,
    keys: Keys,
    bounds: lookups::SearchBounds,
    entries: AtomicU64,
}

/// The secrets of an installation. They come from files or the environment and live nowhere else.
pub struct Keys {
    /// Signs tokens.
    pub signing: SigningKeys,
    /// Seals one-time-code secrets and staged files, and hashes search keys and sign-in names, so
    /// that misses and failures can be counted unread.
    pub master: MasterKey,
}

impl Tasuki {
    /// Puts the parts together.
    pub fn new(store: Store, table: Table, keys: Keys) -> Self {
        Self {
            store,
            table,
            keys,
            bounds: lookups::SearchBounds::default(),
            entries: AtomicU64::new(0),
        }
    }

    /// The same with other bounds on searching than the usual ones.
    #[must_use]
    pub fn bounded(mut self, bounds: lookups::SearchBounds) -> Self {
        self.bounds = bounds;
        self
    }

    /// How many access entries this process has committed.
    pub fn entries_recorded(&self) -> u64 {
        self.entries.load(Ordering::Relaxed)
    }

    pub(crate) fn recorded(&self, entries: usize) {
        let entries = u64::try_from(entries).unwrap_or(u64::MAX);
        self.entries.fetch_add(entries, Ordering::Relaxed);
    }

    /// The disclosure table in force.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// The keys that sign tokens, for verification at the edge.
    pub fn signing(&self) -> &SigningKeys {
        &self.keys.signing
    }

    /// The key that seals what a browser keeps for the service.
    pub fn master(&self) -> &MasterKey {
        &self.keys.master
    }

    /// How far the record of looks reaches; counts and times only.
    pub fn access_extent(&self) -> Result<AccessExtent, StoreError> {
        self.store.read(|tx| tx.access_extent())
    }

    /// Whether the database answers.
    pub fn is_ready(&self) -> Result<(), StoreError> {
        self.store.is_ready()
    }
}
