//! `tasuki reindex`: makes the search keys of this version.

use crate::{answer::stored, say};
use tasuki_app::Store;
use tasuki_store::Options;

/// Which database, and what with it.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// データベース（sqlite:ファイル、または postgres://…）。パスワードを含むものは環境変数で渡す
    #[arg(long, env = "TASUKI_DATABASE", hide_env_values = true)]
    database: String,
    /// 前の版の鍵を消す。前の版のTasukiがどこでも動いていないときに
    #[arg(long)]
    prune: bool,
}

/// Makes keys for everyone who has older ones, beside those; a service goes on meanwhile. With
/// `--prune`, removes the older ones.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let url = stored(args.database.parse())?;
    if args.prune {
        let removed = stored(Store::prune(&url, Options::default(), |removed| {
            say::out(format!("消しています  {removed}件"));
        }))?;
        say::out(format!("前の版の検索の鍵を消しました  {removed}件"));
        return Ok(());
    }
    let made = stored(Store::reindex(&url, Options::default(), |done, all| {
        say::out(format!("つくっています  {done} / {all}人"));
    }))?;
    say::out(if made == 0 {
        "検索の鍵はこの版です。変えるものはありません。".to_owned()
    } else {
        format!("検索の鍵をつくり直しました  {made}人")
    });
    Ok(())
}
