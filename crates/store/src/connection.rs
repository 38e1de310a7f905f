//! Connections to either database.

use crate::{DatabaseUrl, StoreError, durability, error::Failure, store::Options};
use diesel::{Connection as _, connection::SimpleConnection as _, sqlite::SqliteConnection};
use std::path::Path;

/// A connection to either database; queries are written once against it.
#[derive(diesel::MultiConnection)]
pub(crate) enum AnyConnection {
    /// One SQLite file.
    Sqlite(SqliteConnection),
    /// A PostgreSQL server.
    #[cfg(feature = "postgres")]
    Postgres(diesel::pg::PgConnection),
}

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Snapshots only.
    Reading,
    /// Everything.
    Writing,
    /// Changing the schema: no reference is enforced meanwhile, nothing times out.
    Migrating,
}

/// Opens a connection that keeps what it acknowledges. The database must exist.
pub(crate) fn open_durable(
    url: &DatabaseUrl,
    purpose: Purpose,
    options: &Options,
) -> Result<AnyConnection, StoreError> {
    let mut connection = open(url, purpose, options)?;
    durability::check(&mut connection, purpose, options)?;
    Ok(connection)
}

/// Opens a connection. The database must exist.
pub(crate) fn open(
    url: &DatabaseUrl,
    purpose: Purpose,
    options: &Options,
) -> Result<AnyConnection, StoreError> {
    match url {
        DatabaseUrl::Sqlite(path) => open_sqlite(path, purpose, options),
        #[cfg(feature = "postgres")]
        DatabaseUrl::Postgres(url) => open_postgres(url, purpose, options),
        #[cfg(not(feature = "postgres"))]
        DatabaseUrl::Postgres(_) => Err(StoreError::Address(
            "this program was built without PostgreSQL",
        )),
    }
}

fn open_sqlite(
    path: &Path,
    purpose: Purpose,
    options: &Options,
) -> Result<AnyConnection, StoreError> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(StoreError::Address("the path is not a file"));
    }
    // mode=rw: the file may vanish after the check above, and must not come back empty.
    let address = format!("{}?mode=rw", file_uri(path)?);
    let mut connection = SqliteConnection::establish(&address)?;
    // secure_delete: what is erased is overwritten. temp_store: sorting never spills personal data
    // into a temporary file. cache_size: the upper levels of the indexes of a million people stay
    // in memory (16 MiB for each connection at most), so that a search reads the leaves alone.
    // wal_autocheckpoint: the log is written back by `checkpoint.rs`, which knows who else reads.
    let mut settings = format!(
        "PRAGMA busy_timeout = {};\
         PRAGMA synchronous = FULL;\
         PRAGMA secure_delete = ON;\
         PRAGMA temp_store = MEMORY;\
         PRAGMA cache_size = -16384;\
         PRAGMA wal_autocheckpoint = 0;\
         PRAGMA trusted_schema = OFF;\
         PRAGMA foreign_keys = {};",
        options.wait.as_millis(),
        if purpose == Purpose::Migrating {
            "OFF"
        } else {
            "ON"
        },
    );
    if purpose == Purpose::Reading {
        settings.push_str("PRAGMA query_only = ON;");
    }
    connection
        .batch_execute(&settings)
        .map_err(|error| Failure::from(error).error)?;
    Ok(AnyConnection::Sqlite(connection))
}

/// The path as a URI, so that a mode can be asked for; everything but plain characters escaped.
fn file_uri(path: &Path) -> Result<String, StoreError> {
    let path = std::path::absolute(path)?;
    let path = path
        .to_str()
        .ok_or(StoreError::Address("the path is not UTF-8"))?;
    let mut uri = String::from("file:");
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_' | b'~') {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    Ok(uri)
}

#[cfg(feature = "postgres")]
fn open_postgres(
    url: &str,
    purpose: Purpose,
    options: &Options,
) -> Result<AnyConnection, StoreError> {
    let address = watched(url, options);
    let mut connection = diesel::pg::PgConnection::establish(&address)?;
    let (statement, lock) = match purpose {
        Purpose::Migrating => (0, 0),
        _ => (options.statement.as_millis(), options.wait.as_millis()),
    };
    // idle_in_transaction_session_timeout: a client that vanished behind a dead network holds its
    // locks no longer than a statement may take, so that its retry elsewhere can succeed.
    // synchronous_commit: what is acknowledged must survive, whatever the server's default is.
    // plan_cache_mode: every statement here has one right plan, along its index, whatever the
    // values; planning a candidates query anew costs several times its execution.
    connection
        .batch_execute(&format!(
            "SET application_name = 'tasuki';\
             SET statement_timeout = {statement};\
             SET lock_timeout = {lock};\
             SET idle_in_transaction_session_timeout = {statement};\
             SET client_min_messages = 'error';\
             SET plan_cache_mode = 'force_generic_plan';\
             SELECT set_config('synchronous_commit', 'on', false) \
                 WHERE current_setting('synchronous_commit') IN ('off', 'local');",
        ))
        .map_err(|error| Failure::from(error).error)?;
    crate::language::make_english(&mut connection)?;
    Ok(AnyConnection::Postgres(connection))
}

/// The address with bounds for a server that is not reached any more: without them a connection
/// whose other end is gone waits for the system's own, which are hours. What the address says
/// itself stays.
#[cfg(feature = "postgres")]
fn watched(url: &str, options: &Options) -> String {
    let wait = options.wait.as_secs().clamp(2, 60);
    let mut address = url.to_owned();
    for (name, value) in [
        ("connect_timeout", wait),
        // Sent and not acknowledged, in milliseconds.
        ("tcp_user_timeout", 2 * wait * 1000),
        // Nothing sent, nothing heard: three questions without an answer.
        ("keepalives_idle", wait),
        ("keepalives_interval", 2),
        ("keepalives_count", 3),
    ] {
        if !url.contains(&format!("{name}=")) {
            let join = if address.contains('?') { '&' } else { '?' };
            address.push_str(&format!("{join}{name}={value}"));
        }
    }
    address
}

#[cfg(all(test, feature = "postgres"))]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_is_not_reached_is_given_up_unless_the_address_says_otherwise() {
        let options = Options::default();
        assert_eq!(
            watched("postgres://h/d", &options),
            "postgres://h/d?connect_timeout=5&tcp_user_timeout=10000&keepalives_idle=5\
             &keepalives_interval=2&keepalives_count=3"
        );
        let own = "postgres://h/d?sslmode=require&connect_timeout=9&keepalives_idle=60";
        assert_eq!(
            watched(own, &options),
            format!("{own}&tcp_user_timeout=10000&keepalives_interval=2&keepalives_count=3")
        );
    }
}
