//! The few statements that the databases spell differently. Everything else is written once.

use crate::connection::AnyConnection;
#[cfg(feature = "postgres")]
use diesel::connection::SimpleConnection as _;
use diesel::{
    QueryResult,
    connection::{AnsiTransactionManager, TransactionManager},
};

/// Sends a statement as the database's own. Sent through the enum of both, diesel writes its SQL
/// anew every time, which costs as much as running a short one: for what every look asks.
macro_rules! directly {
    ($connection:expr, |$own:ident| $statement:expr) => {
        match $connection {
            crate::connection::AnyConnection::Sqlite($own) => $statement,
            #[cfg(feature = "postgres")]
            crate::connection::AnyConnection::Postgres($own) => $statement,
        }
    };
}
pub(crate) use directly;

/// Inserts all rows of a slice.
///
/// SQLite runs one prepared statement per row, which costs less than parsing a long one;
/// PostgreSQL gets one statement for up to [`ROWS_AT_ONCE`] rows, which saves the round trips.
macro_rules! insert_all {
    ($connection:expr, $table:expr, $rows:expr) => {{
        use diesel::RunQueryDsl as _;
        let rows: &[_] = $rows;
        match $connection {
            crate::connection::AnyConnection::Sqlite(connection) => {
                rows.iter().try_for_each(|row| {
                    diesel::insert_into($table)
                        .values(row)
                        .execute(connection)
                        .map(|_| ())
                })
            }
            #[cfg(feature = "postgres")]
            crate::connection::AnyConnection::Postgres(connection) => match rows {
                [row] => diesel::insert_into($table)
                    .values(row)
                    .execute(connection)
                    .map(|_| ()),
                rows => rows
                    .chunks(crate::dialect::ROWS_AT_ONCE)
                    .try_for_each(|rows| {
                        diesel::insert_into($table)
                            .values(rows)
                            .execute(connection)
                            .map(|_| ())
                    }),
            },
        }
    }};
}
pub(crate) use insert_all;

/// Inserts the rows of a slice that are not there yet.
macro_rules! insert_missing {
    ($connection:expr, $table:expr, $rows:expr) => {{
        use diesel::RunQueryDsl as _;
        let rows: &[_] = $rows;
        match $connection {
            crate::connection::AnyConnection::Sqlite(connection) => {
                rows.iter().try_for_each(|row| {
                    diesel::insert_into($table)
                        .values(row)
                        .on_conflict_do_nothing()
                        .execute(connection)
                        .map(|_| ())
                })
            }
            #[cfg(feature = "postgres")]
            crate::connection::AnyConnection::Postgres(connection) => rows
                .chunks(crate::dialect::ROWS_AT_ONCE)
                .try_for_each(|rows| {
                    diesel::insert_into($table)
                        .values(rows)
                        .on_conflict_do_nothing()
                        .execute(connection)
                        .map(|_| ())
                }),
        }
    }};
}
pub(crate) use insert_missing;

/// PostgreSQL takes 65,535 parameters in a statement; no table here has 60 columns.
#[cfg(feature = "postgres")]
pub(crate) const ROWS_AT_ONCE: usize = 1000;

/// What kind of transaction to open.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Access {
    /// One snapshot, no writes.
    Snapshot,
    /// As if alone.
    Write,
}

/// Opens a transaction on a connection that has none.
///
/// SQLite must take the write lock at once: a transaction that read first and then finds that
/// another connection wrote meanwhile can never write, however long it waits.
pub(crate) fn begin(connection: &mut AnyConnection, access: Access) -> QueryResult<()> {
    match connection {
        AnyConnection::Sqlite(connection) => AnsiTransactionManager::begin_transaction_sql(
            connection,
            match access {
                Access::Snapshot => "BEGIN DEFERRED",
                Access::Write => "BEGIN IMMEDIATE",
            },
        ),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => AnsiTransactionManager::begin_transaction_sql(
            connection,
            match access {
                Access::Snapshot => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                // Not READ WRITE: an operator's default_transaction_read_only has to hold.
                Access::Write => "BEGIN ISOLATION LEVEL SERIALIZABLE",
            },
        ),
    }
}

/// Opens a savepoint in the open transaction.
pub(crate) fn set_savepoint(connection: &mut AnyConnection) -> QueryResult<()> {
    AnyConnection::begin_transaction(connection)
}

/// Keeps what was done since the last savepoint, or commits when there is none.
pub(crate) fn keep(connection: &mut AnyConnection) -> QueryResult<()> {
    AnyConnection::commit_transaction(connection)
}

/// Undoes what was done since the last savepoint, or rolls back when there is none.
pub(crate) fn undo(connection: &mut AnyConnection) -> QueryResult<()> {
    AnyConnection::rollback_transaction(connection)
}

/// Undoes until only `depth` transactions and savepoints are open.
pub(crate) fn undo_to(connection: &mut AnyConnection, depth: u32) -> QueryResult<()> {
    while self::depth(connection)?.is_some_and(|open| open > depth) {
        undo(connection)?;
    }
    Ok(())
}

fn depth(connection: &mut AnyConnection) -> QueryResult<Option<u32>> {
    use diesel::connection::TransactionManagerStatus;
    match AnyConnection::transaction_manager_status_mut(connection) {
        TransactionManagerStatus::Valid(status) => {
            Ok(status.transaction_depth().map(std::num::NonZeroU32::get))
        }
        TransactionManagerStatus::InError => Err(diesel::result::Error::BrokenTransactionManager),
    }
}

/// Whether the connection is outside of any transaction and fit for the next one.
pub(crate) fn is_idle(connection: &mut AnyConnection) -> bool {
    matches!(depth(connection), Ok(None))
}

/// Lets the open transaction take as long as a backup needs; only servers have such limits.
pub(crate) fn lift_statement_limit(connection: &mut AnyConnection) -> QueryResult<()> {
    match connection {
        AnyConnection::Sqlite(_) => Ok(()),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => connection.batch_execute(
            "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0",
        ),
    }
}

/// Makes an empty database take rows as they were: with the numbers they had, and in an order in
/// which a fact comes before the one that superseded it. SQLite does, with references off.
pub(crate) fn before_restore(connection: &mut AnyConnection) -> QueryResult<()> {
    match connection {
        AnyConnection::Sqlite(_) => Ok(()),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => connection.batch_execute(
            "SET LOCAL idle_in_transaction_session_timeout = 0;\
             ALTER TABLE facts ALTER CONSTRAINT facts_superseded_by_fkey \
                 DEFERRABLE INITIALLY DEFERRED;\
             ALTER TABLE sign_in_failures ALTER COLUMN id SET GENERATED BY DEFAULT;\
             ALTER TABLE access_entries ALTER COLUMN seq SET GENERATED BY DEFAULT;",
        ),
    }
}

/// Takes that back, checks what was put off, goes on counting after the highest numbers, and tells
/// the planner how much there is now.
pub(crate) fn after_restore(connection: &mut AnyConnection) -> QueryResult<()> {
    match connection {
        AnyConnection::Sqlite(_) => Ok(()),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => connection.batch_execute(
            "SET CONSTRAINTS ALL IMMEDIATE;\
             ALTER TABLE facts ALTER CONSTRAINT facts_superseded_by_fkey NOT DEFERRABLE;\
             ALTER TABLE sign_in_failures ALTER COLUMN id SET GENERATED ALWAYS;\
             ALTER TABLE access_entries ALTER COLUMN seq SET GENERATED ALWAYS;\
             SELECT setval(pg_get_serial_sequence('sign_in_failures', 'id'), \
                 coalesce(max(id), 1), max(id) IS NOT NULL) FROM sign_in_failures;\
             SELECT setval(pg_get_serial_sequence('access_entries', 'seq'), \
                 coalesce(max(seq), 1), max(seq) IS NOT NULL) FROM access_entries;\
             ANALYZE;",
        ),
    }
}
