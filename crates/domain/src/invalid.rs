//! Why a value from outside was not taken.

/// A refused value: what is wrong with it and what would be right.
///
/// `problem` and `expected` are Japanese sentences for people and never contain the value itself,
/// so that they may go into an API answer or a log. `suggestion` may be made from the value and
/// is for the page of the person who typed it only.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}")]
pub struct Invalid {
    /// Stable, snake_case, for programs.
    pub code: &'static str,
    /// What is wrong: 「昭和にない年です（昭和は64年1月7日まで）」.
    pub problem: String,
    /// What would be right: 「S15.3.2 や 19400302 のように入れてください」.
    pub expected: String,
    /// A corrected value to try; shown only to whoever typed the original.
    pub suggestion: Option<String>,
}

impl Invalid {
    /// A refusal without a suggestion.
    pub fn new(
        code: &'static str,
        problem: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        Self {
            code,
            problem: problem.into(),
            expected: expected.into(),
            suggestion: None,
        }
    }

    /// The same refusal with a corrected value to try.
    #[must_use]
    pub fn suggesting(mut self, suggestion: impl Into<String>) -> Self {
        self.suggestion = Some(suggestion.into());
        self
    }
}
