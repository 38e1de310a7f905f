//! Commands that work on an installation as one of its accounts, beside a running server.

pub mod account;
pub mod account_close;
pub mod organization;
pub mod roster;
mod roster_report;

use crate::{
    answer::stored,
    config::{self, Refused, Settings},
    demo,
    edge::SystemEdge,
    environment::variable,
    exit::Exit,
};
use std::path::PathBuf;
use tasuki_app::{Tasuki, accounts};
use tasuki_domain::{account::Login, caller::Caller};

/// Which installation.
#[derive(Debug, clap::Args)]
#[group(required = false, multiple = false)]
pub struct Where {
    /// 設定ファイル（TOML）
    #[arg(long, env = "TASUKI_CONFIG")]
    config: Option<PathBuf>,
    /// デモのフォルダー（設定ファイルのかわり）
    #[arg(long)]
    data_dir: Option<PathBuf>,
}

impl Where {
    /// Opens it.
    pub fn open(&self) -> anyhow::Result<Tasuki> {
        match (&self.config, &self.data_dir) {
            (Some(path), None) => {
                let settings = Settings::read(path, &variable)?;
                config::open_for_console(&settings).map_err(|error| {
                    match error.downcast::<Refused>() {
                        Ok(refused) => refused.exit(),
                        Err(error) => error,
                    }
                })
            }
            (None, Some(path)) => demo::open_existing(path),
            _ => Err(Exit::unusable(
                "--config か --data-dir のどちらかを指定してください / name --config or --data-dir",
            )
            .into()),
        }
    }
}

/// The account that the operator acts as.
pub fn caller(tasuki: &Tasuki, login: &Login) -> anyhow::Result<Caller> {
    stored(accounts::console_caller(tasuki, &SystemEdge.occasion(), login))?.ok_or_else(|| {
        Exit::unusable(
            "そのログイン名のアカウントがないか、閉じられています / no such account, or it is closed",
        )
        .into()
    })
}

/// A value of the command line from the domain's own reading of it.
pub fn read<T: std::str::FromStr<Err = tasuki_domain::Invalid>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|invalid: tasuki_domain::Invalid| {
        format!("{}。{}", invalid.problem, invalid.expected)
    })
}
