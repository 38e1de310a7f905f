//! The pools: SQLite's readers, and every connection to PostgreSQL.

use crate::{
    DatabaseUrl, StoreError,
    connection::{self, AnyConnection, Purpose},
    dialect::{self, Access},
    error::Failure,
    store::Options,
};
use diesel::r2d2::{ManageConnection, Pool, PooledConnection};

/// A pooled connection.
pub(crate) struct Link {
    pub(crate) connection: AnyConnection,
}

/// Opens the connections of a pool.
pub(crate) struct Opener {
    url: DatabaseUrl,
    purpose: Purpose,
    options: Options,
}

impl ManageConnection for Opener {
    type Connection = Link;
    type Error = StoreError;

    fn connect(&self) -> Result<Link, StoreError> {
        let connection = connection::open_durable(&self.url, self.purpose, &self.options)?;
        Ok(Link { connection })
    }

    fn is_valid(&self, _: &mut Link) -> Result<(), StoreError> {
        // Never asked: `begin` finds out without a round trip of its own.
        Ok(())
    }

    /// A connection that comes back inside a transaction (a panic, a lost server) is closed, and
    /// whatever was open on it is rolled back by that.
    fn has_broken(&self, link: &mut Link) -> bool {
        !dialect::is_idle(&mut link.connection)
    }
}

/// Connections that are opened as needed and reused.
pub(crate) struct Links {
    pool: Pool<Opener>,
    size: u32,
}

impl Links {
    pub(crate) fn new(url: DatabaseUrl, purpose: Purpose, options: Options, size: u32) -> Self {
        let size = size.max(1);
        let wait = options.wait;
        let pool = Pool::builder()
            .max_size(size)
            .min_idle(Some(0))
            .connection_timeout(wait)
            .test_on_check_out(false)
            .max_lifetime(None)
            .idle_timeout(match url {
                // Closing the last reader would not free anything worth it.
                DatabaseUrl::Sqlite(_) => None,
                DatabaseUrl::Postgres(_) => Some(std::time::Duration::from_secs(600)),
            })
            .build_unchecked(Opener {
                url,
                purpose,
                options,
            });
        Self { pool, size }
    }

    /// A connection with an open transaction. Connections that the server closed meanwhile are
    /// passed over, so that a failover costs a request nothing but time.
    pub(crate) fn begin(&self, access: Access) -> Result<PooledConnection<Opener>, StoreError> {
        let mut tries = 0;
        loop {
            let mut link = self.pool.get().map_err(StoreError::unavailable)?;
            let Err(error) = dialect::begin(&mut link.connection, access) else {
                return Ok(link);
            };
            let failure = Failure::from(error);
            if !failure.lost || tries > self.size {
                return Err(failure.error);
            }
            tries += 1;
            // Going out of scope idle, it would be handed out again.
            retire(link);
        }
    }
}

/// Gives a connection back so that the pool closes it.
pub(crate) fn retire(mut link: PooledConnection<Opener>) {
    use diesel::connection::TransactionManager as _;
    AnyConnection::transaction_manager_status_mut(&mut link.connection).set_in_error();
}
