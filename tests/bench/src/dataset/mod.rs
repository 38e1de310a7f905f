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
use tasuki_city::{City, Person};
use tasuki_domain::time::date_in_japan;
use tasuki_store::{DatabaseUrl, Options, Store};
use uuid::Uuid;

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
/// Where the identifiers are listed.
const IDENTIFIERS: &str = "identifiers.txt";
const YEAR_MILLIS: i64 = 365 * 24 * 3600 * 1000;

/// People on their way into a store.
pub type People<'a> = Box<dyn Iterator<Item = anyhow::Result<Person>> + Send + 'a>;

/// A store that is filled, and where what belongs to it lies.
pub struct Kept {
    pub folder: PathBuf,
    pub url: DatabaseUrl,
    pub site: Site,
    pub loading: Loading,
}

/// What a store is to hold.
pub struct Wanted<'a> {
    pub database: Database,
    /// Tells it from others, in letters, digits and `-`.
    pub label: String,
    pub residents: u64,
    pub shape: Shape,
    pub folder: &'a Path,
    /// The PostgreSQL server.
    pub server: Option<&'a str>,
}

/// Opens the dataset of the fictional city, or makes it.
pub fn prepare(
    database: Database,
    residents: u64,
    shape: Shape,
    folder: &Path,
    server: Option<&str>,
) -> anyhow::Result<Dataset> {
    let wanted = Wanted {
        database,
        label: format!("{residents}-{}", shape.name()),
        residents,
        shape,
        folder,
        server,
    };
    let kept = keep(&wanted, || {
        let city = City::new(SEED, date_in_japan(edge::now()))?;
        Ok(Box::new(city.map(|person| Ok(person?))))
    })?;
    let people = BufReader::new(File::open(kept.folder.join("people.tsv"))?)
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
        site: kept.site,
        url: kept.url,
        loading: kept.loading,
        people,
    })
}

/// Opens a store, or makes it and fills it.
pub fn keep<'a>(
    wanted: &Wanted<'_>,
    people: impl FnOnce() -> anyhow::Result<People<'a>>,
) -> anyhow::Result<Kept> {
    let (database, label) = (wanted.database, &wanted.label);
    let folder = std::path::absolute(wanted.folder)?.join(format!("{}-{label}", database.name()));
    let done = folder.join("loading.json");
    let name = format!("tasuki_bench_{}", label.replace('-', "_"));
    let url = match (database, wanted.server) {
        (Database::Sqlite, _) => format!("sqlite:{}", folder.join("tasuki.db").display()),
        (Database::Postgres, Some(server)) => within(server, &name)?,
        (Database::Postgres, None) => bail!("--postgres names the server"),
    };
    if !done.exists() {
        edge::tell(format!(
            "loading {} residents into {}",
            wanted.residents,
            database.name()
        ));
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir_all(&folder)?;
        if let (Database::Postgres, Some(server)) = (database, wanted.server) {
            postgres::create(server, &name)?;
        }
        let parsed: DatabaseUrl = url.parse()?;
        Store::create(&parsed)?;
        let site = Site::make(&folder, &url)?;
        let loading = load(&parsed, &site, wanted, &folder, people()?)?;
        if wanted.residents <= EXAMINED {
            examine(&parsed)?;
        }
        std::fs::write(&done, serde_json::to_string_pretty(&loading)?)?;
    }
    // Made before the last migration, perhaps.
    Store::migrate(&url.parse()?)?;
    Ok(Kept {
        site: Site::open(&folder, &url)?,
        url: url.parse()?,
        loading: serde_json::from_str(&std::fs::read_to_string(done)?)?,
        folder,
    })
}

/// The identifiers of everyone in a store, in the order in which they came.
pub fn identifiers(folder: &Path) -> anyhow::Result<Vec<Uuid>> {
    BufReader::new(File::open(folder.join(IDENTIFIERS))?)
        .lines()
        .map(|line| Ok(line?.parse()?))
        .collect()
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
    wanted: &Wanted<'_>,
    folder: &Path,
    people: People<'_>,
) -> anyhow::Result<Loading> {
    let (residents, shape) = (wanted.residents, wanted.shape);
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
            move || make(registrar, residents, people, folder, &sender)
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

/// Writes people down as rows.
fn make(
    registrar: &Registrar,
    residents: u64,
    people: People<'_>,
    folder: &Path,
    sender: &mpsc::SyncSender<Batch>,
) -> anyhow::Result<()> {
    let mut list = BufWriter::new(File::create(folder.join("people.tsv"))?);
    let mut identifiers = BufWriter::new(File::create(folder.join(IDENTIFIERS))?);
    let mut people = people;
    let mut batch = Batch::new();
    for index in 0..residents {
        let person = people.next().context("the people ended")??;
        let (id, sought) = registrar.add(&mut batch, index, person)?;
        writeln!(identifiers, "{id}")?;
        if let Some(sought) = sought {
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
    identifiers.flush()?;
    Ok(())
}
