//! Making and migrating databases, and refusing those of another version.

use crate::{
    DatabaseUrl, StoreError,
    connection::{self, AnyConnection, Purpose},
    dialect::{self, Access},
    error::Failure,
    gate::Gate,
    store::Options,
};
use diesel::{
    RunQueryDsl as _, connection::SimpleConnection as _, migration::MigrationSource,
    sql_types::Text, sqlite::Sqlite,
};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use std::collections::BTreeSet;

const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
#[cfg(feature = "postgres")]
const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

/// Makes a new database and migrates it.
pub(crate) fn create(url: &DatabaseUrl) -> Result<(), StoreError> {
    if let DatabaseUrl::Sqlite(path) = url {
        let mut file = std::fs::OpenOptions::new();
        file.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
        file.open(path)?;
    }
    let mut connection = connection::open(url, Purpose::Migrating, &Options::default())?;
    if !applied(&mut connection)?.is_empty() {
        return Err(StoreError::AlreadyExists);
    }
    run(&mut connection).map(|_| ())
}

/// Opens a transaction in an existing database that was never migrated, and migrates it in there.
pub(crate) fn create_within(connection: &mut AnyConnection) -> Result<(), StoreError> {
    if !applied(connection)?.is_empty() {
        return Err(StoreError::AlreadyExists);
    }
    dialect::begin(connection, Access::Write).map_err(|error| Failure::from(error).error)?;
    run(connection).map(drop)
}

/// The migrations of this version; they have the same names on both databases.
pub(crate) fn names_of_this_version() -> Result<BTreeSet<String>, StoreError> {
    Ok(names::<Sqlite>(&SQLITE)?.into_iter().collect())
}

/// Brings an existing database to this version and answers what was applied.
pub(crate) fn migrate(url: &DatabaseUrl) -> Result<Vec<String>, StoreError> {
    let options = Options::default();
    let mut connection = connection::open(url, Purpose::Migrating, &options)?;
    let _pass = match url {
        DatabaseUrl::Sqlite(path) => Some(Gate::of(path)?.enter(options.wait)?),
        DatabaseUrl::Postgres(_) => None,
    };
    refuse_newer(&mut connection)?;
    run(&mut connection)
}

/// Refuses a database that this version did not migrate, or that a newer one did.
pub(crate) fn check(connection: &mut AnyConnection) -> Result<(), StoreError> {
    let applied = refuse_newer(connection)?;
    if known(connection)?.is_subset(&applied) {
        Ok(())
    } else {
        Err(StoreError::SchemaOlder)
    }
}

fn refuse_newer(connection: &mut AnyConnection) -> Result<BTreeSet<String>, StoreError> {
    let applied = applied(connection)?;
    match applied.difference(&known(connection)?).last() {
        Some(newest) => Err(StoreError::SchemaNewer(newest.clone())),
        None => Ok(applied),
    }
}

fn known(connection: &AnyConnection) -> Result<BTreeSet<String>, StoreError> {
    let versions = |names: Vec<String>| names.into_iter().collect();
    match connection {
        AnyConnection::Sqlite(_) => names::<Sqlite>(&SQLITE).map(versions),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(_) => names::<diesel::pg::Pg>(&POSTGRES).map(versions),
    }
}

fn names<DB: diesel::backend::Backend>(
    source: &EmbeddedMigrations,
) -> Result<Vec<String>, StoreError> {
    let migrations = MigrationSource::<DB>::migrations(source).map_err(StoreError::Other)?;
    Ok(migrations
        .iter()
        .map(|migration| migration.name().version().to_string())
        .collect())
}

#[derive(diesel::QueryableByName)]
struct Applied {
    #[diesel(sql_type = Text)]
    version: String,
}

/// The versions on record. Only reads: opening a foreign database must not leave a table in it.
fn applied(connection: &mut AnyConnection) -> Result<BTreeSet<String>, StoreError> {
    let exists = match connection {
        AnyConnection::Sqlite(_) => {
            "SELECT name AS version FROM sqlite_master WHERE name = '__diesel_schema_migrations'"
        }
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(_) => {
            "SELECT relname::text AS version FROM pg_class \
             WHERE oid = to_regclass('__diesel_schema_migrations')"
        }
    };
    let mut versions = |statement| -> Result<Vec<Applied>, StoreError> {
        diesel::sql_query::<&str>(statement)
            .load(connection)
            .map_err(|error| Failure::from(error).error)
    };
    if versions(exists)?.is_empty() {
        return Ok(BTreeSet::new());
    }
    Ok(versions("SELECT version FROM __diesel_schema_migrations")?
        .into_iter()
        .map(|applied| applied.version)
        .collect())
}

fn run(connection: &mut AnyConnection) -> Result<Vec<String>, StoreError> {
    let run = match connection {
        AnyConnection::Sqlite(connection) => {
            // Kept in the file: readers never wait for the writer, and a commit is one fsync. A
            // file that came out of a copy may have lost it.
            connection
                .batch_execute("PRAGMA journal_mode = WAL;")
                .map_err(|error| Failure::from(error).error)?;
            let run = pending(connection, SQLITE)?;
            // Tables are rebuilt with references off; what points nowhere afterwards is damage.
            let dangling: Vec<Applied> =
                diesel::sql_query(r#"SELECT "table" AS version FROM pragma_foreign_key_check"#)
                    .load(connection)
                    .map_err(|error| Failure::from(error).error)?;
            if !dangling.is_empty() {
                return Err(StoreError::Corrupt("a reference after migration"));
            }
            run
        }
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => pending(connection, POSTGRES)?,
    };
    Ok(run)
}

fn pending<DB, C>(connection: &mut C, source: EmbeddedMigrations) -> Result<Vec<String>, StoreError>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB>,
{
    let run = connection
        .run_pending_migrations(source)
        .map_err(StoreError::Other)?;
    Ok(run.iter().map(ToString::to_string).collect())
}

/// Takes the last migration back and answers its name.
#[cfg(test)]
pub(crate) fn revert_last(url: &DatabaseUrl) -> Result<String, StoreError> {
    let mut connection = connection::open(url, Purpose::Migrating, &Options::default())?;
    match &mut connection {
        AnyConnection::Sqlite(connection) => connection.revert_last_migration(SQLITE),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => connection.revert_last_migration(POSTGRES),
    }
    .map(|version| version.to_string())
    .map_err(StoreError::Other)
}

/// Takes every migration back, data and all.
#[cfg(test)]
pub(crate) fn revert(url: &DatabaseUrl) -> Result<(), StoreError> {
    let mut connection = connection::open(url, Purpose::Migrating, &Options::default())?;
    match &mut connection {
        AnyConnection::Sqlite(connection) => connection.revert_all_migrations(SQLITE).map(drop),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => connection.revert_all_migrations(POSTGRES).map(drop),
    }
    .map_err(StoreError::Other)
}
