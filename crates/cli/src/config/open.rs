//! From settings to a service that may run.

use super::{Settings, check};
use crate::{answer::stored, backup::Plan, keys, serving};
use anyhow::Context as _;
use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
};
use tasuki_app::{Keys, Store, Tasuki};
use tasuki_policy::Table;
use tasuki_store::DatabaseUrl;

/// What `tasuki serve` needs.
pub struct Opened {
    pub tasuki: Tasuki,
    pub listen: SocketAddr,
    pub tls: rustls::ServerConfig,
    pub workers: usize,
    pub drill: bool,
    pub server_name: Option<String>,
    pub trusted_proxies: Vec<tasuki_http::Network>,
    pub database: DatabaseUrl,
    pub backup: Option<Plan>,
    pub witness: Option<PathBuf>,
}

/// Checks everything and opens it; refuses what is not secure.
pub fn open(settings: &Settings) -> anyhow::Result<Opened> {
    let (Some(certificate), Some(private_key)) = (&settings.certificate, &settings.private_key)
    else {
        return Err(check::Refused::NoTls.into());
    };
    check::secret(private_key)?;
    let tls = serving::tls(certificate, private_key)?;
    let backup = settings.backup().map(Plan::checked).transpose()?;
    let usual = SocketAddr::from((Ipv4Addr::LOCALHOST, 8443));
    Ok(Opened {
        tasuki: open_for_console(settings)?,
        listen: settings.listen.unwrap_or(usual),
        tls,
        workers: settings
            .workers
            .unwrap_or_else(serving::usual_workers)
            .max(1),
        drill: settings.drill.unwrap_or(false),
        server_name: settings.server_name.clone(),
        trusted_proxies: settings.trusted_proxies()?,
        database: check::database(settings)?,
        backup,
        witness: settings.witness(),
    })
}

/// Opens what a command at the console needs, without TLS.
pub fn open_for_console(settings: &Settings) -> anyhow::Result<Tasuki> {
    let (signing, master) = settings.key_paths()?;
    let signing = check::secret(signing)?;
    let earlier = settings
        .earlier_signing_keys
        .iter()
        .map(|path| check::secret(path))
        .collect::<anyhow::Result<Vec<String>>>()?;
    let keys = Keys {
        signing: keys::signing(&signing, earlier.iter().map(String::as_str))?,
        master: keys::master(&check::secret(master)?)?,
    };
    let url = check::database(settings)?;
    let mut table = Table::builtin()?;
    if let Some(path) = &settings.overlay {
        let overlay = std::fs::read_to_string(path)
            .with_context(|| format!("読めません / cannot read {}", path.display()))?;
        table = table.narrow(&overlay).context(
            "市の開示表は狭めることしかできません / a city's table may only narrow the disclosure table",
        )?;
    }
    let store = stored(Store::open(&url, tasuki_store::Options::default()))?;
    let tasuki = Tasuki::new(store, table, keys).bounded(settings.search.bounds());
    check::belongs(&tasuki, settings.drill.unwrap_or(false))?;
    Ok(tasuki)
}
