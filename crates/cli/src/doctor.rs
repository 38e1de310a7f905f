//! `tasuki doctor`: proves that what is derived agrees with what it was derived from.

use crate::{answer::stored, exit::Exit, notice, say};
use tasuki_app::Store;

/// Which database.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// データベース（sqlite:ファイル、または postgres://…）。パスワードを含むものは環境変数で渡す
    #[arg(long, env = "TASUKI_DATABASE", hide_env_values = true)]
    database: String,
}

/// Examines the database; anything found is an error.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let url = stored(args.database.parse())?;
    let store = stored(Store::open(&url, tasuki_store::Options::default()))?;
    // What a restore lost is worth knowing and nothing to repair.
    for restoration in stored(store.read(|tx| tx.restorations()))? {
        say::out(format!("お知らせ / notice: {}", notice::of(&restoration)));
    }
    let findings = stored(store.doctor())?;
    for finding in &findings {
        say::out(finding.to_string());
    }
    if findings.is_empty() {
        say::out("異常はありません / nothing was found");
        Ok(())
    } else {
        Err(Exit::unusable(format!("{}件の異常があります / findings", findings.len())).into())
    }
}
