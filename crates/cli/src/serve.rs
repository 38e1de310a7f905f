//! `tasuki serve`: an installation, from its settings.

use crate::{
    backup::Daily,
    config::{self, Refused, Settings},
    edge::SystemEdge,
    environment::variable,
    logging, say,
    serving::{self, NamedBy, Site},
    witness::Standing,
};
use std::{path::PathBuf, sync::Arc};
use tasuki_http::AppState;

/// Where the settings are.
#[derive(Debug, clap::Args)]
#[command(after_long_help = format!("設定の例:\n\n{}\nどの設定も TASUKI_ と大文字の名前の環境変数で上書きできます。", config::EXAMPLE))]
pub struct Args {
    /// 設定ファイル（TOML）
    #[arg(long, env = "TASUKI_CONFIG")]
    config: PathBuf,
}

/// Opens and serves, or says why it is not safe to.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let settings = Settings::read(&args.config, &variable)?;
    let (format, filter) = settings.log();
    logging::start(format, filter)?;
    let opened = config::open(&settings).map_err(refused)?;
    let listener = serving::listen(opened.listen, NamedBy::Settings)?;
    let address = listener.local_addr()?;
    let name = opened
        .server_name
        .unwrap_or_else(|| format!("https://{address}"));
    let tasuki = Arc::new(opened.tasuki);
    let state = AppState::new(Arc::clone(&tasuki), Arc::new(SystemEdge))
        .for_drill(opened.drill)
        .named(name)
        .behind(opened.trusted_proxies);
    let metrics = Arc::clone(&state.metrics);
    let site = Site {
        state,
        listener,
        tls: opened.tls,
        workers: opened.workers,
    };
    let (mut daily, mut standing) = (None, None);
    let served = serving::run(site, || {
        if let Some(path) = opened.witness {
            standing = Some(Standing::start(tasuki, path)?);
        }
        if let Some(plan) = opened.backup {
            daily = Some(Daily::start(opened.database, plan, metrics)?);
        }
        tracing::info!(%address, drill = opened.drill, "listening");
        say::err(format!("https://{address} で待ち受けています"));
        Ok(())
    });
    if let Some(daily) = daily {
        daily.stop();
    }
    // The last look is on record by now.
    if let Some(standing) = standing {
        standing.stop();
    }
    served
}

fn refused(error: anyhow::Error) -> anyhow::Error {
    match error.downcast::<Refused>() {
        Ok(refused) => refused.exit(),
        Err(error) => error.context("起動しません / not started"),
    }
}
