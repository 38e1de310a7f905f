//! Log lines: one per event, without personal data.

use anyhow::anyhow;
use serde::Deserialize;
use tracing_subscriber::EnvFilter;

/// How log lines look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// One JSON object per line.
    #[default]
    Json,
    /// For people.
    Text,
}

/// Starts logging to the standard error. `filter` is in the notation of `tracing-subscriber`.
pub fn start(format: Format, filter: &str) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(filter)
        .map_err(|_| anyhow!("ログの設定を読めません / the log filter cannot be read"))?;
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match format {
        Format::Json => lines.json().flatten_event(true).try_init(),
        Format::Text => lines.compact().try_init(),
    }
    .map_err(|_| anyhow!("ログはすでに始まっています / logging has started already"))?;
    // The payload of a panic may quote what was being worked on; the place never does.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "a panic was caught");
    }));
    Ok(())
}
