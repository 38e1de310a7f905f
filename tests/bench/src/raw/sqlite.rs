//! The raw loop on SQLite, over rusqlite: statements stay prepared, rows are stepped through and
//! their columns looked at, nothing is decoded.

use super::{Commit, NewIds, Recording, Sender, record::Unit, value::Value};
use anyhow::Context as _;
use rusqlite::{
    Connection, OpenFlags, ToSql,
    types::{ToSqlOutput, Value as Owned, ValueRef},
};
use std::{
    path::Path,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
};

/// Members of a commit at most, as in the store.
const BATCH: usize = 64;

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn open(path: &Path, set_up: &str) -> anyhow::Result<Connection> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.execute_batch(set_up)?;
    // The store writes its log back itself, at the same length.
    connection.execute_batch("PRAGMA wal_autocheckpoint = 1000")?;
    connection.set_prepared_statement_cache_capacity(256);
    Ok(connection)
}

struct Bound<'v>(&'v Value, &'v NewIds);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let borrowed = |value| Ok(ToSqlOutput::Borrowed(value));
        match self.0 {
            Value::Null => borrowed(ValueRef::Null),
            Value::Flag(flag) => borrowed(ValueRef::Integer(i64::from(*flag))),
            Value::Number(number) | Value::Moment(number) => borrowed(ValueRef::Integer(*number)),
            Value::Text(text) | Value::Document(text) => borrowed(ValueRef::Text(text.as_bytes())),
            Value::Bytes(bytes) => borrowed(ValueRef::Blob(bytes)),
            Value::Id(id) => borrowed(ValueRef::Blob(id.as_bytes())),
            Value::New(place) => Ok(ToSqlOutput::Owned(Owned::Blob(
                self.1.get(*place).as_bytes().to_vec(),
            ))),
            Value::Ids(_) | Value::Texts(_) => Err(rusqlite::Error::InvalidQuery),
        }
    }
}

/// Sends the statements of a unit and reads every row.
fn send(
    connection: &Connection,
    recording: &Recording,
    unit: &Unit,
    new: &NewIds,
) -> anyhow::Result<()> {
    for step in &unit.steps {
        let text = recording
            .texts
            .get(step.text)
            .context("no such statement")?;
        let mut statement = connection.prepare_cached(text)?;
        let columns = statement.column_count();
        for (place, value) in step.values.iter().enumerate() {
            statement.raw_bind_parameter(place + 1, Bound(value, new))?;
        }
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                std::hint::black_box(row.get_ref(column)?);
            }
        }
    }
    Ok(())
}

/// How SQLite goes about every recorded statement.
pub fn plans(path: &Path, recording: &Recording, new: &NewIds) -> anyhow::Result<Vec<Vec<String>>> {
    let connection = open(path, &recording.reading)?;
    let mut plans = Vec::new();
    for (number, text) in recording.texts.iter().enumerate() {
        let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {text}"))?;
        let step = recording
            .operations
            .iter()
            .flat_map(|operation| &operation.units)
            .flat_map(|unit| &unit.steps)
            .find(|step| step.text == number)
            .context("a statement without values")?;
        for (place, value) in step.values.iter().enumerate() {
            statement.raw_bind_parameter(place + 1, Bound(value, new))?;
        }
        let mut rows = statement.raw_query();
        let mut plan = Vec::new();
        while let Some(row) = rows.next()? {
            plan.push(row.get(3)?);
        }
        plans.push(plan);
    }
    Ok(plans)
}

/// The one writer. Whoever has the connection runs its own unit; those that came meanwhile are in
/// the same commit, which the last of them makes.
pub struct Writer<'r> {
    recording: &'r Recording,
    commit: Commit,
    seat: Mutex<Seat>,
    waiting: std::sync::atomic::AtomicUsize,
}

struct Seat {
    connection: Connection,
    batch: Option<Arc<Batch>>,
    members: usize,
}

#[derive(Default)]
struct Batch {
    durable: Mutex<bool>,
    bell: Condvar,
}

impl<'r> Writer<'r> {
    pub fn open(path: &Path, recording: &'r Recording, commit: Commit) -> anyhow::Result<Self> {
        Ok(Self {
            recording,
            commit,
            seat: Mutex::new(Seat {
                connection: open(path, &recording.writing)?,
                batch: None,
                members: 0,
            }),
            waiting: std::sync::atomic::AtomicUsize::new(0),
        })
    }

    fn write(&self, unit: &Unit, new: &NewIds) -> anyhow::Result<()> {
        use std::sync::atomic::Ordering::SeqCst;
        self.waiting.fetch_add(1, SeqCst);
        let mut seat = lock(&self.seat);
        let batch = match &seat.batch {
            Some(batch) => Arc::clone(batch),
            None => {
                seat.connection.execute_batch("BEGIN IMMEDIATE")?;
                Arc::clone(seat.batch.insert(Arc::default()))
            }
        };
        seat.members += 1;
        seat.connection
            .prepare_cached("SAVEPOINT one")?
            .execute([])?;
        send(&seat.connection, self.recording, unit, new)?;
        seat.connection.prepare_cached("RELEASE one")?.execute([])?;
        let alone = self.waiting.fetch_sub(1, SeqCst) == 1;
        if alone || seat.members >= BATCH || self.commit == Commit::Single {
            seat.connection.execute_batch("COMMIT")?;
            seat.members = 0;
            seat.batch = None;
            drop(seat);
            *lock(&batch.durable) = true;
            batch.bell.notify_all();
            return Ok(());
        }
        drop(seat);
        let mut durable = lock(&batch.durable);
        while !*durable {
            durable = batch
                .bell
                .wait(durable)
                .unwrap_or_else(PoisonError::into_inner);
        }
        Ok(())
    }
}

/// What a client sends over: a connection of its own to read, and the writer.
pub struct Connections<'r> {
    reader: Connection,
    recording: &'r Recording,
    writer: &'r Writer<'r>,
}

impl<'r> Connections<'r> {
    pub fn open(
        path: &Path,
        recording: &'r Recording,
        writer: &'r Writer<'r>,
    ) -> anyhow::Result<Self> {
        Ok(Self {
            reader: open(path, &recording.reading)?,
            recording,
            writer,
        })
    }
}

impl Sender for Connections<'_> {
    fn send(&mut self, unit: &Unit, new: &NewIds) -> anyhow::Result<()> {
        if unit.writes {
            return self.writer.write(unit, new);
        }
        self.reader.prepare_cached("BEGIN DEFERRED")?.execute([])?;
        send(&self.reader, self.recording, unit, new)?;
        self.reader.prepare_cached("ROLLBACK")?.execute([])?;
        Ok(())
    }
}
