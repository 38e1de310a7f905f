//! SQLite's one writer: who shares a commit shares its fate, and nobody else's.

use super::{
    database::{Database, options},
    fixtures::*,
};
use crate::{Options, Store, StoreError, WriteTx};
use diesel::{RunQueryDsl as _, connection::SimpleConnection as _};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Barrier, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

fn organizations(store: &Store) -> usize {
    store.read(|tx| tx.organizations()).unwrap().len()
}

/// Lets `count` callers queue up behind a first one, so that they are in one batch with it.
fn behind_a_first<T: Send>(store: &Store, count: u64, caller: impl Fn(u64) -> T + Sync) -> Vec<T> {
    let inside = AtomicBool::new(false);
    thread::scope(|scope| {
        let (inside, caller) = (&inside, &caller);
        scope.spawn(move || {
            let first: Result<(), StoreError> = store.write(|_| {
                inside.store(true, Ordering::SeqCst);
                while store.waiting() < usize::try_from(count).unwrap() {
                    thread::yield_now();
                }
                Ok(())
            });
            drop(first);
        });
        while !inside.load(Ordering::SeqCst) {
            thread::yield_now();
        }
        let callers: Vec<_> = (0..count)
            .map(|n| {
                let caller = scope.spawn(move || caller(n));
                // In order of n: the next one starts when this one stands in line.
                while store.waiting() <= usize::try_from(n).unwrap() && !caller.is_finished() {
                    thread::yield_now();
                }
                caller
            })
            .collect();
        callers
            .into_iter()
            .map(|caller| caller.join().unwrap())
            .collect()
    })
}

#[test]
fn what_32_threads_write_is_all_there() {
    let database = Database::sqlite();
    let start = Barrier::new(32);
    thread::scope(|scope| {
        for thread in 0..32 {
            let (store, start) = (&database.store, &start);
            scope.spawn(move || {
                start.wait();
                for n in 0..20 {
                    write(store, |tx| {
                        tx.insert_organization(&organization(thread * 100 + n))
                    });
                    // Acknowledged is durable: a new connection sees it at once.
                    let found = store
                        .read(|tx| tx.organization(id(thread * 100 + n)))
                        .unwrap();
                    assert!(found.is_some());
                }
            });
        }
    });
    assert_eq!(organizations(&database.store), 32 * 20);
}

#[test]
fn an_error_undoes_its_own_closure_only() {
    let database = Database::sqlite();
    let store = &database.store;
    let results = behind_a_first(store, 9, |n| {
        store.write(|tx| {
            tx.insert_organization(&organization(n))?;
            if n % 3 == 0 {
                Err(StoreError::Stale)
            } else {
                Ok(())
            }
        })
    });
    for (n, result) in (0..).zip(results) {
        assert_eq!(result.is_err(), n % 3 == 0);
        let found = store.read(|tx| tx.organization(id(n))).unwrap();
        assert_eq!(found.is_some(), n % 3 != 0, "{n}");
    }
}

#[test]
fn a_panic_undoes_its_own_closure_only_and_leaves_no_transaction() {
    let database = Database::sqlite();
    let store = &database.store;
    let results = behind_a_first(store, 9, |n| {
        catch_unwind(AssertUnwindSafe(|| {
            store.write(|tx| {
                tx.insert_organization(&organization(n))?;
                tx.savepoint(|tx| {
                    tx.insert_organization(&organization(100 + n))?;
                    if n % 3 == 0 {
                        std::panic::panic_any(n);
                    }
                    Ok::<_, StoreError>(())
                })
            })
        }))
    });
    for (n, result) in (0..).zip(results) {
        match result {
            Ok(result) => result.unwrap(),
            Err(panic) => assert_eq!(panic.downcast_ref::<u64>(), Some(&n)),
        }
        for n in [n, 100 + n] {
            let found = store.read(|tx| tx.organization(id(n))).unwrap();
            assert_eq!(found.is_some(), n % 100 % 3 != 0, "{n}");
        }
    }
    // The write lock is free for another process.
    database
        .shell()
        .batch_execute("BEGIN IMMEDIATE; COMMIT")
        .unwrap();
    write(store, |tx| tx.insert_organization(&organization(1000)));
}

/// Makes the commit fail, and nothing before it: references are looked at only then.
fn break_commit(tx: &mut WriteTx<'_>) -> Result<(), StoreError> {
    tx.run(|c| c.batch_execute("PRAGMA defer_foreign_keys = ON"))?;
    tx.insert_account(&account(500, id(501)), &credential())
}

#[test]
fn when_the_commit_fails_every_waiter_hears_it() {
    let database = Database::sqlite();
    let store = &database.store;
    let results = behind_a_first(store, 8, |n| {
        store.write(|tx| {
            if n == 4 {
                return break_commit(tx);
            }
            tx.insert_organization(&organization(n))
        })
    });
    for result in results {
        assert!(
            matches!(result, Err(StoreError::Unavailable(_))),
            "{result:?}"
        );
    }
    assert_eq!(organizations(store), 0);
    write(store, |tx| tx.insert_organization(&organization(1)));
    assert_eq!(organizations(store), 1);
}

#[test]
fn a_full_disk_fails_the_batch_and_the_writer_recovers() {
    let database = Database::sqlite();
    let store = &database.store;
    found_city(store);
    let results = behind_a_first(store, 4, |n| {
        store.write(|tx| {
            if n == 2 {
                tx.run(|c| {
                    // The connection's own limit stands for the disk's.
                    c.batch_execute("PRAGMA max_page_count = 1")?;
                    Ok(())
                })?;
                let sealed = vec![0; 1_000_000];
                return tx.stage_import(id(n), officer(), &sealed, at(0));
            }
            tx.insert_organization(&organization(100 + n))
        })
    });
    // Callers before the failure lose with it; one that came after begins a new batch, on a
    // connection without the limit if the old one was given up.
    assert!(
        matches!(results[2], Err(StoreError::Unavailable(_))),
        "{:?}",
        results[2]
    );
    assert!(
        matches!(results[0], Err(StoreError::Unavailable(_))),
        "{:?}",
        results[0]
    );
    assert!(
        matches!(results[1], Err(StoreError::Unavailable(_))),
        "{:?}",
        results[1]
    );
    assert!(store.read(|tx| tx.organization(id(100))).unwrap().is_none());
    write(store, |tx| tx.insert_organization(&organization(200)));
}

#[test]
fn turns_come_in_order_of_arrival() {
    let database = Database::sqlite();
    let order = Mutex::new(Vec::new());
    behind_a_first(&database.store, 20, |n| {
        write(&database.store, |_| {
            order.lock().unwrap().push(n);
            Ok(())
        });
    });
    assert_eq!(*order.lock().unwrap(), Vec::from_iter(0..20));
}

#[test]
fn a_long_line_is_cut_into_batches() {
    let database = Database::sqlite();
    behind_a_first(&database.store, 150, |n| {
        write(&database.store, |tx| {
            tx.insert_organization(&organization(n))
        });
    });
    assert_eq!(organizations(&database.store), 150);
}

fn impatient(database: &Database) -> Store {
    database.open(Options {
        wait: Duration::from_millis(50),
        ..options()
    })
}

#[test]
fn a_write_within_a_write_is_busy_and_no_deadlock() {
    let database = Database::sqlite();
    let store = impatient(&database);
    let inner: StoreError = write(&store, |_| {
        Ok(store.write(|_| Ok::<_, StoreError>(())).unwrap_err())
    });
    assert!(matches!(inner, StoreError::Busy), "{inner:?}");
    write(&store, |tx| tx.insert_organization(&organization(1)));
}

#[test]
fn another_process_holding_the_lock_makes_it_unavailable() {
    let database = Database::sqlite();
    let store = impatient(&database);
    let mut other = database.shell();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    let result = store.write(|tx| tx.insert_organization(&organization(1)));
    assert!(
        matches!(result, Err(StoreError::Unavailable(_))),
        "{result:?}"
    );
    other.batch_execute("COMMIT").unwrap();
    write(&store, |tx| tx.insert_organization(&organization(1)));
}

#[test]
fn every_connection_has_the_settings_that_durability_rests_on() {
    #[derive(diesel::QueryableByName)]
    struct Setting {
        #[diesel(sql_type = diesel::sql_types::Text)]
        mode: String,
    }
    let sql = "SELECT (SELECT journal_mode FROM pragma_journal_mode) || ' ' || \
               (SELECT synchronous FROM pragma_synchronous) || ' ' || \
               (SELECT foreign_keys FROM pragma_foreign_keys) || ' ' || \
               (SELECT secure_delete FROM pragma_secure_delete) AS mode";
    let database = Database::sqlite();
    let read = database
        .store
        .read(|tx| tx.run(|c| diesel::sql_query(sql).load::<Setting>(c)));
    let written = database
        .store
        .write(|tx| tx.run(|c| diesel::sql_query(sql).load::<Setting>(c)));
    for settings in [read.unwrap(), written.unwrap()] {
        assert_eq!(settings[0].mode, "wal 2 1 1");
    }
}
