//! The two ways in, [`Store::read`] and [`Store::write`].

use crate::{
    DatabaseUrl, ReadTx, StoreError, WriteTx,
    connection::{self, Purpose},
    dialect::{self, Access},
    durability,
    error::Failure,
    gate::Gate,
    migrate,
    pool::{self, Links},
    writer::Writer,
};
use diesel::RunQueryDsl as _;
use std::time::Duration;
use tasuki_matching::KEY_VERSION;

/// Whether a database must keep what it acknowledges through a power cut.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Durability {
    /// It must; every connection is asked.
    #[default]
    Required,
    /// It need not: a test's database, gone with the test, or what can be made again. Nothing that
    /// serves waives it.
    Waived,
}

/// How the store uses its database.
#[derive(Debug, Clone)]
pub struct Options {
    /// Connections that read a SQLite file; its writer is one more.
    pub readers: u32,
    /// Connections to a PostgreSQL server.
    pub connections: u32,
    /// How long a caller waits for a connection, its turn or a lock.
    pub wait: Duration,
    /// How long one statement may take on PostgreSQL.
    pub statement: Duration,
    /// Whether the database's settings must keep what is acknowledged.
    pub durability: Durability,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            readers: 4,
            connections: 16,
            wait: Duration::from_secs(5),
            // Less than the service lets a request wait, so that the server gives up first.
            statement: Duration::from_secs(10),
            durability: Durability::Required,
        }
    }
}

/// A database.
pub struct Store {
    url: DatabaseUrl,
    links: Links,
    /// SQLite's; on PostgreSQL every write is a transaction of its own.
    writer: Option<Writer>,
}

/// What [`Store::migrate`] did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migrated {
    /// The names of the migrations it applied.
    pub applied: Vec<String>,
    /// How many residents' search keys it made anew.
    pub rekeyed: u64,
}

/// Residents whose search keys are made anew in one transaction: short enough that others who write
/// need not wait long.
const REKEYED_AT_ONCE: u32 = 200;

/// Search keys that are removed in one transaction.
const PRUNED_AT_ONCE: u32 = 5_000;

/// Runs of one write at most. Of two that collide one always commits, so among a pool's worth of
/// callers the last one is through long before.
const RUNS: u32 = 50;

impl Store {
    /// Makes a new database at this version.
    ///
    /// Refuses an existing SQLite file and a PostgreSQL database that was migrated before.
    pub fn create(url: &DatabaseUrl) -> Result<(), StoreError> {
        migrate::create(url)
    }

    /// Brings an existing database to this version: its schema, and the search keys where this
    /// version makes other ones.
    pub fn migrate(url: &DatabaseUrl) -> Result<Migrated, StoreError> {
        let applied = migrate::migrate(url)?;
        // Keys are made of what is there and can be made again.
        let options = Options {
            durability: Durability::Waived,
            ..Options::default()
        };
        let store = Self::open_at_schema(url, options)?;
        let rekeyed = store.reindex_to(KEY_VERSION, |_, _| {})?;
        store.prune_older_keys(|_| {})?;
        Ok(Migrated { applied, rekeyed })
    }

    /// Makes this version's search keys for everyone who has older ones, and answers for how many.
    ///
    /// Older keys stay beside them, so a service of the version before goes on meanwhile; whoever it
    /// changes afterwards has older keys again, and the next run makes theirs. `progress` is told
    /// after every transaction how many are done, and how many there are in all.
    pub fn reindex(
        url: &DatabaseUrl,
        options: Options,
        progress: impl FnMut(u64, u64),
    ) -> Result<u64, StoreError> {
        Self::open_at_schema(url, options)?.reindex_to(KEY_VERSION, progress)
    }

    pub(crate) fn reindex_to(
        &self,
        version: i32,
        mut progress: impl FnMut(u64, u64),
    ) -> Result<u64, StoreError> {
        let mut rekeyed = 0;
        loop {
            match self.write(|tx| tx.rebuild_older_keys(REKEYED_AT_ONCE, version))? {
                0 => return Ok(rekeyed),
                more => rekeyed += u64::from(more),
            }
            let (left, all) = self.read(|tx| tx.count_older_keys(version))?;
            progress(all.saturating_sub(left), all);
        }
    }

    /// Removes the search keys of older versions, once no program of an older version serves any
    /// more, and answers how many. `progress` is told after every transaction how many were removed.
    pub fn prune(
        url: &DatabaseUrl,
        options: Options,
        progress: impl FnMut(u64),
    ) -> Result<u64, StoreError> {
        Self::open(url, options)?.prune_older_keys(progress)
    }

    fn prune_older_keys(&self, mut progress: impl FnMut(u64)) -> Result<u64, StoreError> {
        let mut removed = 0;
        loop {
            match self.write(|tx| tx.remove_older_keys(PRUNED_AT_ONCE))? {
                0 => return Ok(removed),
                more => removed += u64::from(more),
            }
            progress(removed);
        }
    }

    /// Opens an existing database of this version; refuses a missing, older or newer one, and one
    /// whose search keys are not those that this version looks for, or that could lose what it
    /// acknowledged.
    pub fn open(url: &DatabaseUrl, options: Options) -> Result<Self, StoreError> {
        let store = Self::open_at_schema(url, options)?;
        store.read(|tx| tx.check_key_versions())?;
        Ok(store)
    }

    fn open_at_schema(url: &DatabaseUrl, options: Options) -> Result<Self, StoreError> {
        let gate = match url {
            // Before anything is made beside it: a path at which no database is stays as it is.
            DatabaseUrl::Sqlite(path) if std::fs::metadata(path)?.is_file() => {
                Some(Gate::of(path)?)
            }
            _ => None,
        };
        let pass = gate.as_ref().map(|gate| gate.enter(options.wait));
        let pass = pass.transpose()?;
        let mut first = connection::open(url, Purpose::Reading, &options)?;
        migrate::check(&mut first)?;
        durability::check(&mut first, Purpose::Reading, &options)?;
        drop((first, pass));
        let (purpose, size) = match url {
            DatabaseUrl::Sqlite(_) => (Purpose::Reading, options.readers),
            DatabaseUrl::Postgres(_) => (Purpose::Writing, options.connections),
        };
        let writer = gate
            .clone()
            .map(|gate| Writer::new(url.clone(), gate, options.clone()));
        Ok(Self {
            url: url.clone(),
            links: Links::new(url.clone(), purpose, gate, options, size),
            writer,
        })
    }

    /// Reads on one snapshot.
    pub fn read<T, E: From<StoreError>>(
        &self,
        mut work: impl FnMut(&mut ReadTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let (mut link, _pass) = self.links.begin(Access::Snapshot)?;
        let mut tx = ReadTx::new(&mut link.connection);
        let result = work(&mut tx);
        if tx.health().lost {
            pool::retire(link);
            return result;
        }
        // Nothing was written: ending the snapshot cannot lose anything, and a connection that
        // fails at it is closed by the pool.
        if let Err(error) = dialect::undo(&mut link.connection) {
            tracing::debug!(%error, "a snapshot did not end well");
        }
        result
    }

    /// Writes in one transaction and returns once it is durable. An error undoes all of it.
    ///
    /// On PostgreSQL the closure runs again when it collided with another, so it does nothing but
    /// SQL. It must not call the store itself.
    pub fn write<T, E: From<StoreError>>(
        &self,
        mut work: impl FnMut(&mut WriteTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        if let Some(writer) = &self.writer {
            return writer.write(work);
        }
        for run in 0..RUNS {
            pause_before(run);
            match self.write_once(&mut work) {
                Run::Done(result) => return result,
                Run::Again => {}
            }
        }
        Err(StoreError::Busy.into())
    }

    fn write_once<T, E: From<StoreError>>(
        &self,
        work: &mut impl FnMut(&mut WriteTx<'_>) -> Result<T, E>,
    ) -> Run<T, E> {
        let (mut link, _) = match self.links.begin(Access::Write) {
            Ok(begun) => begun,
            Err(error) => return Run::Done(Err(error.into())),
        };
        let mut tx = WriteTx::new(&mut link.connection);
        let result = work(&mut tx).and_then(|value| {
            tx.settle()?;
            Ok(value)
        });
        let health = tx.health();
        if health.lost {
            pool::retire(link);
            return Run::Done(result.and(Err(StoreError::Unavailable(None).into())));
        }
        if health.may_retry || result.is_err() {
            if dialect::undo_to(&mut link.connection, 0).is_err() {
                pool::retire(link);
            }
            return if health.may_retry {
                Run::Again
            } else {
                Run::Done(result)
            };
        }
        match dialect::keep(&mut link.connection) {
            Ok(()) => Run::Done(result),
            Err(error) => {
                let failure = Failure::from(error);
                if failure.may_retry && dialect::is_idle(&mut link.connection) {
                    return Run::Again;
                }
                // Whether the server took the commit is not known; the caller must ask again.
                pool::retire(link);
                Run::Done(Err(if failure.lost {
                    StoreError::Unavailable(None)
                } else {
                    failure.error
                }
                .into()))
            }
        }
    }

    /// Whether a write can begin and commit now: an empty one does, in its turn. A standby, a file that may not be written or a lock that somebody keeps refuses it; a
    /// full disk shows only in a write that has something to keep.
    pub fn is_ready(&self) -> Result<(), StoreError> {
        match &self.url {
            DatabaseUrl::Sqlite(path) => {
                // The open file would go on working after its name is gone, and be lost.
                std::fs::metadata(path)?;
            }
            DatabaseUrl::Postgres(_) => {
                let closed = "SELECT 1 WHERE pg_is_in_recovery() \
                              OR current_setting('default_transaction_read_only') = 'on'";
                let rows = self.read(|tx| tx.run(|c| diesel::sql_query(closed).execute(c)))?;
                if rows > 0 {
                    return Err(StoreError::Unavailable(None));
                }
            }
        }
        self.write(|_| Ok(()))
    }

    /// How many callers wait for the writer of a SQLite file.
    #[cfg(test)]
    pub(crate) fn waiting(&self) -> usize {
        self.writer.as_ref().map_or(0, Writer::waiting)
    }
}

/// How one run of a write ended.
enum Run<T, E> {
    Done(Result<T, E>),
    /// It collided with another write and has left nothing behind.
    Again,
}

/// Lets others finish: not at all before the first runs, then longer and longer, to 50 ms.
#[expect(
    clippy::disallowed_methods,
    reason = "a thread that lost a race on the server has nothing else to do"
)]
fn pause_before(run: u32) {
    if run > 2 {
        std::thread::sleep(Duration::from_millis(u64::from(run).pow(2).min(50)));
    }
}
