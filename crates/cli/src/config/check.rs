//! Why a server does not start: nothing insecure ever runs.

use super::Settings;
use crate::{answer::stored, demo, exit::Exit, files::is_exposed, keys};
use std::{fmt, path::Path};
use tasuki_app::{Foreign, Tasuki};

/// A reason not to start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// No certificate or private key is named.
    NoTls,
    /// No keys are named.
    NoKeys,
    /// No database is named.
    NoDatabase,
    /// A secret that others can read.
    Exposed(String),
    /// A database's password in a file that others can read.
    PasswordExposed(String),
    /// A key that a demo made.
    DemoKey(String),
    /// A file or database in a demo's folder.
    DemoFolder(String),
    /// The database belongs to something else.
    Foreign(Foreign),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTls => f.write_str(
                "TLSの証明書と秘密鍵（certificate, private_key）がありません。暗号化しない通信はできません / no TLS certificate and key; there is no unencrypted mode",
            ),
            Self::NoKeys => f.write_str(
                "署名鍵とマスター鍵（signing_key, master_key）がありません / no signing key and master key",
            ),
            Self::NoDatabase => f.write_str(
                "データベース（database）がありません / no database is named",
            ),
            Self::Exposed(path) => write!(
                f,
                "{path} をほかの利用者が読めるか、グループが書けます。chmod 600 で閉じてください / others can read this secret, or its group can write it",
            ),
            Self::PasswordExposed(path) => write!(
                f,
                "{path} にデータベースのパスワードがあり、ほかの利用者が読めます。chmod 600 にするか、TASUKI_DATABASE か database_file で渡してください / others can read the database's password",
            ),
            Self::DemoKey(path) => write!(
                f,
                "{path} はデモの鍵です。本番では tasuki init の鍵を使ってください / this key was made for a demo",
            ),
            Self::DemoFolder(path) => write!(
                f,
                "{path} はデモのフォルダーの中です。本番では使えません / this lies in a demo's folder",
            ),
            Self::Foreign(Foreign::MasterKey) => f.write_str(
                "データベースは別のマスター鍵で書かれています。その鍵を master_key に指定してください / the database was written with another master key",
            ),
            Self::Foreign(Foreign::ForDrills) => f.write_str(
                "データベースは図上訓練のものです。drill = true にするか、本番のデータベースを指定してください / the database is for drills",
            ),
            Self::Foreign(Foreign::NotForDrills) => f.write_str(
                "データベースは本番のものです。訓練には別のデータベースを指定してください / the database holds real data and is not for drills",
            ),
        }
    }
}

impl std::error::Error for Refused {}

impl Refused {
    /// The end of the program for this reason.
    pub fn exit(self) -> anyhow::Error {
        Exit::insecure(format!("起動しません: {self}")).into()
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn in_demo(path: &Path) -> bool {
    path.parent()
        .is_some_and(|folder| folder.join(demo::MARK).exists())
}

/// The database must be the one that this key and this use belong to.
pub fn belongs(tasuki: &Tasuki, drill: bool) -> anyhow::Result<()> {
    stored(tasuki.take_into_use(drill))?.map_err(|foreign| Refused::Foreign(foreign).exit())
}

/// A secret must be there, for its owner only, and not a demo's.
pub fn secret(path: &Path) -> anyhow::Result<String> {
    use anyhow::Context as _;
    let unreadable = || format!("読めません / cannot read {}", path.display());
    if is_exposed(path).with_context(unreadable)? {
        return Err(Refused::Exposed(shown(path)).into());
    }
    if in_demo(path) {
        return Err(Refused::DemoFolder(shown(path)).into());
    }
    let text = std::fs::read_to_string(path).with_context(unreadable)?;
    if keys::is_of_demo(&text) {
        return Err(Refused::DemoKey(shown(path)).into());
    }
    Ok(text)
}

/// The checks that need no key: the database's address and where the database lies.
pub fn database(settings: &Settings) -> anyhow::Result<tasuki_store::DatabaseUrl> {
    let url = settings.database()?;
    match &url {
        tasuki_store::DatabaseUrl::Sqlite(path) if in_demo(path) => {
            return Err(Refused::DemoFolder(shown(path)).into());
        }
        tasuki_store::DatabaseUrl::Postgres(text) if holds_password(text) => {
            let holder = match &settings.database_file {
                Some(path) => Some(path),
                None if settings.database_in_file => settings.file.as_ref(),
                None => None,
            };
            if let Some(path) = holder
                && is_exposed(path)?
            {
                return Err(Refused::PasswordExposed(shown(path)).into());
            }
        }
        _ => {}
    }
    Ok(url)
}

fn holds_password(url: &str) -> bool {
    let authority = url.split("://").nth(1).unwrap_or_default();
    let user = authority
        .split('@')
        .next()
        .filter(|_| authority.contains('@'));
    user.is_some_and(|user| user.contains(':')) || url.contains("password=")
}
