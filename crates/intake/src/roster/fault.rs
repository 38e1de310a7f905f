//! What is wrong with a line.

use super::{column::Field, limit};

/// One thing that is wrong with one line. No cell of the file is in any of the texts, so that they
/// may go into an API answer or a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The physical line on which the record starts; the header is line 1.
    pub line: usize,
    /// The Japanese name of the column, or [`Fault::WHOLE_LINE`].
    pub column: String,
    /// Stable, snake_case, for programs.
    pub code: &'static str,
    /// What is wrong, in Japanese.
    pub problem: String,
    /// What would be right, in Japanese.
    pub expected: String,
}

impl Fault {
    /// Stands for a column when the whole line is meant.
    pub const WHOLE_LINE: &'static str = "行全体";

    pub(crate) fn of_line(
        line: usize,
        code: &'static str,
        problem: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        Self {
            line,
            column: Self::WHOLE_LINE.to_owned(),
            code,
            problem: problem.into(),
            expected: expected.into(),
        }
    }

    pub(crate) fn in_column(mut self, field: Field) -> Self {
        field.japanese().clone_into(&mut self.column);
        self
    }
}

/// Faults up to the bound, and how many more there were.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    pub(crate) listed: Vec<Fault>,
    pub(crate) unlisted: usize,
}

impl Faults {
    pub(crate) fn push(&mut self, fault: Fault) {
        if self.listed.len() < limit::FAULTS {
            self.listed.push(fault);
        } else {
            self.unlisted += 1;
        }
    }
}
