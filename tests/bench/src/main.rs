//! Measures the main job: a crew finds a resident and reads the summary, over HTTPS, with its
//! entries durable; beside it the same statements raw, and the bare transport.
//!
//! See `README.md` beside this package for what is measured and how.

mod client;
mod dataset;
mod edge;
mod figures;
mod hello;
mod lookup;
mod machine;
mod matching;
mod matrix;
mod process;
mod raw;
mod report;
mod server;

use clap::{Args, Parser, Subcommand};
use dataset::{Database, Shape};
use lookup::Bench;
use matrix::Plan;
use report::Report;
use std::{io::Write as _, net::SocketAddr, path::PathBuf};

#[derive(Parser)]
#[command(name = "tasuki-bench", about = "Benches of the main job")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Makes a dataset and keeps it.
    Load {
        /// Which database
        #[arg(long)]
        database: Database,
        #[command(flatten)]
        place: Place,
        /// How many
        #[arg(long)]
        residents: u64,
    },
    /// Measures search and summary, and prints the figures as JSON.
    Lookup {
        /// Which database
        #[arg(long)]
        database: Database,
        #[command(flatten)]
        place: Place,
        /// How many
        #[arg(long)]
        residents: u64,
        /// How many at once
        #[arg(long)]
        clients: usize,
        /// Seconds of every measurement
        #[arg(long, default_value_t = 10)]
        seconds: u64,
    },
    /// Measures every configuration that is not in the file of results yet.
    Matrix {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        plan: Plan,
    },
    /// Writes the tables and the chart of the page.
    Report(Report),
    /// Finds people: answers searches of a file, or measures how surely the right person is found.
    Matching(matching::Matching),
    /// Writes the tables and the chart of how surely people are found.
    MatchingReport(matching::Report),
    /// Shows how the database goes about every statement of the main job, and of other searches.
    Explain {
        /// Which database
        #[arg(long)]
        database: Database,
        #[command(flatten)]
        place: Place,
        /// How many
        #[arg(long)]
        residents: u64,
    },
    /// Serves a word over TLS: the bare transport.
    #[command(hide = true)]
    Hello {
        address: SocketAddr,
        certificate: PathBuf,
        key: PathBuf,
    },
}

/// Where everything is.
#[derive(Debug, Clone, Args)]
pub struct Place {
    /// How much is on record of everyone
    #[arg(long, default_value = "full")]
    pub shape: Shape,
    /// Where datasets are kept
    #[arg(long, default_value = "var/bench")]
    pub data_dir: PathBuf,
    /// The PostgreSQL server, as a superuser: postgres://user@host:port/postgres
    #[arg(long)]
    pub postgres: Option<String>,
    /// The server's program; by default the one built beside this
    #[arg(long)]
    pub server: Option<PathBuf>,
}

/// The server's program beside this one, unless another is named.
fn program(named: Option<PathBuf>) -> anyhow::Result<PathBuf> {
    Ok(match named {
        Some(path) => path,
        None => std::env::current_exe()?.with_file_name("tasuki"),
    })
}

fn main() -> anyhow::Result<()> {
    let bench = |place: &Place, database| -> anyhow::Result<Bench> {
        Ok(Bench {
            server: program(place.server.clone())?,
            database,
            place: place.clone(),
        })
    };
    match Arguments::parse().command {
        Command::Load {
            database,
            place,
            residents,
        } => {
            let dataset = bench(&place, database)?.dataset(residents)?;
            print(&dataset.loading)
        }
        Command::Lookup {
            database,
            place,
            residents,
            clients,
            seconds,
        } => {
            let bench = bench(&place, database)?;
            let (dataset, recording) = bench.prepare(residents)?;
            print(&bench.run(&dataset, &recording, clients, seconds)?)
        }
        Command::Matrix { place, plan } => {
            matrix::run(&plan, place.shape, |database| bench(&place, database))
        }
        Command::Report(report) => report::run(&report),
        Command::Matching(matching) => matching::run(&matching),
        Command::MatchingReport(report) => report.run(),
        Command::Explain {
            database,
            place,
            residents,
        } => raw::explain(&bench(&place, database)?.dataset(residents)?),
        Command::Hello {
            address,
            certificate,
            key,
        } => hello::run(address, &certificate, &key),
    }
}

fn print(value: &impl serde::Serialize) -> anyhow::Result<()> {
    writeln!(std::io::stdout(), "{}", serde_json::to_string(value)?)?;
    Ok(())
}
