//! What an installation is told: a TOML file, and `TASUKI_…` variables that win over it.

mod check;
mod open;
mod search;
#[cfg(test)]
mod tests;

pub use check::{Refused, belongs, database};
pub use open::{open, open_for_console};

use crate::{backup::Section, logging::Format};
use anyhow::Context as _;
use serde::Deserialize;
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

/// An example file, printed by `tasuki serve --help`.
pub const EXAMPLE: &str = r#"# データベース。PostgreSQLは postgres://… を TASUKI_DATABASE か database_file で渡す
database = "sqlite:/var/lib/tasuki/tasuki.db"
# 待ち受けるところ
listen = "0.0.0.0:8443"
# 公開する住所
server_name = "https://tasuki.example.jp"
# TLSの証明書（中間証明書を含む）と秘密鍵
certificate = "/etc/tasuki/server.pem"
private_key = "/etc/tasuki/server.key"
# 署名鍵とマスター鍵。tasuki init がつくる
signing_key = "/etc/tasuki/signing.pem"
master_key = "/etc/tasuki/master.key"
# まだ確かめる古い署名鍵
earlier_signing_keys = []
# 使う処理装置の数（書かなければすべて）
workers = 2
# ログの形: json か text。細かさは log_filter
log = "json"
log_filter = "info"
# 開示表を狭める市の表（あれば）
# overlay = "/etc/tasuki/overlay.toml"
# 手前に置いた自分たちのプロキシ。ここから来た X-Forwarded-For だけを信じる
trusted_proxies = []
# 図上訓練の店なら true
drill = false

# 検索の回数の上限と、個人情報保護担当に知らせる回数（書かなければ下の値。0 は上限なし・知らせない）
# [search]
# account_per_hour = 600
# organization_per_hour = 3000
# incident_per_quarter = 120
# notice_account_per_hour = 60
# notice_misses_per_hour = 45
# notice_listed_per_day = 240
# notice_refused_per_hour = 10
# notice_organization_per_hour = 900

# 毎日のバックアップ（書かなければ取らない）。サーバーが何台あっても、取るのは1台だけにする
# [backup]
# to = "/var/backups/tasuki"
# 復元できる人の公開鍵。tasuki backup keygen がつくる。秘密鍵はこのサーバーに置かない
# recipients = ["age1…"]
# 追記しかできない置き場所（ネットワークから切り離せるもの）への写し
# archive = "/mnt/worm/tasuki"
# at = "03:00"
# keep = 7

# 閲覧記録の件数の控え。データベースとは別のところに置く（書かなければ、バックアップの隣）
# [witness]
# file = "/var/backups/tasuki/witness.json"
"#;

/// The file as written. Every key can also be given as `TASUKI_` and its name in capitals.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    database: Option<String>,
    database_file: Option<PathBuf>,
    listen: Option<SocketAddr>,
    server_name: Option<String>,
    certificate: Option<PathBuf>,
    private_key: Option<PathBuf>,
    signing_key: Option<PathBuf>,
    #[serde(default)]
    earlier_signing_keys: Vec<PathBuf>,
    master_key: Option<PathBuf>,
    workers: Option<usize>,
    log: Option<Format>,
    log_filter: Option<String>,
    overlay: Option<PathBuf>,
    drill: Option<bool>,
    #[serde(default)]
    trusted_proxies: Vec<String>,
    backup: Option<Section>,
    witness: Option<WitnessSection>,
    #[serde(default)]
    search: search::Section,
    /// Where the settings came from, for the check of who can read it.
    #[serde(skip)]
    file: Option<PathBuf>,
    /// Whether the database's address stands in the file itself.
    #[serde(skip)]
    database_in_file: bool,
}

/// `[witness]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct WitnessSection {
    file: PathBuf,
}

impl Settings {
    /// Reads the file and what the environment says. Paths in the file are relative to it.
    pub fn read(path: &Path, environment: &dyn Fn(&str) -> Option<String>) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| {
            format!(
                "設定を読めません。例は tasuki serve --help / cannot read {}",
                path.display()
            )
        })?;
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut settings =
            Self::parse(&text, folder, environment).with_context(|| path.display().to_string())?;
        settings.file = Some(path.to_owned());
        Ok(settings)
    }

    fn parse(
        text: &str,
        folder: &Path,
        environment: &dyn Fn(&str) -> Option<String>,
    ) -> anyhow::Result<Self> {
        let mut settings: Self = toml::from_str(text).map_err(|error| {
            // The error's own text quotes the line, which may hold a password.
            anyhow::anyhow!("設定の書き方が違います / the settings: {}", error.message())
        })?;
        settings.database_in_file = settings.database.is_some();
        settings.relative_to(folder);
        settings.overridden(environment)?;
        Ok(settings)
    }

    fn relative_to(&mut self, folder: &Path) {
        let paths = [
            &mut self.database_file,
            &mut self.certificate,
            &mut self.private_key,
            &mut self.signing_key,
            &mut self.master_key,
            &mut self.overlay,
        ];
        for path in paths
            .into_iter()
            .flatten()
            .chain(&mut self.earlier_signing_keys)
        {
            *path = folder.join(&*path);
        }
        if let Some(section) = &mut self.backup {
            section.relative_to(folder);
        }
        if let Some(witness) = &mut self.witness {
            witness.file = folder.join(&witness.file);
        }
        let sqlite = self
            .database
            .as_deref()
            .and_then(|text| text.strip_prefix("sqlite:"));
        if let Some(path) = sqlite
            && !path.starts_with('/')
        {
            self.database = Some(format!("sqlite:{}", folder.join(path).display()));
        }
    }

    fn overridden(&mut self, environment: &dyn Fn(&str) -> Option<String>) -> anyhow::Result<()> {
        fn set<T: std::str::FromStr>(
            to: &mut Option<T>,
            name: &str,
            environment: &dyn Fn(&str) -> Option<String>,
        ) -> anyhow::Result<bool> {
            let Some(text) = environment(name) else {
                return Ok(false);
            };
            let value = text
                .parse()
                .map_err(|_| anyhow::anyhow!("{name} の値が違います / {name} has no such value"))?;
            *to = Some(value);
            Ok(true)
        }
        if set(&mut self.database, "TASUKI_DATABASE", environment)? {
            self.database_in_file = false;
            self.database_file = None;
        }
        set(&mut self.database_file, "TASUKI_DATABASE_FILE", environment)?;
        set(&mut self.listen, "TASUKI_LISTEN", environment)?;
        set(&mut self.server_name, "TASUKI_SERVER_NAME", environment)?;
        set(&mut self.certificate, "TASUKI_CERTIFICATE", environment)?;
        set(&mut self.private_key, "TASUKI_PRIVATE_KEY", environment)?;
        set(&mut self.signing_key, "TASUKI_SIGNING_KEY", environment)?;
        set(&mut self.master_key, "TASUKI_MASTER_KEY", environment)?;
        set(&mut self.workers, "TASUKI_WORKERS", environment)?;
        set(&mut self.log_filter, "TASUKI_LOG_FILTER", environment)?;
        set(&mut self.overlay, "TASUKI_OVERLAY", environment)?;
        set(&mut self.drill, "TASUKI_DRILL", environment)?;
        if let Some(text) = environment("TASUKI_TRUSTED_PROXIES") {
            self.trusted_proxies = text.split(',').map(str::to_owned).collect();
        }
        if environment("TASUKI_BACKUP_TO").is_some() {
            self.backup.get_or_insert_default();
        }
        if let Some(section) = &mut self.backup {
            section.told_by_environment(environment);
        }
        if let Some(file) = environment("TASUKI_WITNESS_FILE") {
            self.witness = Some(WitnessSection { file: file.into() });
        }
        if let Some(text) = environment("TASUKI_LOG") {
            self.log = match text.as_str() {
                "json" => Some(Format::Json),
                "text" => Some(Format::Text),
                _ => anyhow::bail!("TASUKI_LOG は json か text です / is json or text"),
            };
        }
        if let Some(paths) = environment("TASUKI_EARLIER_SIGNING_KEYS") {
            self.earlier_signing_keys = std::env::split_paths(&paths).collect();
        }
        Ok(())
    }

    /// How log lines look, and which are written.
    pub fn log(&self) -> (Format, &str) {
        let filter = self.log_filter.as_deref().unwrap_or("info");
        (self.log.unwrap_or_default(), filter)
    }

    /// The database's address.
    pub fn database(&self) -> anyhow::Result<tasuki_store::DatabaseUrl> {
        let text = match (&self.database, &self.database_file) {
            (_, Some(path)) => std::fs::read_to_string(path)
                .with_context(|| format!("読めません / cannot read {}", path.display()))?,
            (Some(text), None) => text.clone(),
            (None, None) => return Err(Refused::NoDatabase.into()),
        };
        crate::answer::stored(text.trim().parse())
    }

    /// The proxies that are believed about where a request came from.
    pub fn trusted_proxies(&self) -> anyhow::Result<Vec<tasuki_http::Network>> {
        let networks = self.trusted_proxies.iter().map(|text| text.trim());
        networks
            .filter(|text| !text.is_empty())
            .map(|text| {
                text.parse().map_err(|_| {
                    anyhow::anyhow!(
                        "trusted_proxies の {text} はアドレスでも範囲（例 10.1.0.0/16）でもありません / {text} is no address and no network"
                    )
                })
            })
            .collect()
    }

    /// The daily backup, if there is to be one.
    pub fn backup(&self) -> Option<&Section> {
        self.backup.as_ref()
    }

    /// Where the witness writes: where it is told, or beside the backups.
    pub fn witness(&self) -> Option<PathBuf> {
        let beside = || Some(self.backup.as_ref()?.to()?.join("witness.json"));
        let told = self.witness.as_ref().map(|witness| witness.file.clone());
        told.or_else(beside)
    }

    /// Where the keys are.
    pub fn key_paths(&self) -> anyhow::Result<(&Path, &Path)> {
        match (&self.signing_key, &self.master_key) {
            (Some(signing), Some(master)) => Ok((signing, master)),
            _ => Err(Refused::NoKeys.into()),
        }
    }
}
