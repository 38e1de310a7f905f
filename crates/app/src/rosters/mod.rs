//! A city's roster file: what it would change, and changing it.

mod consent;
mod dry_run;
mod import;
mod plan;
mod rejected;
mod view;
mod write;

pub use consent::{FormConsent, RosterConsent};
pub use dry_run::{DryRun, dry_run, staged};
pub use import::{Imported, import};
pub use plan::{LineVerdict, RosterLine, Undecided, Verdicts};
pub use rejected::Rejected;
pub use view::{NotTaken, RefusedLine, Shown, keep_not_taken, view};
