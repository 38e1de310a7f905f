//! `tasuki backup`: sealed copies of the whole database, read back and proven before they count.
//!
//! A backup is a file for the holders of the city's key alone. Beside it lies a manifest that says
//! nothing about anyone. Nothing in the archive is ever changed, renamed or removed from here.

mod archive;
pub mod cipher;
mod generations;
mod keygen;
mod plan;
mod schedule;
mod scratch;
mod take;

pub use generations::newest;
pub use plan::{Plan, Section};
pub use schedule::Daily;
pub use take::{Cancel, take};

use crate::{
    answer::stored,
    config::{self, Settings},
    environment::variable,
    exit::Exit,
    say,
    witness::Paper,
};
use std::path::PathBuf;

/// What is backed up, to where, for whom.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "バックアップは、公開鍵にあてて暗号化したファイルです。書いたあとに読み戻し、復元して調べてから、古い世代を消します。\n秘密鍵と、設定のマスター鍵・署名鍵の控えは、このサーバーとは別の場所に保管してください。"
)]
pub struct Args {
    #[command(subcommand)]
    keygen: Option<Keygen>,
    /// 設定ファイル（TOML）。[backup] の設定をつかう
    #[arg(long, env = "TASUKI_CONFIG")]
    config: Option<PathBuf>,
    /// データベース（設定ファイルのものではなく）。パスワードを含むものは環境変数 TASUKI_DATABASE で渡す
    #[arg(long)]
    database: Option<String>,
    /// バックアップを置くフォルダー
    #[arg(long)]
    to: Option<PathBuf>,
    /// 復元できる人の公開鍵（age1…、いくつでも）
    #[arg(long = "recipient")]
    recipients: Vec<String>,
    /// 公開鍵を1行に一つ書いたファイル
    #[arg(long)]
    recipients_file: Option<PathBuf>,
    /// 追記しかできない置き場所。二つ目の写しを置き、Tasukiは上書きも削除もしない
    #[arg(long)]
    archive: Option<PathBuf>,
    /// 残す世代の数（3以上）
    #[arg(long)]
    keep: Option<usize>,
    /// 確かめるための復元をするフォルダー（書かなければシステムの一時フォルダー）
    #[arg(long)]
    scratch: Option<PathBuf>,
}

#[derive(Debug, clap::Subcommand)]
enum Keygen {
    /// 鍵の組をつくる。秘密鍵はこのサーバーに置かない
    Keygen(keygen::Args),
}

/// Takes one backup, or says why there is none.
pub fn run(args: &Args) -> anyhow::Result<()> {
    if let Some(Keygen::Keygen(args)) = &args.keygen {
        return keygen::run(args);
    }
    let settings = args
        .config
        .as_deref()
        .map(|path| Settings::read(path, &variable))
        .transpose()?;
    let told = settings.as_ref().and_then(Settings::backup);
    let mut section = told.cloned().unwrap_or_default();
    let url: tasuki_store::DatabaseUrl =
        match (&args.database, &settings, variable("TASUKI_DATABASE")) {
            (Some(database), ..) => stored(database.parse())?,
            (None, Some(settings), _) => config::database(settings)?,
            (None, None, Some(database)) => stored(database.parse())?,
            (None, None, None) => {
                return Err(Exit::unusable(
                "--config か --database のどちらかを指定してください / name --config or --database",
            )
            .into());
            }
        };
    section.overridden(args);
    let plan = Plan::checked(&section)?;
    let bar = say::counter("");
    let taken = take(&url, &plan, &Cancel::default(), &mut |stage, rows| {
        bar.set_message(stage);
        bar.set_position(rows);
    });
    bar.finish_and_clear();
    let taken = taken?;
    let Paper::Backup(manifest) = &taken.paper else {
        return Ok(());
    };
    say::out(format!(
        "バックアップを取り、読み戻して確かめました / backed up and verified\nファイル    {}\n時点        {}\n登録者      {}\n閲覧記録    {}\n大きさ      {} バイト\nSHA-256     {}",
        taken.path.display(),
        tasuki_domain::time::rfc3339_in_japan(manifest.taken_at),
        manifest.rows.get("residents").unwrap_or(&0),
        manifest.accesses.entries,
        manifest.bytes,
        manifest.sha256,
    ));
    if let Some(path) = &taken.archived {
        say::out(format!("写し        {}", path.display()));
    }
    for path in &taken.pruned {
        say::out(format!("古い世代を消しました  {}", path.display()));
    }
    Ok(())
}
