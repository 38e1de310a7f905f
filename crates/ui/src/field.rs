//! A form field as typed, with what is wrong with it.

use tasuki_domain::Invalid;

/// What is wrong with a field and how to put it right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// What is wrong: 「昭和にない年です（昭和は64年1月7日まで）」.
    pub problem: String,
    /// What to do: 「S15.3.2 や 19400302 のように入れてください」.
    pub expected: String,
    /// A corrected value to try.
    pub suggestion: Option<String>,
}

impl FieldError {
    /// An error without a suggestion.
    pub fn new(problem: impl Into<String>, expected: impl Into<String>) -> Self {
        Self {
            problem: problem.into(),
            expected: expected.into(),
            suggestion: None,
        }
    }
}

impl FieldError {
    /// A refusal in whole sentences, where it stands by itself.
    pub fn sentence(invalid: &Invalid) -> Self {
        Self {
            problem: format!("{}。", invalid.problem),
            expected: format!("{}。", invalid.expected),
            suggestion: invalid.suggestion.clone(),
        }
    }
}

impl From<&Invalid> for FieldError {
    fn from(invalid: &Invalid) -> Self {
        Self {
            problem: invalid.problem.clone(),
            expected: invalid.expected.clone(),
            suggestion: invalid.suggestion.clone(),
        }
    }
}

/// A field as typed. What was typed stays, right or wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Field {
    /// What was typed.
    pub value: String,
    /// What is wrong with it.
    pub error: Option<FieldError>,
}

impl Field {
    /// A field with that text and nothing wrong.
    pub fn of(value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            error: None,
        }
    }

    /// The same field with what is wrong.
    #[must_use]
    pub fn with_error(mut self, error: impl Into<FieldError>) -> Self {
        self.error = Some(error.into());
        self
    }
}
