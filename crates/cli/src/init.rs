//! `tasuki init`: the keys and the database of a new installation.

use crate::{
    answer::stored, config::Settings, edge::SystemEdge, environment::variable,
    files::new_private_file, keys, say,
};
use anyhow::bail;
use std::path::PathBuf;
use tasuki_app::Store;
use tasuki_http::Edge as _;

/// Where the settings are.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 設定ファイル（TOML）。例は tasuki serve --help
    #[arg(long, env = "TASUKI_CONFIG")]
    config: PathBuf,
}

/// Makes what the settings name and is not there. It never replaces anything.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let settings = Settings::read(&args.config, &variable)?;
    let url = settings.database()?;
    let (signing, master) = settings.key_paths()?;
    for path in [signing, master] {
        if path.exists() {
            bail!(
                "{} はすでにあります。上書きしません / exists already and is not replaced",
                path.display()
            );
        }
    }
    // The database first: it may be there already, and keys without it would be in the way.
    stored(Store::create(&url))?;
    let edge = SystemEdge;
    new_private_file(signing, keys::signing_text(|| edge.entropy())?.as_bytes())?;
    new_private_file(master, keys::master_text(edge.entropy()).as_bytes())?;
    say::out(format!(
        "署名鍵      {}\nマスター鍵  {}\nデータベースをつくりました。鍵の控えをデータベースとは別の場所に保管してください。\n次に: tasuki organization create … と tasuki account create …",
        signing.display(),
        master.display()
    ));
    Ok(())
}
