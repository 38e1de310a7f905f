//! Writing SQLite's log back into the file: when, and never beside anybody else (see `gate.rs`).

use crate::{
    connection::AnyConnection,
    gate::{Closed, Gate},
};
use diesel::{
    QueryResult, QueryableByName, RunQueryDsl as _, connection::SimpleConnection as _,
    sql_types::BigInt,
};
use std::{sync::Arc, time::Duration};

/// Pages that are only in the log from which on it is written back, as SQLite itself would.
const FULL_LOG: i64 = 1_000;

/// After an attempt that failed the log grows by its own length before the next one, but by no more
/// than this: a backup that reads for minutes costs a handful of attempts, and a disk that was
/// mended is noticed.
const AT_MOST_LATER: i64 = 16_000;

/// How long everybody else is waited for. Whoever reads is done within a few milliseconds, but for
/// those who read a whole database.
const PATIENCE: Duration = Duration::from_millis(50);

/// What SQLite answers to a checkpoint.
#[derive(QueryableByName)]
struct Answer {
    /// Pages in the log; -1 where there is none.
    #[diesel(sql_type = BigInt)]
    log: i64,
    /// How many of them are in the file.
    #[diesel(sql_type = BigInt)]
    checkpointed: i64,
}

/// When the log is due.
#[derive(Default)]
pub(crate) struct Schedule {
    /// So many pages that are only in the log, where that is more than the usual.
    postponed_to: i64,
}

impl Schedule {
    /// Writes the log back if it is long enough and nobody else is inside. The connection waits for
    /// locks as long as said. False when it cannot be relied on any more.
    pub(crate) fn keep(
        &mut self,
        connection: &mut AnyConnection,
        gate: &Arc<Gate>,
        wait: Duration,
    ) -> bool {
        let answer = match look(connection, "NOOP") {
            Ok(answer) => answer,
            Err(error) => {
                tracing::error!(%error, "the length of the log is not known");
                return false;
            }
        };
        let waiting = answer.log - answer.checkpointed;
        if waiting < self.postponed_to.max(FULL_LOG) {
            return true;
        }
        self.postponed_to = waiting + waiting.min(AT_MOST_LATER);
        let Some(closed) = gate.close(PATIENCE) else {
            tracing::debug!(waiting, "the log waits until nobody reads");
            return true;
        };
        match write_back(connection, wait, closed) {
            Ok(Answer { log, checkpointed }) => {
                if checkpointed < log {
                    tracing::warn!(
                        log,
                        checkpointed,
                        "another program holds the database file open inside a transaction"
                    );
                } else {
                    self.postponed_to = 0;
                }
                true
            }
            Err(error) => {
                // Nothing is lost: the log holds it all, and is written back from where the last
                // sync that went well left it.
                tracing::error!(%error, "the log could not be written back");
                false
            }
        }
    }
}

/// FULL: nobody else writes meanwhile, so that it ends with a sync. Another program that is inside
/// unseen is waited for no longer than one that is seen.
fn write_back(
    connection: &mut AnyConnection,
    wait: Duration,
    _alone: Closed,
) -> QueryResult<Answer> {
    waits(connection, PATIENCE)?;
    let answer = look(connection, "FULL");
    waits(connection, wait)?;
    answer
}

fn waits(connection: &mut AnyConnection, wait: Duration) -> QueryResult<()> {
    connection.batch_execute(&format!("PRAGMA busy_timeout = {}", wait.as_millis()))
}

fn look(connection: &mut AnyConnection, mode: &str) -> QueryResult<Answer> {
    diesel::sql_query(format!("PRAGMA wal_checkpoint({mode})")).get_result(connection)
}
