//! A city's roster file: what it would change, and changing it.

mod dry_run;
mod import;
mod plan;
mod write;

pub use dry_run::{DryRun, dry_run, staged};
pub use import::{Imported, import};
pub use plan::{LineVerdict, RosterConsent, RosterLine, Verdicts};
