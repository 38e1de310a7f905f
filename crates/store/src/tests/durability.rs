//! A database that would lose what it acknowledged is refused, in words, by every connection.

use super::{
    database::{Database, execute, options},
    on_both,
};
use crate::{
    DatabaseUrl, Durability, Options, Store, StoreError,
    connection::{self, Purpose},
    durability,
    gate::Gate,
    writer::Writer,
};
use diesel::connection::SimpleConnection as _;

fn required() -> Options {
    Options {
        durability: Durability::Required,
        ..options()
    }
}

fn told(result: Result<(), StoreError>) -> String {
    match result {
        Err(StoreError::NotDurable(setting)) => setting,
        other => format!("{other:?}"),
    }
}

#[test]
fn every_connection_to_a_file_is_as_durable_as_it_claims() {
    let database = Database::sqlite();
    for purpose in [Purpose::Reading, Purpose::Writing] {
        let mut connection = connection::open_durable(&database.url, purpose, &required()).unwrap();
        for (setting, found) in [
            ("synchronous = NORMAL", "synchronous = 1"),
            ("synchronous = OFF", "synchronous = 0"),
            ("foreign_keys = OFF", "foreign_keys = 0"),
            ("secure_delete = OFF", "secure_delete = 0"),
            ("secure_delete = FAST", "secure_delete = 2"),
        ] {
            durability::check(&mut connection, purpose, &required()).unwrap();
            connection
                .batch_execute(&format!("PRAGMA {setting}"))
                .unwrap();
            assert_eq!(
                told(durability::check(&mut connection, purpose, &required())),
                found
            );
            connection
                .batch_execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON")
                .unwrap();
        }
        connection
            .batch_execute("PRAGMA synchronous = EXTRA")
            .unwrap();
        durability::check(&mut connection, purpose, &required()).unwrap();
    }
}

#[test]
fn a_file_without_its_log_is_refused_until_it_is_migrated() {
    let database = Database::sqlite();
    let copy = super::database::free_path();
    execute(&database.url, &format!("VACUUM INTO '{}'", copy.display())).unwrap();
    let url = DatabaseUrl::Sqlite(copy.clone());
    let opened = || Store::open(&url, required()).map(drop);
    assert_eq!(told(opened()), "journal_mode = delete");
    assert!(Store::migrate(&url).unwrap().applied.is_empty());
    opened().unwrap();
    super::database::remove(&copy);
}

#[test]
fn a_writer_that_came_to_lose_its_log_takes_nothing() {
    let database = Database::sqlite();
    let copy = super::database::free_path();
    execute(&database.url, &format!("VACUUM INTO '{}'", copy.display())).unwrap();
    let gate = Gate::of(&copy).unwrap();
    let writer = Writer::new(DatabaseUrl::Sqlite(copy.clone()), gate, required());
    let refused = writer.write(|_| Ok::<_, StoreError>(()));
    assert_eq!(told(refused), "journal_mode = delete");
    super::database::remove(&copy);
}

on_both! {
    fn a_waiver_asks_nothing(database) {
        let waived = Options { durability: Durability::Waived, ..options() };
        let mut connection = connection::open(&database.url, Purpose::Writing, &waived).unwrap();
        if database.is_sqlite() {
            connection.batch_execute("PRAGMA synchronous = OFF").unwrap();
        }
        durability::check(&mut connection, Purpose::Writing, &waived).unwrap();
    }
}
