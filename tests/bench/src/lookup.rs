//! One run: the server under load, and what it is compared with.

use crate::{
    Place,
    client::{self, Seen, Target, drive},
    dataset::{self, Database, Dataset, Loading, Shape},
    edge,
    figures::{Cpu, Measured, Times, ratio},
    machine::Machine,
    process::{self, Cluster, Memory},
    raw::{self, Recording},
    server::Server,
};
use serde::{Deserialize, Serialize};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};
use tasuki_store::DatabaseUrl;

/// What to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Config {
    pub database: Database,
    pub residents: u64,
    pub shape: Shape,
    pub clients: usize,
    pub seconds: u64,
}

/// What a run found.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Outcome {
    pub config: Config,
    pub at: String,
    pub machine: Machine,
    pub loading: Loading,
    pub ours: Ours,
    /// The same statements raw, with the same batching and isolation.
    pub raw: Measured,
    /// The same with a commit for every request. On PostgreSQL every request has its own anyway.
    pub raw_single: Option<Measured>,
    /// The bare web server: the same two requests, answered with a word.
    pub hello: Measured,
    pub ratios: Ratios,
}

/// The server under load.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Ours {
    #[serde(flatten)]
    pub whole: Measured,
    pub lookup: Times,
    pub summary: Times,
    pub idle: Memory,
    pub loaded: Memory,
}

/// The server compared with the raw loop.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Ratios {
    /// Operations per second, ours by raw: clients, TLS, HTTP and domain share the processors with
    /// the statements.
    pub throughput: f64,
    /// Processor time of server and database for one operation, raw by ours: what the ratio would
    /// be with the clients on machines of their own.
    pub processor: f64,
    /// The same with the bare transport's own cost given to the raw loop.
    pub processor_with_transport: f64,
}

/// Where the programs are, and what is measured on.
pub struct Bench {
    pub server: PathBuf,
    pub database: Database,
    pub place: Place,
}

impl Bench {
    /// The dataset, made if there is none.
    pub fn dataset(&self, residents: u64) -> anyhow::Result<Dataset> {
        let Place {
            shape,
            data_dir,
            postgres,
            ..
        } = &self.place;
        dataset::prepare(
            self.database,
            residents,
            *shape,
            data_dir,
            postgres.as_deref(),
        )
    }

    /// The dataset, and the statements that operations on it send.
    pub fn prepare(&self, residents: u64) -> anyhow::Result<(Dataset, Recording)> {
        let dataset = self.dataset(residents)?;
        let recording = raw::record(&dataset)?;
        Ok((dataset, recording))
    }

    /// Measures everything of one configuration.
    pub fn run(
        &self,
        dataset: &Dataset,
        recording: &Recording,
        clients: usize,
        seconds: u64,
    ) -> anyhow::Result<Outcome> {
        let machine = Machine::look(&dataset.site.folder)?;
        let cluster = match &dataset.url {
            DatabaseUrl::Sqlite(_) => None,
            DatabaseUrl::Postgres(url) => Cluster::of(url)?,
        };
        let window = Window {
            length: Duration::from_secs(seconds),
            cluster,
        };
        edge::tell(format!(
            "{} {} residents, {clients} clients",
            dataset.database.name(),
            dataset.residents
        ));
        let ours = ours(&self.server, dataset, clients, &window)?;
        edge::tell(format!("  ours {:.0}/s", ours.whole.per_second));
        let raw = raw::run(dataset, recording, clients, raw::Commit::Shared, &window)?;
        edge::tell(format!("  raw {:.0}/s", raw.per_second));
        let raw_single = match dataset.database {
            Database::Sqlite => Some(raw::run(
                dataset,
                recording,
                clients,
                raw::Commit::Single,
                &window,
            )?),
            Database::Postgres => None,
        };
        let hello = hello(dataset, clients, &window)?;
        edge::tell(format!("  hello {:.0}/s", hello.per_second));
        let (our_cpu, raw_cpu) = (ours.whole.cpu.serving(), raw.cpu.serving());
        Ok(Outcome {
            config: Config {
                database: dataset.database,
                residents: dataset.residents,
                shape: dataset.shape,
                clients,
                seconds,
            },
            at: edge::now().to_string(),
            machine,
            loading: dataset.loading.clone(),
            ratios: Ratios {
                throughput: ratio(ours.whole.per_second, raw.per_second),
                processor: ratio(raw_cpu, our_cpu),
                processor_with_transport: ratio(raw_cpu + hello.cpu.server, our_cpu),
            },
            ours,
            raw,
            raw_single,
            hello,
        })
    }
}

/// The time in which operations count, and whose processor time.
pub struct Window {
    pub length: Duration,
    pub cluster: Option<Cluster>,
}

/// Processor seconds of a window.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spent {
    pub seconds: f64,
    pub server: f64,
    pub database: f64,
    pub own: f64,
}

impl Window {
    /// Lets operations count for its length.
    pub fn measure(&self, phase: &client::Phase, server: Option<u32>) -> anyhow::Result<Spent> {
        let of_server = || server.map_or(Ok(0.0), process::cpu);
        let of_database = || self.cluster.as_ref().map_or(0.0, Cluster::cpu);
        let before = (of_server()?, of_database(), process::own_cpu()?);
        let began = edge::tick();
        phase.count(true);
        edge::pause(self.length);
        phase.count(false);
        let seconds = began.elapsed().as_secs_f64();
        Ok(Spent {
            seconds,
            server: of_server()? - before.0,
            database: of_database() - before.1,
            own: process::own_cpu()? - before.2,
        })
    }
}

impl Measured {
    pub fn of(operations: usize, times: Times, spent: Spent, by_clients: bool) -> Self {
        let count = operations as f64;
        let each = |seconds: f64| ratio(seconds * 1e6, count);
        Self {
            operations: operations as u64,
            per_second: ratio(count, spent.seconds),
            times,
            cpu: Cpu {
                server: each(if by_clients { spent.server } else { spent.own }),
                database: each(spent.database),
                client: if by_clients { each(spent.own) } else { 0.0 },
            },
        }
    }
}

/// Runs clients against a server and measures both.
fn serve_to(
    clients: usize,
    window: &Window,
    server: &Server,
    work: impl Fn(usize, &std::sync::Barrier, &client::Phase) -> anyhow::Result<Seen> + Sync,
) -> anyhow::Result<(Measured, Times, Times, Memory)> {
    let mut spent = Ok(Spent::default());
    let mut loaded = Ok(Memory::default());
    let seen = drive(clients, work, |phase| {
        spent = window.measure(phase, Some(server.pid()));
        loaded = process::memory(server.pid());
    })?;
    let mut all = Seen::default();
    for seen in seen {
        all.lookups.extend(seen.lookups);
        all.summaries.extend(seen.summaries);
        all.both.extend(seen.both);
    }
    let operations = all.both.len();
    let [both, lookups, summaries] = all.times();
    let measured = Measured::of(operations, both, spent?, true);
    Ok((measured, lookups, summaries, loaded?))
}

fn ours(
    program: &Path,
    dataset: &Dataset,
    clients: usize,
    window: &Window,
) -> anyhow::Result<Ours> {
    let site = &dataset.site;
    let authority = site.authority();
    site.forget_searches()?;
    let server = Server::serve(program, &site.settings(), &authority)?;
    let idle = process::memory(server.pid())?;
    let tokens = site.tokens()?;
    let target = Target {
        address: server.address,
        authority: &authority,
        tokens: &tokens,
        clients,
    };
    let (whole, lookup, summary, loaded) =
        serve_to(clients, window, &server, |thread, ready, phase| {
            client::look(&target, &dataset.people, thread, ready, phase)
        })?;
    Ok(Ours {
        whole,
        lookup,
        summary,
        idle,
        loaded,
    })
}

fn hello(dataset: &Dataset, clients: usize, window: &Window) -> anyhow::Result<Measured> {
    let site = &dataset.site;
    let authority = site.authority();
    let server = Server::hello(&site.certificate(), &authority)?;
    let tokens = site.tokens()?;
    let target = Target {
        address: server.address,
        authority: &authority,
        tokens: &tokens,
        clients,
    };
    let (measured, ..) = serve_to(clients, window, &server, |thread, ready, phase| {
        client::greet(&target, thread, ready, phase)
    })?;
    Ok(measured)
}
