//! How surely the search finds the right person, measured.
//!
//! With `--population` and `--queries` it answers searches from outside and judges nothing. With
//! `--residents` it has people and searches made by `tasuki-bench-people`, has them answered the
//! same way in a process of its own, and compares the answers with who was meant.

mod baseline;
mod ceiling;
mod evaluate;
mod lines;
mod measure;
mod outside;
mod registered;
mod report;
mod search;
mod share;
#[cfg(test)]
mod tests;

pub use report::Report;

use crate::{dataset::Database, edge};
use anyhow::{Context as _, bail};
use clap::Args;
use std::path::PathBuf;
use tasuki_domain::time::{Date, date_in_japan};

/// What to search, and for whom.
#[derive(Debug, Clone, Args)]
pub struct Matching {
    /// People, a JSON object each line
    #[arg(long, requires = "queries", requires = "out")]
    population: Option<PathBuf>,
    /// Searches, a JSON object each line
    #[arg(long, requires = "population")]
    queries: Option<PathBuf>,
    /// Where the answers are written
    #[arg(long, requires = "population")]
    out: Option<PathBuf>,
    /// Makes so many people and searches for them, and judges the answers
    #[arg(long, conflicts_with = "population")]
    residents: Option<u64>,
    /// How many searches are made
    #[arg(long, default_value_t = 40_000)]
    searches: usize,
    /// How many of them the baselines answer too
    #[arg(long, default_value_t = 40_000)]
    compared: usize,
    /// How many times every search is answered; its shortest time counts
    #[arg(long, default_value_t = 1)]
    passes: usize,
    /// Which database
    #[arg(long, default_value = "sqlite")]
    database: Database,
    /// The PostgreSQL server, as a superuser: postgres://user@host:port/postgres
    #[arg(long)]
    postgres: Option<String>,
    /// Where stores and files are kept
    #[arg(long, default_value = "var/bench")]
    data_dir: PathBuf,
    /// The day from which ages are counted; today unless people are made
    #[arg(long)]
    today: Option<Date>,
    /// Fills the store anew
    #[arg(long)]
    fresh: bool,
}

/// Answers searches from outside, or measures with people of its own.
pub fn run(matching: &Matching) -> anyhow::Result<()> {
    if let Some(residents) = matching.residents {
        return crate::print(&measure::measure(matching, residents)?);
    }
    let (Some(population), Some(queries), Some(out)) =
        (&matching.population, &matching.queries, &matching.out)
    else {
        bail!("--population, --queries and --out, or --residents");
    };
    let today = matching.today.unwrap_or_else(|| date_in_japan(edge::now()));
    let kept = registered::keep(matching, population)?;
    let queries = outside::queries(queries)?;
    let ran = search::run(&kept, &queries, today, matching.passes, out)
        .with_context(|| format!("searching, answers to {}", out.display()))?;
    crate::print(&ran)
}
