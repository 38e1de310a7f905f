//! Rosters (名簿): what a city's file would change, and changing it.

pub(crate) mod columns;
pub(crate) mod commit;
pub(crate) mod dry_run;
mod file;
pub(crate) mod template;

use crate::wire::wire_object;
use tasuki_app::rosters::Verdicts as Counted;
use tasuki_domain::municipality::MunicipalityCode;

/// Whose register is meant.
pub(crate) struct RosterQuery {
    municipality: Option<MunicipalityCode>,
}

wire_object! {
    /// Whose register is meant.
    RosterQuery as "RosterQuery" {
        /// The municipality; left out, it is the only one that the officer's institution serves.
        municipality,
    }
}

/// How many lines do what.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verdicts {
    new: usize,
    changed: usize,
    same: usize,
    rejected: usize,
}

wire_object! {
    /// How many lines do what.
    Verdicts as "RosterVerdicts" {
        /// Lines that register a person.
        new,
        /// Lines that change one.
        changed,
        /// Lines that change nothing.
        same,
        /// Lines that are not taken.
        rejected,
    }
}

impl Verdicts {
    /// The counts of the good lines, with the lines that could not be read among those not taken.
    fn with_unread(counted: Counted, unread: usize) -> Self {
        Self {
            new: counted.new,
            changed: counted.changed,
            same: counted.same,
            rejected: counted.rejected + unread,
        }
    }
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LineFault {
    line: usize,
    column: Option<String>,
    code: String,
    problem: String,
    expected: String,
}

wire_object! {
    /// What is wrong with a line. No cell of the file is repeated.
    LineFault as "RosterFault" {
        /// The line in the file; the header is line 1.
        line,
        /// The column.
        column,
        /// What is wrong, for programs.
        code,
        /// What is wrong, for people.
        problem,
        /// What would be right.
        expected,
    }
}
