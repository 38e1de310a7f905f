//! `tasuki migrate`: brings a database to this version.

use crate::{answer::stored, say};
use tasuki_app::Store;

/// Which database.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// データベース（sqlite:ファイル、または postgres://…）。パスワードを含むものは環境変数で渡す
    #[arg(long, env = "TASUKI_DATABASE", hide_env_values = true)]
    database: String,
}

/// Migrates and says what was applied.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let migrated = stored(Store::migrate(&stored(args.database.parse())?))?;
    if migrated.applied.is_empty() && migrated.rekeyed == 0 {
        say::out("データベースはこの版です。変えるものはありません。");
    }
    for migration in migrated.applied {
        say::out(format!("適用しました  {migration}"));
    }
    if migrated.rekeyed > 0 {
        say::out(format!(
            "検索の鍵をつくり直しました  {}人",
            migrated.rekeyed
        ));
    }
    Ok(())
}
