//! Results as a page: tables and a chart.

mod chart;
mod table;

use super::{lines, measure::Outcome};
use anyhow::Context as _;
use std::path::{Path, PathBuf};

/// What to write where.
#[derive(Debug, Clone, clap::Args)]
pub struct Report {
    /// The results, one a line; of a store and size that occurs again the last one counts
    file: PathBuf,
    /// The page whose figures are replaced
    #[arg(long, default_value = "tests/bench/README.md")]
    page: PathBuf,
}

const BEGIN: &str = "<!-- finding: written by `matching-report` -->";
const END: &str = "<!-- end of finding -->";
const CHART: &str = "finding.svg";

impl Report {
    /// Replaces the figures of the page, and the chart beside it.
    pub fn run(&self) -> anyhow::Result<()> {
        let mut outcomes: Vec<Outcome> = Vec::new();
        for outcome in lines::read::<Outcome>(&self.file)? {
            outcomes.retain(|other| {
                (other.residents, &other.database) != (outcome.residents, &outcome.database)
            });
            outcomes.push(outcome);
        }
        outcomes.sort_by(|a, b| (a.residents, &a.database).cmp(&(b.residents, &b.database)));
        let page = std::fs::read_to_string(&self.page)?;
        let folder = self.page.parent().unwrap_or(Path::new("."));
        std::fs::write(&self.page, replaced(&page, &figures(&outcomes)?)?)?;
        let largest = outcomes.last().context("no results")?;
        std::fs::write(folder.join(CHART), chart::draw(largest)?)?;
        Ok(())
    }
}

fn figures(outcomes: &[Outcome]) -> anyhow::Result<String> {
    let largest = outcomes.last().context("no results")?;
    Ok(format!(
        "{}\n{}\n{}\n{}\n![Found among the first three, by slip]({CHART})\n\n{}",
        table::sizes(outcomes)?,
        table::compared(outcomes)?,
        table::strangers(largest)?,
        table::by_fields(largest)?,
        table::slips(largest)?,
    ))
}

fn replaced(page: &str, figures: &str) -> anyhow::Result<String> {
    let (before, rest) = page.split_once(BEGIN).context("the page has no figures")?;
    let (_, after) = rest.split_once(END).context("the figures do not end")?;
    Ok(format!("{before}{BEGIN}\n\n{figures}\n{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_the_figures_stays() {
        let page = format!("# A\n{BEGIN}\nold\n{END}\n# B\n");
        let new = replaced(&page, "new").unwrap();
        assert_eq!(new, format!("# A\n{BEGIN}\n\nnew\n{END}\n# B\n"));
        assert_eq!(replaced(&new, "new").unwrap(), new);
        assert!(replaced("# A\n", "new").is_err());
    }
}
