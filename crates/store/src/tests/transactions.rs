//! What a unit of work may rely on, on either database.

use super::{database::options, fixtures::*, on_both};
use crate::{Options, Store, StoreError, connection::Purpose, dialect::Access, pool::Links};
use diesel::connection::SimpleConnection as _;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc,
    thread,
};
use tasuki_domain::fact::FactBody;

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

    fn a_summary_built_in_a_savepoint_that_is_undone_is_built_again(database) {
        let store = &database.store;
        found_city(store);
        let who = register(store, 10, &identity("タスキ", "ハナ", "1940-03-02"));
        write(store, |tx| {
            let moved = FactBody::Identity(identity("カクウ", "ハナ", "1940-03-02"));
            tx.record_fact(&fact(11, who, moved), None)?;
            let undone = tx.savepoint(|tx| {
                tx.rebuild_summary(who)?;
                Err::<(), _>(StoreError::Stale)
            });
            assert!(undone.is_err());
            Ok(())
        });
        assert_eq!(store.doctor().unwrap(), []);
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
            tx.run(|c| diesel::RunQueryDsl::execute(diesel::sql_query("DELETE FROM residents"), c))
        });
        assert!(matches!(result, Err(StoreError::Unavailable(_))), "{result:?}");
        database.store.is_ready().unwrap();
    }

    fn writers_that_collide_all_succeed(database) {
        let store = &database.store;
        found_city(store);
        let who = register(store, 10, &identity("タスキ", "ハナ", "1940-03-02"));
        let mut versions: Vec<i64> = thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|_| {
                    scope.spawn(|| {
                        Vec::from_iter((0..10).map(|_| write(store, |tx| tx.bump_version(who, None))))
                    })
                })
                .collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        versions.sort_unstable();
        assert_eq!(versions, Vec::from_iter(2..82));
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

on_both! {
    fn a_connection_that_cannot_begin_is_not_handed_out_again(database) {
        let links = Links::new(database.url.clone(), Purpose::Reading, None, options(), 1);
        let mut link = links.take();
        let bad = "BEGIN; SELECT count(*) FROM residents;";
        link.connection.batch_execute(bad).unwrap();
        // Nobody knows of that transaction, so it goes back as an idle one.
        drop(link);
        let link = links.begin(Access::Snapshot).unwrap();
        drop(link);
        links.begin(Access::Snapshot).unwrap();
    }
}

#[test]
fn a_file_that_answers_but_takes_no_write_is_not_ready() {
    let database = super::database::Database::sqlite();
    let store = database.open(crate::Options {
        wait: std::time::Duration::from_millis(20),
        ..options()
    });
    let mut shell = database.shell();
    shell.batch_execute("BEGIN IMMEDIATE").unwrap();
    store.read(|tx| tx.organizations()).unwrap();
    let refused = store.is_ready();
    assert!(
        matches!(refused, Err(StoreError::Unavailable(_))),
        "{refused:?}"
    );
    shell.batch_execute("ROLLBACK").unwrap();
    store.is_ready().unwrap();
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
