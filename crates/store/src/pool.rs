//! The pools: SQLite's readers, and every connection to PostgreSQL.

use crate::{
    DatabaseUrl, StoreError,
    connection::{self, AnyConnection, Purpose},
    dialect::{self, Access},
    error::Failure,
    gate::{Gate, Pass},
    store::Options,
};
use diesel::r2d2::{ManageConnection, Pool, PooledConnection};
use std::sync::{
    Arc, PoisonError, RwLock,
    atomic::{AtomicU64, Ordering},
};

/// A pooled connection.
pub(crate) struct Link {
    pub(crate) connection: AnyConnection,
    /// Whether it was used before: if one opened for this request cannot begin, the next one could
    /// not either.
    used: bool,
}

/// A connection inside a transaction, and for SQLite the leave to be there.
pub(crate) type Begun = (PooledConnection<Opener>, Option<Pass>);

/// Opens the connections of a pool.
#[derive(Clone)]
pub(crate) struct Opener {
    url: DatabaseUrl,
    purpose: Purpose,
    options: Options,
    /// SQLite's: a new connection reads the file before it is asked anything.
    gate: Option<Arc<Gate>>,
    /// How often a connection came back.
    returned: Arc<AtomicU64>,
}

impl ManageConnection for Opener {
    type Connection = Link;
    type Error = StoreError;

    fn connect(&self) -> Result<Link, StoreError> {
        let _pass = self.pass()?;
        let connection = connection::open_durable(&self.url, self.purpose, &self.options)?;
        Ok(Link {
            connection,
            used: false,
        })
    }

    fn is_valid(&self, _: &mut Link) -> Result<(), StoreError> {
        // Never asked: `begin` finds out without a round trip of its own.
        Ok(())
    }

    /// A connection that comes back inside a transaction (a panic, a lost server) is closed, and
    /// whatever was open on it is rolled back by that.
    fn has_broken(&self, link: &mut Link) -> bool {
        self.returned.fetch_add(1, Ordering::Relaxed);
        !dialect::is_idle(&mut link.connection)
    }
}

impl Opener {
    fn pass(&self) -> Result<Option<Pass>, StoreError> {
        let gate = self.gate.as_ref();
        gate.map(|gate| gate.enter(self.options.statement))
            .transpose()
    }
}

/// Connections that are opened as needed and reused.
pub(crate) struct Links {
    opener: Opener,
    size: u32,
    /// The pool in use, and how many there were before it.
    pool: RwLock<(u64, Pool<Opener>)>,
}

impl Links {
    pub(crate) fn new(
        url: DatabaseUrl,
        purpose: Purpose,
        gate: Option<Arc<Gate>>,
        options: Options,
        size: u32,
    ) -> Self {
        let size = size.max(1);
        let opener = Opener {
            url,
            purpose,
            options,
            gate,
            returned: Arc::default(),
        };
        Self {
            pool: RwLock::new((0, build(&opener, size))),
            opener,
            size,
        }
    }

    /// A connection with an open transaction. One that cannot begin is never handed out again: the
    /// server may have closed it, or have become a standby under it. Those that waited here are
    /// passed over until one is opened anew, so that a failover costs a request nothing but time.
    ///
    /// The pass is to be held as long as the transaction. It is asked for by whoever has a connection,
    /// so that only so many stand inside as there are, and not all who wait for one.
    pub(crate) fn begin(&self, access: Access) -> Result<Begun, StoreError> {
        loop {
            let mut link = self.get()?;
            let pass = self.opener.pass()?;
            let Err(error) = dialect::begin(&mut link.connection, access) else {
                link.used = true;
                return Ok((link, pass));
            };
            // Going out of scope idle, it would be handed out again.
            let used = link.used;
            retire(link);
            if !used {
                return Err(Failure::from(error).error);
            }
        }
    }

    /// A connection outside of any transaction.
    #[cfg(test)]
    pub(crate) fn take(&self) -> PooledConnection<Opener> {
        let mut link = self.get().unwrap();
        link.used = true;
        link
    }

    fn get(&self) -> Result<PooledConnection<Opener>, StoreError> {
        let (number, pool) = self
            .pool
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let returned = || self.opener.returned.load(Ordering::Relaxed);
        let before = returned();
        pool.get().map_err(|error| {
            if pool.state().connections >= self.size && returned() == before {
                self.start_over(number);
            }
            StoreError::unavailable(error)
        })
    }

    /// Leaves a pool whose connections are all out and do not come back: no transaction of ours
    /// takes that long, so they wait for a server that will never answer them, behind something
    /// that keeps them open. Each closes itself when its wait ends; new ones may work meanwhile.
    fn start_over(&self, stuck: u64) {
        let mut pool = self.pool.write().unwrap_or_else(PoisonError::into_inner);
        // Of those who waited in vain together, the first has done it.
        if pool.0 == stuck {
            tracing::error!("no connection comes back; starting with new ones");
            *pool = (stuck + 1, build(&self.opener, self.size));
        }
    }
}

fn build(opener: &Opener, size: u32) -> Pool<Opener> {
    Pool::builder()
        .max_size(size)
        .min_idle(Some(0))
        .connection_timeout(opener.options.wait)
        .test_on_check_out(false)
        .max_lifetime(None)
        .idle_timeout(match opener.url {
            // Closing the last reader would not free anything worth it.
            DatabaseUrl::Sqlite(_) => None,
            DatabaseUrl::Postgres(_) => Some(std::time::Duration::from_secs(600)),
        })
        .build_unchecked(opener.clone())
}

/// Gives a connection back so that the pool closes it.
pub(crate) fn retire(mut link: PooledConnection<Opener>) {
    use diesel::connection::TransactionManager as _;
    AnyConnection::transaction_manager_status_mut(&mut link.connection).set_in_error();
}
