//! SQLite's log is written back as a whole, beside nobody.

use super::{
    database::{Database, free_path, options, remove},
    fixtures::*,
};
use crate::{Store, StoreError, gate::Gate};
use diesel::{
    QueryableByName, RunQueryDsl as _, connection::SimpleConnection as _, sql_types::BigInt,
};
use std::{
    sync::{Barrier, mpsc},
    thread,
    time::Duration,
};

const SHORT: Duration = Duration::from_millis(1);
const LONG: Duration = Duration::from_secs(20);

#[derive(Debug, QueryableByName)]
struct Log {
    #[diesel(sql_type = BigInt)]
    log: i64,
    #[diesel(sql_type = BigInt)]
    checkpointed: i64,
}

fn log(database: &Database) -> Log {
    diesel::sql_query("PRAGMA wal_checkpoint(NOOP)")
        .get_result(&mut database.shell())
        .unwrap()
}

fn made() -> Database {
    let database = Database::sqlite();
    database.execute("CREATE TABLE much (it BLOB)").unwrap();
    database
}

/// Makes the log longer by some 400 pages.
fn writes_much(store: &Store) {
    write(store, |tx| {
        let much = "INSERT INTO much VALUES (zeroblob(1600000))";
        tx.run(|c| diesel::sql_query(much).execute(c)).map(drop)
    });
}

#[test]
fn a_long_log_is_written_back_whole_and_begins_anew() {
    let database = made();
    let mut longest = 0;
    for _ in 0..20 {
        writes_much(&database.store);
        let Log { log, checkpointed } = log(&database);
        longest = longest.max(log);
        assert!(
            checkpointed == log || checkpointed == 0 && log < 1_000,
            "in part: {checkpointed} of {log}"
        );
    }
    assert!(longest >= 1_000, "the log never was long: {longest}");
    assert!(longest < 2_000, "the log never began anew: {longest}");
}

/// A log that is written back in part is what a failing sync turns into damage.
#[test]
fn while_anyone_reads_nothing_of_the_log_is_written_back() {
    let database = made();
    let elsewhere = database.open(options());
    for reader in [&database.store, &elsewhere] {
        writes_much(&database.store);
        let before = log(&database);
        let (inside, (leave, stay)) = (Barrier::new(2), mpsc::channel::<()>());
        thread::scope(|scope| {
            let inside = &inside;
            scope.spawn(move || {
                reader
                    .read(|tx| {
                        tx.organizations()?;
                        inside.wait();
                        let _ = stay.recv();
                        Ok::<_, StoreError>(())
                    })
                    .unwrap();
            });
            inside.wait();
            for _ in 0..5 {
                writes_much(&database.store);
                assert_eq!(log(&database).checkpointed, before.checkpointed);
            }
            assert!(log(&database).log > before.log + 1_500);
            drop(leave);
        });
        // At the latest when the log has grown by its own length.
        for _ in 0..10 {
            writes_much(&database.store);
            if log(&database).checkpointed > before.checkpointed {
                break;
            }
        }
        let Log { log, checkpointed } = log(&database);
        assert_eq!(log, checkpointed);
        assert!(log > before.log + 1_500, "written back at once, as a whole");
    }
}

/// A shell of the database, left inside a transaction, is not waited for like a colleague.
#[test]
fn another_program_inside_does_not_hold_anybody_up() {
    let database = made();
    writes_much(&database.store);
    let mut shell = database.shell();
    shell
        .batch_execute("BEGIN; SELECT * FROM organizations")
        .unwrap();
    for _ in 0..5 {
        writes_much(&database.store);
    }
    assert!(log(&database).checkpointed < log(&database).log);
    shell.batch_execute("COMMIT").unwrap();
    for _ in 0..10 {
        writes_much(&database.store);
        if log(&database).checkpointed == log(&database).log {
            return;
        }
    }
    panic!("never whole: {:?}", log(&database));
}

#[test]
fn a_closed_gate_lets_nobody_in_and_an_entered_one_does_not_close() {
    let path = free_path();
    std::fs::write(&path, "").unwrap();
    let link = free_path();
    std::os::unix::fs::symlink(&path, &link).unwrap();
    // As two processes have it, one of them by another name.
    let (here, there) = (Gate::of(&path).unwrap(), Gate::of(&link).unwrap());
    for (one, other) in [(&here, &here), (&here, &there), (&there, &here)] {
        let pass = one.enter(SHORT).unwrap();
        let second = other.enter(SHORT).unwrap();
        assert!(other.close(SHORT).is_none());
        drop(pass);
        assert!(one.close(SHORT).is_none());
        drop(second);
        let closed = one.close(SHORT).unwrap();
        assert!(matches!(other.enter(SHORT), Err(StoreError::Busy)));
        assert!(other.close(SHORT).is_none());
        thread::scope(|scope| {
            let waiting = scope.spawn(|| other.enter(LONG).is_ok());
            drop(closed);
            assert!(waiting.join().unwrap());
        });
    }
    remove(&path);
    remove(&link);
}

#[test]
fn the_gate_closes_when_the_last_one_has_left() {
    let path = free_path();
    std::fs::write(&path, "").unwrap();
    let gate = Gate::of(&path).unwrap();
    let passes: Vec<_> = (0..3).map(|_| gate.enter(SHORT).unwrap()).collect();
    thread::scope(|scope| {
        let closing = scope.spawn(|| gate.close(LONG).is_some());
        passes.into_iter().for_each(drop);
        assert!(closing.join().unwrap());
    });
    assert!(gate.enter(SHORT).is_ok());
    remove(&path);
}
