//! Whether what is acknowledged would survive a power cut: asked of every connection, because a
//! setting can be refused, overridden by a server, or lost with a copied file.

use crate::{
    StoreError,
    connection::{AnyConnection, Purpose},
    error::Failure,
    store::{Durability, Options},
};
use diesel::{QueryableByName, RunQueryDsl as _, sql_types::Text};

#[derive(QueryableByName)]
struct Setting {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    value: String,
}

/// Settings that were just made or stand in the file, read back.
const SQLITE: &str = "\
    SELECT 'journal_mode' AS name, journal_mode AS value FROM pragma_journal_mode \
    UNION ALL SELECT 'synchronous', CAST(synchronous AS TEXT) FROM pragma_synchronous \
    UNION ALL SELECT 'foreign_keys', CAST(foreign_keys AS TEXT) FROM pragma_foreign_keys \
    UNION ALL SELECT 'secure_delete', CAST(secure_delete AS TEXT) FROM pragma_secure_delete";

/// What each must be; 2 is FULL and 3 EXTRA.
const SQLITE_WANTED: &[(&str, &[&str])] = &[
    ("journal_mode", &["wal"]),
    ("synchronous", &["2", "3"]),
    ("foreign_keys", &["1"]),
    ("secure_delete", &["1"]),
];

#[cfg(feature = "postgres")]
const POSTGRES: &str = "\
    SELECT name, current_setting(name) AS value \
    FROM unnest(ARRAY['fsync', 'full_page_writes', 'synchronous_commit']) AS name";

#[cfg(feature = "postgres")]
const POSTGRES_WANTED: &[(&str, &[&str])] = &[
    ("fsync", &["on"]),
    ("full_page_writes", &["on"]),
    (
        "synchronous_commit",
        &["on", "remote_write", "remote_apply"],
    ),
];

/// Refuses a connection whose commits could be lost, unless that was waived.
pub(crate) fn check(
    connection: &mut AnyConnection,
    purpose: Purpose,
    options: &Options,
) -> Result<(), StoreError> {
    // Migrations run with references off, and a new file is not in its final mode yet.
    if purpose == Purpose::Migrating || options.durability == Durability::Waived {
        return Ok(());
    }
    let (asked, wanted) = match connection {
        AnyConnection::Sqlite(_) => (SQLITE, SQLITE_WANTED),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(_) => (POSTGRES, POSTGRES_WANTED),
    };
    let settings: Vec<Setting> = diesel::sql_query(asked)
        .load(connection)
        .map_err(|error| Failure::from(error).error)?;
    for (name, good) in wanted {
        let value = settings
            .iter()
            .find(|setting| setting.name == *name)
            .map_or("unknown", |setting| setting.value.as_str());
        if !good.contains(&value) {
            return Err(StoreError::NotDurable(format!("{name} = {value}")));
        }
    }
    Ok(())
}
