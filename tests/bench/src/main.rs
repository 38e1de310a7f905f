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
mod process;
mod raw;
mod server;

use clap::{Args, Parser, Subcommand};
use dataset::{Database, Shape};
use lookup::Bench;
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
        #[command(flatten)]
        at: At,
        #[arg(long)]
        residents: u64,
    },
    /// Measures search and summary, and prints the figures as JSON.
    Lookup {
        #[command(flatten)]
        at: At,
        #[arg(long)]
        residents: u64,
        #[arg(long)]
        clients: usize,
        #[arg(long, default_value_t = 10)]
        seconds: u64,
        /// The server's program; built beside this one by default.
        #[arg(long)]
        server: Option<PathBuf>,
    },
    /// Serves a word over TLS: the bare transport.
    #[command(hide = true)]
    Hello {
        address: SocketAddr,
        certificate: PathBuf,
        key: PathBuf,
    },
}

/// Which store.
#[derive(Debug, Clone, Args)]
pub struct At {
    /// Which database.
    #[arg(long)]
    pub database: Database,
    /// How much is on record of everyone.
    #[arg(long, default_value = "full")]
    pub shape: Shape,
    /// Where datasets are kept.
    #[arg(long, default_value = "var/bench")]
    pub data_dir: PathBuf,
    /// The PostgreSQL server, as a superuser: postgres://user@host:port/postgres
    #[arg(long)]
    pub postgres: Option<String>,
}

/// The server's program beside this one, unless another is named.
fn program(named: Option<PathBuf>) -> anyhow::Result<PathBuf> {
    Ok(match named {
        Some(path) => path,
        None => std::env::current_exe()?.with_file_name("tasuki"),
    })
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Load { at, residents } => {
            let dataset =
                dataset::prepare(at.database, residents, at.shape, &at.data_dir, at.postgres.as_deref())?;
            edge::tell(format!("{:?}", dataset.loading));
            Ok(())
        }
        Command::Lookup {
            at,
            residents,
            clients,
            seconds,
            server,
        } => {
            let bench = Bench {
                server: program(server)?,
                at,
            };
            let (dataset, recording) = bench.prepare(residents)?;
            let outcome = bench.run(&dataset, &recording, clients, seconds)?;
            writeln!(std::io::stdout(), "{}", serde_json::to_string(&outcome)?)?;
            Ok(())
        }
        Command::Hello {
            address,
            certificate,
            key,
        } => hello::run(address, &certificate, &key),
    }
}
