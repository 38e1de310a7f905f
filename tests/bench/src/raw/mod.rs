//! The same statements raw: what the service's own units of work sent to the database is recorded,
//! with its values, and sent again by a loop with nothing around it.

mod explain;
mod postgres;
mod record;
mod searches;
mod sqlite;
mod value;

pub use explain::explain;
pub use record::{Recording, record};

use crate::{
    client::{Choice, Phase, drive},
    dataset::Dataset,
    edge,
    figures::{Measured, Times, micros},
    lookup::{Spent, Window},
};
use anyhow::Context as _;
use record::{Operation, Unit};
use std::sync::{
    Barrier,
    atomic::{AtomicU64, Ordering},
};
use tasuki_store::DatabaseUrl;
use uuid::{Builder, Uuid};

/// How writes are committed on SQLite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Commit {
    /// Those that wait are committed together, as the store does.
    Shared,
    /// Each by itself.
    Single,
}

/// Sends units of work over connections of its own.
trait Sender {
    fn send(&mut self, unit: &Unit, new: &NewIds) -> anyhow::Result<()>;
}

/// The new identifiers of one operation.
#[derive(Debug, Clone, Copy)]
pub struct NewIds {
    millis: u64,
    number: u64,
}

impl NewIds {
    fn draw() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self {
            millis: u64::try_from(edge::now().as_millisecond()).unwrap_or_default(),
            number: NEXT.fetch_add(1, Ordering::Relaxed),
        }
    }

    /// The new identifier of a place.
    pub fn get(&self, place: usize) -> Uuid {
        let mut random = [0; 10];
        let [kind, at, process @ .., a, b, c, d] = &mut random;
        *kind = 0;
        *at = u8::try_from(place).unwrap_or(u8::MAX);
        process.copy_from_slice(&std::process::id().to_be_bytes());
        let [.., w, x, y, z] = self.number.to_be_bytes();
        (*a, *b, *c, *d) = (w, x, y, z);
        Builder::from_unix_timestamp_millis(self.millis, &random).into_uuid()
    }
}

/// Measures the raw loop.
pub fn run(
    dataset: &Dataset,
    recording: &Recording,
    clients: usize,
    commit: Commit,
    window: &Window,
) -> anyhow::Result<Measured> {
    let mut spent = Ok(Spent::default());
    let measure = |phase: &Phase| spent = window.measure(phase, None);
    let done = match &dataset.url {
        DatabaseUrl::Sqlite(path) => {
            let writer = sqlite::Writer::open(path, recording, commit)?;
            let writer = &writer;
            drive(
                clients,
                |thread, ready, phase| {
                    let sender = sqlite::Connections::open(path, recording, writer);
                    again(sender, recording, thread, ready, phase)
                },
                measure,
            )?
        }
        DatabaseUrl::Postgres(url) => drive(
            clients,
            |thread, ready, phase| {
                let sender = postgres::Raw::open(url, recording);
                again(sender, recording, thread, ready, phase)
            },
            measure,
        )?,
    };
    let all: Vec<u32> = done.into_iter().flatten().collect();
    Ok(Measured::of(all.len(), Times::of(all), spent?, false))
}

/// One client: an operation after the other.
fn again(
    sender: anyhow::Result<impl Sender>,
    recording: &Recording,
    thread: usize,
    ready: &Barrier,
    phase: &Phase,
) -> anyhow::Result<Vec<u32>> {
    ready.wait();
    let mut sender = sender?;
    let mut choice = Choice::of(thread);
    let mut durations = Vec::new();
    while !phase.is_over() {
        let counted = phase.counts();
        let place = choice.below(recording.operations.len());
        let Operation { units } = recording
            .operations
            .get(place)
            .context("nothing recorded")?;
        let began = edge::tick();
        let new = NewIds::draw();
        for unit in units {
            sender.send(unit, &new)?;
        }
        if counted && phase.counts() {
            durations.push(micros(began.elapsed()));
        }
    }
    Ok(durations)
}
