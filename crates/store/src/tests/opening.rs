//! Opening refuses what is not an existing database of this version.

use super::{
    database::{Database, execute, free_path, options, remove},
    fixtures::*,
    on_both,
};
use crate::{DatabaseUrl, Store, StoreError};

fn open_error(url: &DatabaseUrl) -> StoreError {
    Store::open(url, options()).map(|_| ()).unwrap_err()
}

#[test]
fn a_mistyped_path_makes_no_file() {
    let path = free_path();
    let url = DatabaseUrl::Sqlite(path.clone());
    assert!(matches!(open_error(&url), StoreError::MissingDatabase));
    assert!(matches!(
        Store::migrate(&url).unwrap_err(),
        StoreError::MissingDatabase
    ));
    assert!(!path.exists());
    let nowhere = DatabaseUrl::Sqlite(path.join("deeper.db"));
    assert!(matches!(open_error(&nowhere), StoreError::MissingDatabase));
    let folder = DatabaseUrl::Sqlite(std::env::temp_dir());
    assert!(matches!(open_error(&folder), StoreError::Address(_)));
    assert!(matches!(
        Store::create(&nowhere).unwrap_err(),
        StoreError::MissingDatabase
    ));
}

#[test]
fn creating_never_touches_an_existing_file() {
    let path = free_path();
    std::fs::write(&path, "somebody's notes").unwrap();
    let url = DatabaseUrl::Sqlite(path.clone());
    assert!(matches!(
        Store::create(&url).unwrap_err(),
        StoreError::AlreadyExists
    ));
    assert!(matches!(
        open_error(&url),
        StoreError::Corrupt("the database file")
    ));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "somebody's notes");
    remove(&path);
}

#[test]
fn names_that_a_uri_would_misread_are_plain_names() {
    let path = free_path().with_extension("100%?mode=memory#襷.db");
    let url = DatabaseUrl::Sqlite(path.clone());
    Store::create(&url).unwrap();
    let store = Store::open(&url, options()).unwrap();
    write(&store, |tx| tx.insert_organization(&organization(1)));
    assert!(path.metadata().unwrap().len() > 0);
    drop(store);
    let store = Store::open(&url, options()).unwrap();
    assert_eq!(store.read(|tx| tx.organizations()).unwrap().len(), 1);
    drop(store);
    remove(&path);
}

#[test]
fn an_empty_file_is_an_older_database_and_can_be_migrated() {
    let path = free_path();
    std::fs::write(&path, "").unwrap();
    let url = DatabaseUrl::Sqlite(path.clone());
    let error = open_error(&url);
    assert!(matches!(error, StoreError::SchemaOlder), "{error:?}");
    assert!(error.to_string().contains("tasuki migrate"));
    // Looking at it left nothing in it.
    assert_eq!(path.metadata().unwrap().len(), 0);
    assert_eq!(Store::migrate(&url).unwrap(), ["0001", "0005"]);
    Store::open(&url, options()).unwrap().is_ready().unwrap();
    remove(&path);
}

#[cfg(unix)]
#[test]
fn a_new_file_is_its_owners_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let path = free_path();
    Store::create(&DatabaseUrl::Sqlite(path.clone())).unwrap();
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    remove(&path);
}

#[test]
fn a_file_that_vanished_is_not_ready() {
    let database = Database::sqlite();
    database.store.is_ready().unwrap();
    let DatabaseUrl::Sqlite(path) = &database.url else {
        return;
    };
    std::fs::remove_file(path).unwrap();
    assert!(database.store.is_ready().is_err());
}

on_both! {
    fn an_older_schema_is_refused_until_it_is_migrated(database) {
        database.execute("DELETE FROM __diesel_schema_migrations").unwrap();
        assert!(matches!(open_error(&database.url), StoreError::SchemaOlder));
    }

    fn a_newer_schema_is_refused(database) {
        database
            .execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('9999')")
            .unwrap();
        for error in [open_error(&database.url), Store::migrate(&database.url).unwrap_err()] {
            assert!(matches!(&error, StoreError::SchemaNewer(version) if version == "9999"), "{error:?}");
        }
    }

    fn a_migrated_database_stays_as_it_is(database) {
        found_city(&database.store);
        assert_eq!(Store::migrate(&database.url).unwrap(), Vec::<String>::new());
        assert!(matches!(Store::create(&database.url).unwrap_err(), StoreError::AlreadyExists));
        assert_eq!(database.store.read(|tx| tx.organizations()).unwrap().len(), 1);
    }

    fn a_lost_table_is_no_schema_of_ours(database) {
        database.execute("DROP TABLE __diesel_schema_migrations").unwrap();
        assert!(matches!(open_error(&database.url), StoreError::SchemaOlder));
    }
}

#[cfg(feature = "postgres")]
#[test]
fn a_server_that_is_not_there_is_unavailable_and_keeps_its_secret() {
    let url: DatabaseUrl = "postgres://u:hunter2@127.0.0.1:1/d".parse().unwrap();
    let error = open_error(&url);
    assert!(matches!(error, StoreError::Unavailable(_)), "{error:?}");
    assert!(!format!("{error:?}{error}").contains("hunter2"));
}

#[cfg(feature = "postgres")]
#[test]
fn a_database_that_is_not_there_is_missing() {
    let Some(database) = Database::postgres() else {
        return;
    };
    let DatabaseUrl::Postgres(url) = &database.url else {
        return;
    };
    let url = url
        .replacen("tasuki_test", "tasuki_absent", 1)
        .parse()
        .unwrap();
    assert!(matches!(open_error(&url), StoreError::MissingDatabase));
    assert!(execute(&url, "SELECT 1").is_err());
}

#[cfg(not(feature = "postgres"))]
#[test]
fn without_the_feature_a_server_is_refused_in_words() {
    let url: DatabaseUrl = "postgres://h/d".parse().unwrap();
    assert!(open_error(&url).to_string().contains("without PostgreSQL"));
    let _ = execute;
}
