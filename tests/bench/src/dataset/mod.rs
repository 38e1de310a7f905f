//! A store of fictional residents, made once and kept.

mod cell;
mod postgres;
mod record;
mod site;
mod sqlite;

pub use postgres::within;
pub use record::{Shape, Sought};
pub use site::Site;

use crate::{edge, process};
use anyhow::{Context as _, bail};
use cell::Batch;
use record::Registrar;
use serde::{Deserialize, Serialize};
use std::{
    fs::File,
    io::{BufRead as _, BufReader, BufWriter, Write as _},
    path::{Path, PathBuf},
    sync::mpsc,
};
use tasuki_city::City;
use tasuki_domain::time::date_in_japan;
use tasuki_store::{DatabaseUrl, Options, Store};

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Database {
    Sqlite,
    Postgres,
}

impl Database {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// How long the loading took.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Loading {
    /// In all, with the indexes.
    pub seconds: f64,
    /// Of which after the last row: secondary indexes, and on PostgreSQL `VACUUM ANALYZE`.
    pub finishing_seconds: f64,
    /// Milliseconds per 1,000 residents, for each tenth of the residents in order.
    pub per_thousand: Vec<f64>,
    /// The same in processor time of the loader.
    #[serde(default)]
    pub cpu_per_thousand: Vec<f64>,
}

/// A store that is ready.
pub struct Dataset {
    pub database: Database,
    pub residents: u64,
    pub shape: Shape,
    pub url: DatabaseUrl,
    pub site: Site,
    pub loading: Loading,
    /// Everyone whom a crew may find by name and birth date.
    pub people: Vec<Sought>,
}

/// People in one transaction of the loader.
const STEP: u64 = 2_000;
/// Up to how many residents the whole store is examined after loading.
const EXAMINED: u64 = 20_000;
/// With what the city is drawn.
const SEED: u64 = 1;
const YEAR_MILLIS: i64 = 365 * 24 * 3600 * 1000;

/// Opens the dataset, or makes it.
pub fn prepare(
    database: Database,
    residents: u64,
    shape: Shape,
    folder: &Path,
    server: Option<&str>,
) -> anyhow::Result<Dataset> {
    let name = format!("{}-{residents}-{}", database.name(), shape.name());
    let folder = std::path::absolute(folder)?.join(name);
    let done = folder.join("loading.json");
    let name = format!("tasuki_bench_{residents}_{}", shape.name());
    let url = match (database, server) {
        (Database::Sqlite, _) => format!("sqlite:{}", folder.join("tasuki.db").display()),
        (Database::Postgres, Some(server)) => within(server, &name)?,
        (Database::Postgres, None) => bail!("--postgres names the server"),
    };
    if !done.exists() {
        edge::tell(format!(
            "loading {residents} residents into {}",
            database.name()
        ));
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir_all(&folder)?;
        if let (Database::Postgres, Some(server)) = (database, server) {
            postgres::create(server, &name)?;
        }
        let parsed: DatabaseUrl = url.parse()?;
        Store::create(&parsed)?;
        let site = Site::make(&folder, &url)?;
        let loading = load(&parsed, &site, residents, shape, &folder)?;
        if residents <= EXAMINED {
            examine(&parsed)?;
        }
        std::fs::write(&done, serde_json::to_string_pretty(&loading)?)?;
    }
    // Made before the last migration, perhaps.
    Store::migrate(&url.parse()?)?;
    let people = BufReader::new(File::open(folder.join("people.tsv"))?)
        .lines()
        .map(|line| record::read_line(&line?))
        .collect::<anyhow::Result<Vec<Sought>>>()?;
    if people.is_empty() {
        bail!("nobody there can be found");
    }
    Ok(Dataset {
        database,
        residents,
        shape,
        site: Site::open(&folder, &url)?,
        url: url.parse()?,
        loading: serde_json::from_str(&std::fs::read_to_string(done)?)?,
        people,
    })
}

/// Refuses a dataset that the product's own examination finds fault with.
fn examine(url: &DatabaseUrl) -> anyhow::Result<()> {
    let findings = Store::open(url, Options::default())?.doctor()?;
    if let Some(first) = findings.first() {
        bail!("{} findings, the first: {first}", findings.len());
    }
    edge::tell("doctor: no findings");
    Ok(())
}

enum Filling {
    Sqlite(sqlite::Filling),
    Postgres(postgres::Filling),
}

fn load(
    url: &DatabaseUrl,
    site: &Site,
    residents: u64,
    shape: Shape,
    folder: &Path,
) -> anyhow::Result<Loading> {
    let began = edge::tick();
    let now = edge::now();
    let step_millis = (YEAR_MILLIS / i64::try_from(residents.max(1))?).max(1);
    let registrar = Registrar {
        account: site.officer.account,
        organization: site.officer.organization,
        municipality: site::MUNICIPALITY,
        first: now.checked_sub(jiff::SignedDuration::from_millis(
            step_millis * i64::try_from(residents)?,
        ))?,
        step_millis,
        today: date_in_japan(now),
        shape,
    };
    let mut filling = match url {
        DatabaseUrl::Sqlite(path) => Filling::Sqlite(sqlite::Filling::begin(path)?),
        DatabaseUrl::Postgres(url) => Filling::Postgres(postgres::Filling::begin(url)?),
    };
    let mut marks = vec![(0, 0.0, process::own_cpu()?)];
    let mut mark = |loaded: u64| {
        let due = marks.len() as u64 * residents / 10;
        if loaded >= due.max(1) {
            let cpu = process::own_cpu().unwrap_or_default();
            marks.push((loaded, began.elapsed().as_secs_f64(), cpu));
            edge::tell(format!(
                "{loaded} after {:.0} s",
                began.elapsed().as_secs_f64()
            ));
        }
    };
    std::thread::scope(|scope| -> anyhow::Result<()> {
        let (sender, batches) = mpsc::sync_channel::<Batch>(4);
        let maker = scope.spawn({
            let registrar = &registrar;
            move || make(registrar, residents, folder.join("people.tsv"), &sender)
        });
        let mut loaded = 0;
        match &mut filling {
            Filling::Sqlite(filling) => {
                for batch in batches {
                    filling.add(&batch)?;
                    loaded += batch.residents;
                    mark(loaded);
                }
            }
            Filling::Postgres(filling) => {
                let mut adder = filling.adder()?;
                for batch in batches {
                    adder.add(&batch)?;
                    loaded += batch.residents;
                    mark(loaded);
                }
            }
        }
        maker
            .join()
            .map_err(|_| anyhow::anyhow!("the maker panicked"))?
    })?;
    let filled = began.elapsed().as_secs_f64();
    match filling {
        Filling::Sqlite(filling) => filling.finish()?,
        Filling::Postgres(filling) => filling.finish()?,
    }
    let seconds = began.elapsed().as_secs_f64();
    let steps = || {
        marks.windows(2).filter_map(|pair| match pair {
            [before, after] => Some(((after.0 - before.0) as f64, before, after)),
            _ => None,
        })
    };
    Ok(Loading {
        seconds,
        finishing_seconds: seconds - filled,
        per_thousand: steps()
            .map(|(people, before, after)| (after.1 - before.1) * 1e6 / people)
            .collect(),
        cpu_per_thousand: steps()
            .map(|(people, before, after)| (after.2 - before.2) * 1e6 / people)
            .collect(),
    })
}

/// Draws the city and writes it down as rows.
fn make(
    registrar: &Registrar,
    residents: u64,
    list: PathBuf,
    sender: &mpsc::SyncSender<Batch>,
) -> anyhow::Result<()> {
    let mut list = BufWriter::new(File::create(list)?);
    let mut city = City::new(SEED, registrar.today)?;
    let mut batch = Batch::new();
    for index in 0..residents {
        let person = city.next().context("the city ended")??;
        if let Some(sought) = registrar.add(&mut batch, index, person)? {
            list.write_all(record::line_of(&sought).as_bytes())?;
        }
        if batch.residents == STEP || index + 1 == residents {
            let mut full = std::mem::replace(&mut batch, Batch::new());
            full.sort_keys();
            if sender.send(full).is_err() {
                // The writer has failed, and says why.
                return Ok(());
            }
        }
    }
    list.flush()?;
    Ok(())
}
