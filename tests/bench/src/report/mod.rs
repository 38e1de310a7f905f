//! Results as a page: tables and a chart.

mod chart;
mod table;

use crate::{lookup::Outcome, matrix};
use anyhow::Context as _;
use std::path::{Path, PathBuf};

/// What to write where.
#[derive(Debug, Clone, clap::Args)]
pub struct Report {
    /// The results
    file: PathBuf,
    /// The page whose figures are replaced
    #[arg(long, default_value = "tests/bench/README.md")]
    page: PathBuf,
}

const BEGIN: &str = "<!-- figures: written by `report` -->";
const END: &str = "<!-- end of figures -->";
const CHART: &str = "throughput.svg";

/// Replaces the figures of the page, and the chart beside it.
pub fn run(report: &Report) -> anyhow::Result<()> {
    let mut outcomes = matrix::results(&report.file)?;
    outcomes.sort_by_key(|outcome| {
        let config = outcome.config;
        (
            config.database.name(),
            config.shape.name(),
            config.residents,
            config.clients,
        )
    });
    let page = std::fs::read_to_string(&report.page)?;
    let (before, rest) = page.split_once(BEGIN).context("the page has no figures")?;
    let (_, after) = rest.split_once(END).context("the figures do not end")?;
    let figures = figures(&outcomes)?;
    std::fs::write(
        &report.page,
        format!("{before}{BEGIN}\n\n{figures}\n{END}{after}"),
    )?;
    let folder = report.page.parent().unwrap_or(Path::new("."));
    std::fs::write(folder.join(CHART), chart::draw(&outcomes)?)?;
    Ok(())
}

fn figures(outcomes: &[Outcome]) -> anyhow::Result<String> {
    Ok(format!(
        "{}\n{}\n![Operations per second]({CHART})\n\n{}\n{}",
        table::machine(outcomes)?,
        table::throughput(outcomes)?,
        table::times(outcomes)?,
        table::loading(outcomes)?
    ))
}

/// What a row is about.
fn name(outcome: &Outcome) -> String {
    let config = outcome.config;
    let shape = match config.shape {
        crate::dataset::Shape::Full => "",
        crate::dataset::Shape::Slim => " slim",
    };
    format!(
        "{} {}{shape}",
        config.database.name(),
        thousands(config.residents)
    )
}

fn thousands(number: u64) -> String {
    if number >= 1_000_000 && number.is_multiple_of(1_000_000) {
        format!("{} M", number / 1_000_000)
    } else {
        format!("{} k", number / 1_000)
    }
}
