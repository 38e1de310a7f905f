//! Connections to either database.

use crate::{DatabaseUrl, StoreError, error::Failure, store::Options};
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
    let mut settings = format!(
        "PRAGMA busy_timeout = {};\
         PRAGMA synchronous = FULL;\
         PRAGMA secure_delete = ON;\
         PRAGMA temp_store = MEMORY;\
         PRAGMA cache_size = -16384;\
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
    let seconds = options.wait.as_secs().clamp(2, 60);
    let address = if url.contains("connect_timeout=") {
        url.to_owned()
    } else {
        let join = if url.contains('?') { '&' } else { '?' };
        format!("{url}{join}connect_timeout={seconds}")
    };
    let mut connection = diesel::pg::PgConnection::establish(&address)?;
    let (statement, lock) = match purpose {
        Purpose::Migrating => (0, 0),
        _ => (options.statement.as_millis(), options.wait.as_millis()),
    };
    // synchronous_commit: what is acknowledged must survive, whatever the server's default is.
    // plan_cache_mode: every statement here has one right plan, along its index, whatever the
    // values; planning a candidates query anew costs several times its execution.
    connection
        .batch_execute(&format!(
            "SET application_name = 'tasuki';\
             SET statement_timeout = {statement};\
             SET lock_timeout = {lock};\
             SET client_min_messages = 'error';\
             SET plan_cache_mode = 'force_generic_plan';\
             SELECT set_config('synchronous_commit', 'on', false) \
                 WHERE current_setting('synchronous_commit') IN ('off', 'local');",
        ))
        .map_err(|error| Failure::from(error).error)?;
    Ok(AnyConnection::Postgres(connection))
}
