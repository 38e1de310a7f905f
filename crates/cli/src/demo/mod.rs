//! `tasuki demo`: a fictional city in one command.

mod accounts;
mod certificate;
pub mod code;
mod document;
mod folder;
mod password;
mod seed;
mod terminal;

pub use folder::{Folder, Found, MARK};

use crate::{
    answer::stored,
    edge::SystemEdge,
    exit::Exit,
    keys,
    logging::{self, Format},
    say,
    serving::{self, Site},
};
use anyhow::Context as _;
use document::Document;
use folder::Made;
use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::Arc,
};
use tasuki_app::{Keys, Store, Tasuki};
use tasuki_http::{AppState, Edge as _};
use tasuki_store::DatabaseUrl;

/// The usual folder.
pub const DATA_DIR: &str = "./var/demo";
const SIGNING: &str = "signing.pem";
const MASTER: &str = "master.key";
/// The keys made here.
pub(crate) const KEY_FILES: [&str; 2] = [SIGNING, MASTER];

/// What can be asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 待ち受けるポート（0 は空いている番号）
    #[arg(long, default_value_t = 8443)]
    port: u16,
    /// デモのフォルダー
    #[arg(long, default_value = DATA_DIR)]
    data_dir: PathBuf,
    /// 登録者の人数
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(20..=1_000_000))]
    residents: u32,
    /// 街をつくる種。同じ種からは同じ街ができる
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// PostgreSQLのデータベース（空のもの）。書かなければSQLite
    #[cfg(feature = "postgres")]
    #[arg(long, env = "TASUKI_DEMO_DATABASE", hide_env_values = true)]
    database: Option<String>,
}

impl Args {
    #[cfg(feature = "postgres")]
    fn database(&self, folder: &Folder) -> anyhow::Result<DatabaseUrl> {
        match &self.database {
            Some(text) => stored(text.parse()),
            None => Ok(folder.database()),
        }
    }

    #[cfg(not(feature = "postgres"))]
    fn database(&self, folder: &Folder) -> anyhow::Result<DatabaseUrl> {
        Ok(folder.database())
    }
}

/// Makes the city if there is none, and serves it.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let edge = SystemEdge;
    // The address first: nobody waits for a city that cannot be served.
    let listener = serving::listen(SocketAddr::from((Ipv4Addr::LOCALHOST, args.port)))?;
    let base_url = format!("https://{}", listener.local_addr()?);
    logging::start(Format::Text, "warn")?;
    let asked = Made {
        residents: args.residents as usize,
        seed: args.seed,
    };
    let (folder, found) = Folder::open(&args.data_dir)?;
    let database = args.database(&folder)?;
    let (tasuki, mut document) = match found {
        Found::City(made, document) => {
            if made != asked {
                say::err(format!(
                    "前につくった街（{}人、種 {}）を使います。別の街は --data-dir を変えてください。",
                    made.residents, made.seed
                ));
            }
            (open(&folder, &database)?, *document)
        }
        Found::Nothing => make(&folder, &database, edge, asked)?,
    };
    let tls = serving::tls(
        &folder.path(certificate::SERVER),
        &folder.path(certificate::SERVER_KEY),
    )?;
    folder.withhold_document()?;
    accounts::issue_tokens(&tasuki, edge, &mut document.accounts)?;
    document.base_url.clone_from(&base_url);
    document.ca_certificate = folder.path(certificate::CA).display().to_string();
    let site = Site {
        state: AppState::new(Arc::new(tasuki), Arc::new(edge)).named(base_url),
        listener,
        tls,
        workers: serving::usual_workers(),
    };
    serving::run(site, || {
        let path = folder.publish(&document)?;
        terminal::welcome(&document, &path, &args.data_dir);
        Ok(())
    })?;
    folder.withhold_document()
}

/// Makes keys, certificate, database, institutions, accounts and people.
fn make(
    folder: &Folder,
    database: &DatabaseUrl,
    edge: SystemEdge,
    made: Made,
) -> anyhow::Result<(Tasuki, Document)> {
    folder.begin(made)?;
    let signing = keys::signing_text(|| edge.entropy())?;
    folder.write(SIGNING, keys::marked(&signing).as_bytes())?;
    let master = keys::master_text(edge.entropy());
    folder.write(MASTER, keys::marked(&master).as_bytes())?;
    certificate::make(folder, edge.today())?;
    match Store::create(database) {
        Err(tasuki_app::StoreError::AlreadyExists) => {
            return Err(Exit::unusable(
                "指定されたデータベースは空ではありません。空のものを指定してください / the database is not empty",
            )
            .into());
        }
        created => stored(created)?,
    }
    let tasuki = open(folder, database)?;
    let (institutions, mut accounts) = accounts::make(&tasuki, edge)?;
    let registered = seed::register(&tasuki, edge, &institutions, made.residents, made.seed)?;
    accounts::make_residents_own(
        &tasuki,
        edge,
        &institutions,
        registered.resident,
        &registered.name,
        &mut accounts,
    )?;
    let document = Document {
        base_url: String::new(),
        ca_certificate: String::new(),
        accounts,
        sample: registered.sample,
    };
    Ok((tasuki, document))
}

/// Opens the demo's database with its keys.
fn open(folder: &Folder, database: &DatabaseUrl) -> anyhow::Result<Tasuki> {
    let read = |name: &str| {
        std::fs::read_to_string(folder.path(name))
            .with_context(|| format!("デモの鍵を読めません / cannot read the demo's {name}"))
    };
    let keys = Keys {
        signing: keys::signing(&read(SIGNING)?, [])?,
        master: keys::master(&read(MASTER)?)?,
    };
    let store = stored(Store::open(database, tasuki_store::Options::default()))?;
    Ok(Tasuki::new(store, tasuki_policy::Table::builtin()?, keys))
}

/// Opens the demo of a folder for a command beside the server.
pub fn open_existing(path: &std::path::Path) -> anyhow::Result<Tasuki> {
    let (folder, found) = Folder::open(path)?;
    match found {
        Found::City(..) => open(&folder, &folder.database()),
        Found::Nothing => Err(Exit::unusable(format!(
            "{} にデモがありません。先に tasuki demo を実行してください / there is no demo",
            path.display()
        ))
        .into()),
    }
}
