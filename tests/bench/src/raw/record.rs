//! Recording: the service's own use-cases run in this process, and diesel tells every statement
//! with its values.

use super::{
    searches::name_and_birth,
    value::{Value, read_all},
};
use crate::{
    client::Choice,
    dataset::{Dataset, Sought},
    edge,
};
use anyhow::{Context as _, bail};
use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tasuki_app::{
    Refusal, Tasuki,
    incidents::{self, OpenIncident},
    lookups::{LookUp, look_up},
    residents::{ViewSummary, view_summary},
};
use tasuki_domain::{
    caller::Caller,
    id::IncidentId,
    incident::{Basis, IncidentNumber, Origin},
    lookup::Criteria,
};
use tasuki_store::Options;

/// Operations that are recorded at most, each of another resident.
const MOST: usize = 12_000;
/// How long recording may take; what was recorded until then is enough for a loop.
const PATIENCE: Duration = Duration::from_secs(20);
/// Threads that record, so that they share commits.
const THREADS: usize = 8;

/// A statement with the values of one operation.
#[derive(Debug)]
pub struct Step {
    /// Which of the recording's texts.
    pub text: usize,
    pub values: Vec<Value>,
}

/// What is done on one snapshot or in one write.
#[derive(Debug)]
pub struct Unit {
    pub writes: bool,
    pub steps: Vec<Step>,
}

/// Everything that one operation sends.
#[derive(Debug)]
pub struct Operation {
    pub units: Vec<Unit>,
}

/// What was recorded.
#[derive(Default)]
pub struct Recording {
    /// Statements by number.
    pub texts: Vec<String>,
    pub operations: Vec<Operation>,
    /// What a connection that reads, and one that writes, is set up with.
    pub reading: String,
    pub writing: String,
}

thread_local! {
    static HEARD: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// What connections were set up with, told before their first transaction.
static SET_UP: Mutex<BTreeMap<bool, String>> = Mutex::new(BTreeMap::new());

#[derive(Default)]
struct Listener {
    set_up: Vec<String>,
    begun: bool,
}

/// From now on every new connection tells what is sent over it.
pub fn listen() -> anyhow::Result<()> {
    // What another database's connections were set up with is nothing to this one.
    SET_UP
        .lock()
        .map_err(|_| anyhow::anyhow!("a listener panicked"))?
        .clear();
    Ok(set_default_instrumentation(listener)?)
}

fn listener() -> Option<Box<dyn Instrumentation>> {
    Some(Box::<Listener>::default())
}

impl Instrumentation for Listener {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        let InstrumentationEvent::StartQuery { query, .. } = event else {
            return;
        };
        let text = query.to_string();
        if !self.begun {
            if !text.starts_with("BEGIN") {
                // What only asks how the connection stands changes nothing for a raw one.
                if ["SET", "PRAGMA"]
                    .iter()
                    .any(|verb| text.trim_start().starts_with(verb))
                {
                    self.set_up.push(text);
                }
                return;
            }
            self.begun = true;
            if let Ok(mut known) = SET_UP.lock() {
                let writes = is_write(&text);
                known
                    .entry(writes)
                    .or_insert_with(|| self.set_up.join(";\n"));
            }
        }
        HEARD.with_borrow_mut(|heard| heard.push(text));
    }
}

fn is_write(begin: &str) -> bool {
    begin.contains("IMMEDIATE") || begin.contains("SERIALIZABLE")
}

/// Runs operations and remembers what they sent.
pub fn record(dataset: &Dataset) -> anyhow::Result<Recording> {
    listen()?;
    dataset.site.forget_searches()?;
    let tasuki = dataset.site.tasuki(Options::default())?;
    let count = MOST.min(dataset.people.len());
    edge::tell(format!("recording up to {count} operations"));
    let next = AtomicUsize::new(0);
    let heard: Vec<Vec<String>> = std::thread::scope(|scope| -> anyhow::Result<_> {
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| {
                let (tasuki, next) = (&tasuki, &next);
                scope.spawn(move || record_some(dataset, tasuki, thread, next, count))
            })
            .collect();
        let mut all = Vec::new();
        for thread in threads {
            all.extend(
                thread
                    .join()
                    .map_err(|_| anyhow::anyhow!("a thread panicked"))??,
            );
        }
        Ok(all)
    })?;
    let mut recording = Recording::default();
    recording.set_up()?;
    let tried = heard.len();
    let mut numbers = HashMap::new();
    for statements in heard {
        let operation = recording.operation(&mut numbers, &statements)?;
        recording.operations.extend(operation);
    }
    let whole = recording.operations.len();
    edge::tell(format!("{whole} of {tried} went through at once"));
    if whole == 0 || whole * 2 < tried {
        bail!("only {whole} of {tried} operations went through at once");
    }
    Ok(recording)
}

/// Opens an emergency for the operations of one crew.
pub fn incident(tasuki: &Tasuki, caller: &Caller, crew: usize) -> anyhow::Result<IncidentId> {
    let now = edge::now();
    let number = format!("R-{crew}-{}", now.as_microsecond());
    let input = OpenIncident {
        basis: Basis::Number(
            IncidentNumber::try_from(number).map_err(|_| anyhow::anyhow!("number"))?,
        ),
        origin: Origin::Call119,
        called_at: now,
        place: None,
    };
    let opened = incidents::open(tasuki, caller, &edge::occasion()?, None, &input)?
        .map_err(|refusal| anyhow::anyhow!("refused: {}", refusal.code()))?;
    Ok(opened.incident.id)
}

fn record_some(
    dataset: &Dataset,
    tasuki: &Tasuki,
    thread: usize,
    next: &AtomicUsize,
    count: usize,
) -> anyhow::Result<Vec<Vec<String>>> {
    let crews: Vec<(Caller, IncidentId)> = dataset
        .site
        .crews
        .iter()
        .enumerate()
        .skip(thread)
        .step_by(THREADS)
        .map(|(number, crew)| {
            let caller = dataset.site.caller(crew)?;
            let incident = incident(tasuki, &caller, number)?;
            Ok((caller, incident))
        })
        .collect::<anyhow::Result<_>>()?;
    let mut choice = Choice::of(thread);
    let mut operations = Vec::new();
    let began = edge::tick();
    for (caller, incident) in crews.iter().cycle() {
        if began.elapsed() >= PATIENCE || next.fetch_add(1, Ordering::Relaxed) >= count {
            break;
        }
        let person = dataset
            .people
            .get(choice.below(dataset.people.len()))
            .context("nobody")?;
        operations.push(operation(
            tasuki,
            caller,
            *incident,
            name_and_birth(person)?,
            person,
        )?);
    }
    Ok(operations)
}

/// Search and summary, as a crew does them, and what was heard of them.
pub fn operation(
    tasuki: &Tasuki,
    caller: &Caller,
    incident: IncidentId,
    criteria: Criteria,
    person: &Sought,
) -> anyhow::Result<Vec<String>> {
    HEARD.with_borrow_mut(Vec::clear);
    let refused = |refusal: Refusal| anyhow::anyhow!("refused: {}", refusal.code());
    let input = LookUp { incident, criteria };
    look_up(tasuki, caller, &edge::occasion()?, &input)?.map_err(refused)?;
    let input = ViewSummary {
        resident: person.resident.into(),
        incident: Some(incident),
    };
    view_summary(tasuki, caller, &edge::occasion()?, input)?.map_err(refused)?;
    Ok(HEARD.with_borrow_mut(std::mem::take))
}

impl Recording {
    /// Takes over what connections were set up with.
    pub fn set_up(&mut self) -> anyhow::Result<()> {
        // The raw loops tell nothing.
        set_default_instrumentation(|| None)?;
        let known = SET_UP
            .lock()
            .map_err(|_| anyhow::anyhow!("a listener panicked"))?;
        // PostgreSQL's connections are all of one kind.
        let of = |writes| {
            let found = known.get(&writes).or_else(|| known.values().next());
            found.cloned().context("nothing was set up")
        };
        self.reading = of(false)?;
        self.writing = of(true)?;
        Ok(())
    }

    /// The units of what one operation sent; none if a write was undone and sent again.
    pub fn operation(
        &mut self,
        numbers: &mut HashMap<String, usize>,
        statements: &[String],
    ) -> anyhow::Result<Option<Operation>> {
        let mut units: Vec<Unit> = Vec::new();
        let mut open: Option<Unit> = None;
        for statement in statements {
            let (sql, values) = statement
                .split_once(" -- binds: ")
                .unwrap_or((statement, "[]"));
            // On SQLite a member of a batch begins with its savepoint, whoever began the batch.
            let begins_write = sql.starts_with("SAVEPOINT")
                || (sql.starts_with("BEGIN") && sql.contains("SERIALIZABLE"));
            if begins_write {
                open = Some(Unit {
                    writes: true,
                    steps: Vec::new(),
                });
            } else if sql.starts_with("BEGIN") {
                open = (!is_write(sql)).then(|| Unit {
                    writes: false,
                    steps: Vec::new(),
                });
            } else if sql.starts_with("RELEASE")
                || sql.starts_with("COMMIT")
                || sql.starts_with("ROLLBACK")
            {
                let Some(unit) = open.take() else {
                    // The commit of a whole batch.
                    continue;
                };
                if unit.writes && sql.starts_with("ROLLBACK") {
                    return Ok(None);
                }
                units.push(unit);
            } else if let Some(unit) = &mut open {
                let text = match numbers.get(sql) {
                    Some(text) => *text,
                    None => {
                        self.texts.push(sql.to_owned());
                        numbers.insert(sql.to_owned(), self.texts.len() - 1);
                        self.texts.len() - 1
                    }
                };
                let values = read_all(values).with_context(|| sql.to_owned())?;
                unit.steps.push(Step { text, values });
            } else if sql.starts_with("PRAGMA wal_checkpoint") {
                // Between two batches. The raw loop leaves that to SQLite.
            } else {
                bail!("outside of any transaction: {sql}");
            }
        }
        if units.len() != 4 {
            return Ok(None);
        }
        self.renew(&mut units);
        Ok(Some(Operation { units }))
    }

    /// Finds the identifiers that an operation made, which must be others every time: those that
    /// are inserted and were never asked for.
    fn renew(&self, units: &mut [Unit]) {
        let mut asked = std::collections::BTreeSet::new();
        let mut made: Vec<uuid::Uuid> = Vec::new();
        for step in units.iter().flat_map(|unit| &unit.steps) {
            let inserts = self
                .texts
                .get(step.text)
                .is_some_and(|text| text.starts_with("INSERT"));
            for value in &step.values {
                if let Value::Id(id) = value {
                    if !inserts {
                        asked.insert(*id);
                    } else if !asked.contains(id) && !made.contains(id) {
                        made.push(*id);
                    }
                }
            }
        }
        for value in units
            .iter_mut()
            .flat_map(|unit| &mut unit.steps)
            .flat_map(|step| &mut step.values)
        {
            if let Value::Id(id) = value
                && let Some(place) = made.iter().position(|made| made == id)
            {
                *value = Value::New(place);
            }
        }
    }
}
