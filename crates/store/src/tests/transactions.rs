//! What a unit of work may rely on, on either database.

use super::{database::options, fixtures::*, on_both};
use crate::{Options, Store, StoreError};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc,
    thread,
};

fn exists(store: &Store, n: u64) -> bool {
    store.read(|tx| tx.organization(id(n))).unwrap().is_some()
}

on_both! {
    fn connections_that_never_come_back_are_left_for_new_ones(database) {
        let store = database.open(Options {
            readers: 1,
            connections: 1,
            wait: std::time::Duration::from_millis(500),
            ..options()
        });
        let ask = || store.read(|tx| tx.organization(id(1)));
        // The one connection is out, as one is that waits for a server which never answers.
        store
            .read(|_| {
                assert!(matches!(ask(), Err(StoreError::Unavailable(_))));
                ask()
            })
            .unwrap();
        ask().unwrap();
    }

    fn an_error_undoes_everything(database) {
        let store = &database.store;
        let result = store.write(|tx| {
            tx.insert_organization(&organization(1))?;
            Err::<(), _>(StoreError::Stale)
        });
        assert!(matches!(result, Err(StoreError::Stale)));
        assert!(!exists(store, 1));
    }

    fn a_savepoint_undoes_its_part_and_nothing_before_it(database) {
        let store = &database.store;
        write(store, |tx| {
            tx.insert_organization(&organization(1))?;
            let taken = tx.savepoint(|tx| {
                tx.insert_organization(&organization(2))?;
                tx.insert_organization(&organization(1))
            });
            assert!(
                matches!(&taken, Err(StoreError::Conflict { constraint }) if constraint == "organizations_id"),
                "{taken:?}"
            );
            tx.savepoint(|tx| tx.insert_organization(&organization(3)))
        });
        assert_eq!([1, 2, 3].map(|n| exists(store, n)), [true, false, true]);
    }

    fn a_failed_statement_that_was_passed_over_is_not_committed(database) {
        let store = &database.store;
        let result = store.write(|tx| {
            tx.insert_organization(&organization(1))?;
            assert!(tx.insert_organization(&organization(1)).is_err());
            Ok::<_, StoreError>(())
        });
        assert!(matches!(result, Err(StoreError::Other(_))), "{result:?}");
        assert!(!exists(store, 1));
        let result = store.write(|tx| {
            tx.savepoint(|tx| {
                tx.insert_organization(&organization(1))?;
                assert!(tx.insert_organization(&organization(1)).is_err());
                Ok::<_, StoreError>(())
            })
        });
        assert!(matches!(result, Err(StoreError::Other(_))), "{result:?}");
        assert!(!exists(store, 1));
    }

    fn a_read_sees_one_snapshot(database) {
        let store = &database.store;
        let (go, wait) = mpsc::channel();
        let (done, written) = mpsc::channel();
        thread::scope(|scope| {
            scope.spawn(move || {
                wait.recv().unwrap();
                write(store, |tx| tx.insert_organization(&organization(1)));
                done.send(()).unwrap();
            });
            store
                .read(|tx| {
                    assert_eq!(tx.organizations()?.len(), 0);
                    go.send(()).unwrap();
                    written.recv().unwrap();
                    assert_eq!(tx.organizations()?.len(), 0);
                    Ok::<_, StoreError>(())
                })
                .unwrap();
        });
        assert!(exists(store, 1));
    }

    fn a_panic_leaves_no_transaction_open(database) {
        let store = &database.store;
        for n in 1..40 {
            let result = catch_unwind(AssertUnwindSafe(|| {
                store.write(|tx| -> Result<(), StoreError> {
                    tx.insert_organization(&organization(n))?;
                    std::panic::panic_any(n)
                })
            }));
            assert!(result.is_err());
            let result = catch_unwind(AssertUnwindSafe(|| {
                store.read(|tx| -> Result<(), StoreError> {
                    tx.organizations()?;
                    std::panic::panic_any(n)
                })
            }));
            assert!(result.is_err());
        }
        write(store, |tx| tx.insert_organization(&organization(1)));
        assert_eq!(store.read(|tx| tx.organizations()).unwrap().len(), 1);
    }

    fn a_read_cannot_write(database) {
        let result = database.store.read(|tx| {
            tx.run(|c| diesel::RunQueryDsl::execute(diesel::sql_query("DELETE FROM counters"), c))
        });
        assert!(matches!(result, Err(StoreError::Unavailable(_))), "{result:?}");
        database.store.is_ready().unwrap();
    }

    fn writers_that_collide_all_succeed(database) {
        let store = &database.store;
        let mut serials: Vec<u32> = thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|_| {
                    scope.spawn(|| {
                        Vec::from_iter((0..10).map(|_| write(store, |tx| tx.next_card_serial())))
                    })
                })
                .collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        serials.sort_unstable();
        serials.dedup();
        assert_eq!(serials.len(), 80);
    }

    fn a_ready_database_says_so(database) {
        database.store.is_ready().unwrap();
    }

    fn what_a_conflict_is_called_does_not_depend_on_the_database(database) {
        let store = &database.store;
        found_city(store);
        let name = |result: Result<(), StoreError>| match result {
            Err(StoreError::Conflict { constraint }) => constraint,
            other => format!("{other:?}"),
        };
        let account_of = |n, login: &str, organization| {
            let mut account = account(n, organization);
            account.login = parsed(login);
            account
        };
        let insert = |account| store.write(|tx| tx.insert_account(&account, &credential()));
        assert_eq!(name(insert(account_of(2, "another", city()))), "accounts_id");
        assert_eq!(name(insert(account_of(3, "officer-2", city()))), "accounts_login");
        assert_eq!(name(insert(account_of(3, "another", id(99)))), "foreign_key");
        let register = |n, key: &str| {
            let mut resident = resident(n);
            resident.roster_key = Some(parsed(key));
            store.write(|tx| tx.insert_resident(&resident))
        };
        register(10, "A1").unwrap();
        assert_eq!(name(register(11, "A1")), "residents_municipality_roster_key");
        let check = database.execute("UPDATE residents SET registration = 'asleep'");
        assert_eq!(name(check), "residents_registration");
        let null = database.execute("UPDATE residents SET card = NULL");
        assert_eq!(name(null), "not_null");
    }
}

#[cfg(feature = "postgres")]
#[test]
fn connections_that_the_server_closed_are_replaced() {
    let Some(database) = super::database::Database::postgres() else {
        return;
    };
    let store = &database.store;
    let barrier = std::sync::Barrier::new(4);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                store
                    .read(|tx| {
                        tx.organizations().inspect(|_| {
                            barrier.wait();
                        })
                    })
                    .unwrap()
            });
        }
    });
    database
        .execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        .unwrap();
    write(store, |tx| tx.insert_organization(&organization(1)));
    assert!(exists(store, 1));
}

#[cfg(feature = "postgres")]
#[test]
fn a_server_that_goes_away_in_the_middle_is_unavailable() {
    let Some(database) = super::database::Database::postgres() else {
        return;
    };
    let result = database.store.write(|tx| {
        tx.insert_organization(&organization(1))?;
        database.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )?;
        tx.insert_organization(&organization(2))
    });
    assert!(
        matches!(result, Err(StoreError::Unavailable(_))),
        "{result:?}"
    );
    write(&database.store, |tx| {
        tx.insert_organization(&organization(1))
    });
    assert!(!exists(&database.store, 2));
}
