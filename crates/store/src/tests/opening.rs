//! Opening refuses what is not an existing database of this version.

use super::{
    database::{Database, execute, free_path, options, remove},
    fixtures::*,
    on_both,
};
use crate::{
    CandidateScope, Candidates, DatabaseUrl, Finding, Migrated, Store, StoreError, search_keys,
};
use tasuki_matching::{KEY_VERSION, Probe};

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

/// The numbers of the folders, in order.
fn every_migration() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations/sqlite");
    let mut numbers: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            name.split_once('_').unwrap().0.to_owned()
        })
        .collect();
    numbers.sort();
    assert!(!numbers.is_empty());
    numbers
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
    assert_eq!(Store::migrate(&url).unwrap().applied, every_migration());
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
        let nothing = Migrated { applied: Vec::new(), rekeyed: 0 };
        assert_eq!(Store::migrate(&database.url).unwrap(), nothing);
        assert!(matches!(Store::create(&database.url).unwrap_err(), StoreError::AlreadyExists));
        assert_eq!(database.store.read(|tx| tx.organizations()).unwrap().len(), 1);
    }

    fn older_search_keys_are_refused_until_they_are_rebuilt(database) {
        found_city(&database.store);
        for n in 10..13 {
            register(&database.store, n, &identity("タスキ", "ハナ", "1940-03-02"));
        }
        // Without an identity there is nothing to find by, and nothing that could fail.
        write(&database.store, |tx| tx.insert_resident(&resident(13)));
        database
            .execute(
                "UPDATE search_keys SET version = 0, key = 'x' || key; \
                 UPDATE search_sketches SET version = 0; UPDATE residents SET key_version = 0",
            )
            .unwrap();
        let error = open_error(&database.url);
        assert!(matches!(error, StoreError::KeysOlder), "{error:?}");
        assert!(error.to_string().contains("tasuki reindex"));
        let migrated = Store::migrate(&database.url).unwrap();
        assert_eq!(migrated, Migrated { applied: Vec::new(), rekeyed: 4 });
        let store = Store::open(&database.url, options()).unwrap();
        let nobody = Finding::IdentityMissing { resident: id(13) };
        assert_eq!(store.doctor().unwrap(), [nobody]);
    }

    fn newer_search_keys_are_refused_where_none_of_these_are_left(database) {
        found_city(&database.store);
        register(&database.store, 10, &identity("タスキ", "ハナ", "1940-03-02"));
        database.execute("UPDATE residents SET key_version = 99").unwrap();
        Store::open(&database.url, options()).unwrap();
        database.execute("UPDATE search_keys SET version = 99").unwrap();
        assert!(matches!(open_error(&database.url), StoreError::KeysNewer));
    }

    fn keys_of_a_newer_version_are_made_while_this_one_serves(database) {
        let store = &database.store;
        found_city(store);
        for n in 10..15 {
            register(store, n, &identity("タスキ", "ハナ", "1940-03-02"));
        }
        let newer = KEY_VERSION + 1;
        let mut told = Vec::new();
        let made = store.reindex_to(newer, |done, all| told.push((done, all))).unwrap();
        assert_eq!((made, told.as_slice()), (5, [(5, 5)].as_slice()));
        // This version goes on, changes somebody, and is opened again.
        let found = |store: &Store| {
            let probes = [Probe::Prefix("name_date:タスキ|".to_owned())];
            let municipalities = [atami()];
            let scope = CandidateScope { municipalities: &municipalities, consent: None, moved_away: false, today: day("2026-11-21") };
            let mut found = Candidates::default();
            store.read(|tx| tx.candidates(&probes, &scope, (9, 9), &mut found)).unwrap();
            found.subjects.len()
        };
        assert_eq!(found(store), 5);
        write(store, |tx| tx.set_protected_address(id(11), true));
        assert_eq!(found(&Store::open(&database.url, options()).unwrap()), 5);
        assert!(store.doctor().unwrap().contains(&Finding::KeyVersion { resident: id(10), found: newer }));
        // Whoever was changed meanwhile is done again.
        assert_eq!(store.reindex_to(newer, |_, _| {}).unwrap(), 1);
        assert_eq!(store.reindex_to(newer, |_, _| {}).unwrap(), 0);
    }

    fn keys_of_an_older_version_are_told_and_removed(database) {
        found_city(&database.store);
        register(&database.store, 10, &identity("タスキ", "ハナ", "1940-03-02"));
        database
            .execute(
                "INSERT INTO search_keys (version, key, resident_id) \
                     SELECT 1, key, resident_id FROM search_keys; \
                 INSERT INTO search_sketches (resident_id, version, body, key_count) \
                     SELECT resident_id, 1, body, key_count FROM search_sketches",
            )
            .unwrap();
        assert_eq!(database.store.doctor().unwrap(), [Finding::KeysOld]);
        let removed = Store::prune(&database.url, options(), |_| {}).unwrap();
        assert!(removed > 20);
        assert_eq!(database.store.doctor().unwrap(), []);
        assert_eq!(Store::prune(&database.url, options(), |_| {}).unwrap(), 0);
    }

    fn a_lost_table_is_no_schema_of_ours(database) {
        database.execute("DROP TABLE __diesel_schema_migrations").unwrap();
        assert!(matches!(open_error(&database.url), StoreError::SchemaOlder));
    }
}

#[test]
fn other_search_keys_are_seen_along_an_index() {
    let database = Database::sqlite();
    let index = "SEARCH residents USING INDEX residents_by_key_version (key_version";
    use diesel::prelude::*;
    let id = crate::schema::residents::id;
    let older = database.plan(&search_keys::older(1).select(id));
    assert_eq!(older, [format!("{index}<?)")]);
    let newer = database.plan(&search_keys::newer(1).select(id));
    assert_eq!(newer, [format!("{index}>?)")]);
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
