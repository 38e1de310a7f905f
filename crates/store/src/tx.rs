//! What a unit of work holds: a snapshot to read from, or a transaction to write in.

use crate::{StoreError, connection::AnyConnection, dialect, error::Failure};
use diesel::QueryResult;
use std::{
    collections::BTreeSet,
    ops::{Deref, DerefMut},
};
use tasuki_domain::id::ResidentId;

/// A snapshot of the database: every read in it sees the same moment.
pub struct ReadTx<'c> {
    connection: &'c mut AnyConnection,
    health: Health,
}

/// What went wrong so far, whatever the closure made of it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Health {
    /// A statement failed since the last savepoint. PostgreSQL would answer the commit with a
    /// silent rollback, so nothing more may be kept, on either database.
    pub(crate) failed: bool,
    /// Another run of the whole transaction may succeed.
    pub(crate) may_retry: bool,
    /// The transaction is gone.
    pub(crate) lost: bool,
}

#[derive(Debug, thiserror::Error)]
#[error("a failed statement was passed over outside of a savepoint")]
struct PassedOver;

impl<'c> ReadTx<'c> {
    pub(crate) fn new(connection: &'c mut AnyConnection) -> Self {
        Self {
            connection,
            health: Health::default(),
        }
    }

    /// Runs one query: the only way to the connection.
    pub(crate) fn run<T>(
        &mut self,
        query: impl FnOnce(&mut AnyConnection) -> QueryResult<T>,
    ) -> Result<T, StoreError> {
        if self.health.lost {
            return Err(StoreError::Unavailable(None));
        }
        if self.health.failed {
            return Err(StoreError::Other(Box::new(PassedOver)));
        }
        query(self.connection).map_err(|error| {
            // No row where one must be is an answer, and leaves the transaction whole.
            if matches!(error, diesel::result::Error::NotFound) {
                return StoreError::Stale;
            }
            let failure = Failure::from(error);
            self.health.failed = true;
            self.health.may_retry |= failure.may_retry;
            self.health.lost |= failure.lost;
            failure.error
        })
    }

    pub(crate) fn health(&self) -> Health {
        self.health
    }
}

/// A transaction that may write, and reads what it wrote.
pub struct WriteTx<'c> {
    inner: ReadTx<'c>,
    /// Residents whose facts changed since their summary was built.
    changed: BTreeSet<ResidentId>,
}

impl<'c> Deref for WriteTx<'c> {
    type Target = ReadTx<'c>;

    fn deref(&self) -> &Self::Target {
        &self.inner
    }
}

impl DerefMut for WriteTx<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.inner
    }
}

impl<'c> WriteTx<'c> {
    pub(crate) fn new(connection: &'c mut AnyConnection) -> Self {
        Self {
            inner: ReadTx::new(connection),
            changed: BTreeSet::new(),
        }
    }

    /// Runs a part that may fail by itself: its error undoes what it wrote, and nothing before it.
    pub fn savepoint<T, E: From<StoreError>>(
        &mut self,
        part: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.run(dialect::set_savepoint)?;
        let changed = self.changed.clone();
        let result = part(self).and_then(|value| {
            if self.health().failed {
                return Err(StoreError::Other(Box::new(PassedOver)).into());
            }
            Ok(value)
        });
        match result {
            Ok(value) => {
                self.run(dialect::keep)?;
                Ok(value)
            }
            Err(error) => {
                // A summary that the part built is undone with it, and is to be built again.
                self.changed = changed;
                if !self.health.lost {
                    self.health.failed = false;
                    self.run(dialect::undo)?;
                }
                Err(error)
            }
        }
    }

    /// Remembers that the resident's summary has to be built anew before the commit.
    pub(crate) fn mark_changed(&mut self, resident: ResidentId) {
        self.changed.insert(resident);
    }

    /// Forgets it again: the summary was built.
    pub(crate) fn mark_built(&mut self, resident: ResidentId) {
        self.changed.remove(&resident);
    }

    /// Builds what the unit of work left to be built, and refuses to keep a failed statement.
    pub(crate) fn settle(&mut self) -> Result<(), StoreError> {
        if self.health.failed {
            return Err(StoreError::Other(Box::new(PassedOver)));
        }
        while let Some(resident) = self.changed.first().copied() {
            self.rebuild_summary(resident)?;
        }
        Ok(())
    }
}
