//! Every configuration, one after the other; what is in the file already is not measured again.

use crate::{
    dataset::{Database, Shape},
    edge,
    lookup::{Bench, Config, Outcome},
};
use std::{
    fs::OpenOptions,
    io::Write as _,
    path::{Path, PathBuf},
};

/// What to go through.
#[derive(Debug, Clone, clap::Args)]
pub struct Plan {
    /// Which databases
    #[arg(long, value_delimiter = ',', default_value = "sqlite,postgres")]
    databases: Vec<Database>,
    /// How many residents
    #[arg(long, value_delimiter = ',', default_value = "10000,100000,1000000")]
    sizes: Vec<u64>,
    /// How many clients at once
    #[arg(long, value_delimiter = ',', default_value = "1,8,32")]
    clients: Vec<usize>,
    /// Seconds of every measurement
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// The file that results are added to, one JSON object in a line
    #[arg(long, default_value = "var/bench/results.jsonl")]
    into: PathBuf,
}

/// Reads the results of a file; none if there is none yet.
pub fn results(path: &Path) -> anyhow::Result<Vec<Outcome>> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    std::fs::read_to_string(path)?
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| Ok(serde_json::from_str(line)?))
        .collect()
}

/// Measures what is missing.
pub fn run(
    plan: &Plan,
    shape: Shape,
    bench: impl Fn(Database) -> anyhow::Result<Bench>,
) -> anyhow::Result<()> {
    let known: Vec<Config> = results(&plan.into)?
        .into_iter()
        .map(|outcome| outcome.config)
        .collect();
    if let Some(folder) = plan.into.parent() {
        std::fs::create_dir_all(folder)?;
    }
    for database in &plan.databases {
        let bench = bench(*database)?;
        for residents in &plan.sizes {
            let missing: Vec<usize> = plan
                .clients
                .iter()
                .copied()
                .filter(|clients| {
                    let config = Config {
                        database: *database,
                        residents: *residents,
                        shape,
                        clients: *clients,
                        seconds: plan.seconds,
                    };
                    !known.contains(&config)
                })
                .collect();
            if missing.is_empty() {
                continue;
            }
            let (dataset, recording) = bench.prepare(*residents)?;
            for clients in missing {
                let outcome = bench.run(&dataset, &recording, clients, plan.seconds)?;
                let mut file = OpenOptions::new()
                    .create(true)
                    .append(true)
                    .open(&plan.into)?;
                writeln!(file, "{}", serde_json::to_string(&outcome)?)?;
            }
        }
    }
    edge::tell(format!("the results are in {}", plan.into.display()));
    Ok(())
}
