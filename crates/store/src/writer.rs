//! The one writer of a SQLite file, and how its callers share commits.

use crate::{
    DatabaseUrl, StoreError, WriteTx,
    checkpoint::Schedule,
    connection::{self, AnyConnection, Purpose},
    dialect::{self, Access},
    error::Failure,
    gate::{Gate, Pass},
    store::Options,
    turn::Turns,
};
use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
};

/// Closures in one commit at most, so that the first of them does not wait too long.
const BATCH: usize = 64;

/// The writer: callers take turns on its connection, each running its own closure on its own
/// thread, and the last of a batch commits for all.
pub(crate) struct Writer {
    url: DatabaseUrl,
    options: Options,
    gate: Arc<Gate>,
    turns: Turns,
    /// Locked by whoever has the turn, so never contended.
    seat: Mutex<Seat>,
}

#[derive(Default)]
struct Seat {
    /// None before the first write, and after an error that left it in an unknown state.
    connection: Option<AnyConnection>,
    batch: Option<Arc<Batch>>,
    members: usize,
    /// While a batch is open.
    pass: Option<Pass>,
    log: Schedule,
}

/// What the members of a batch wait for.
#[derive(Default)]
struct Batch {
    durable: Mutex<Option<bool>>,
    bell: Condvar,
}

/// Poisoning tells of a panic under the lock; closures are caught, and the seat repairs itself.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Batch {
    fn finish(&self, durable: bool) {
        *lock(&self.durable) = Some(durable);
        self.bell.notify_all();
    }

    fn wait(&self) -> bool {
        let mut durable = lock(&self.durable);
        loop {
            match *durable {
                Some(durable) => return durable,
                None => {
                    durable = self
                        .bell
                        .wait(durable)
                        .unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }
}

impl Writer {
    pub(crate) fn new(url: DatabaseUrl, gate: Arc<Gate>, options: Options) -> Self {
        Self {
            url,
            options,
            gate,
            turns: Turns::default(),
            seat: Mutex::default(),
        }
    }

    /// Runs the closure in the open batch or a new one, and returns once that batch is durable.
    ///
    /// A caller whose closure failed waits too: what it saw may have been another member's write,
    /// and its answer must not rest on something that was then lost.
    pub(crate) fn write<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        if !self.turns.take(self.options.wait) {
            return Err(StoreError::Busy.into());
        }
        let mut seat = lock(&self.seat);
        let batch = match seat.join(self) {
            Ok(batch) => batch,
            Err(error) => {
                drop(seat);
                self.turns.end();
                return Err(error.into());
            }
        };
        let (result, whole) = seat.run(work);
        if !whole {
            seat.fail();
            drop(seat);
            self.turns.end();
        } else if seat.members >= BATCH {
            seat.commit(self);
            drop(seat);
            self.turns.end();
        } else {
            drop(seat);
            if !self.turns.hand_over() {
                lock(&self.seat).commit(self);
                self.turns.end();
            }
        }
        let result = result.unwrap_or_else(|panic| resume_unwind(panic));
        if batch.wait() {
            result
        } else {
            Err(StoreError::Unavailable(None).into())
        }
    }

    /// How many callers wait for their turn.
    #[cfg(test)]
    pub(crate) fn waiting(&self) -> usize {
        self.turns.waiting()
    }
}

impl Seat {
    /// Opens a batch if there is none, and takes a place in it.
    fn join(&mut self, writer: &Writer) -> Result<Arc<Batch>, StoreError> {
        let batch = match &self.batch {
            Some(batch) => Arc::clone(batch),
            None => {
                let pass = writer.gate.enter(writer.options.statement)?;
                let connection = match &mut self.connection {
                    Some(connection) => connection,
                    None => self.connection.insert(connection::open_durable(
                        &writer.url,
                        Purpose::Writing,
                        &writer.options,
                    )?),
                };
                if let Err(error) = dialect::begin(connection, Access::Write) {
                    self.connection = None;
                    return Err(Failure::from(error).error);
                }
                self.pass = Some(pass);
                Arc::clone(self.batch.insert(Arc::default()))
            }
        };
        self.members += 1;
        Ok(batch)
    }

    /// Runs a closure in its own savepoint. The flag tells whether the batch is still whole: the
    /// closure's writes are in it or undone, and nobody else's are lost.
    fn run<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E>,
    ) -> (std::thread::Result<Result<T, E>>, bool) {
        let Some(connection) = &mut self.connection else {
            return (Ok(Err(StoreError::Unavailable(None).into())), false);
        };
        if let Err(error) = dialect::set_savepoint(connection) {
            return (Ok(Err(Failure::from(error).error.into())), false);
        }
        let mut lost = false;
        // Whatever a panic leaves half done on the connection is undone below.
        let result = catch_unwind(AssertUnwindSafe(|| {
            let mut tx = WriteTx::new(connection);
            let result = work(&mut tx).and_then(|value| {
                tx.settle()?;
                Ok(value)
            });
            lost = tx.health().lost;
            result
        }));
        let settled = match &result {
            Ok(Ok(_)) => dialect::keep(connection).is_ok(),
            // A panic may have left savepoints of its own open.
            Ok(Err(_)) | Err(_) => dialect::undo_to(connection, 1).is_ok(),
        };
        (result, settled && !lost)
    }

    /// Commits for every member of the batch; then, when they know, the log may be due.
    fn commit(&mut self, writer: &Writer) {
        let durable = match &mut self.connection {
            Some(connection) => match dialect::keep(connection) {
                Ok(()) => true,
                Err(error) => {
                    tracing::error!(%error, "commit failed");
                    false
                }
            },
            None => false,
        };
        self.close(durable);
        if let Some(connection) = &mut self.connection
            && !self.log.keep(connection, &writer.gate, writer.options.wait)
        {
            self.connection = None;
        }
    }

    /// Gives the batch up: nothing of it is kept.
    fn fail(&mut self) {
        if let Some(connection) = &mut self.connection {
            // An error here is answered by dropping the connection below.
            let _ = dialect::undo_to(connection, 0);
        }
        self.close(false);
    }

    fn close(&mut self, durable: bool) {
        self.members = 0;
        // Dropping a connection rolls back whatever a failed commit left open; members are told
        // only then, so that none of them meets a lock of the past.
        if !self.connection.as_mut().is_some_and(dialect::is_idle) {
            self.connection = None;
        }
        self.pass = None;
        if let Some(batch) = self.batch.take() {
            batch.finish(durable);
        }
    }
}
