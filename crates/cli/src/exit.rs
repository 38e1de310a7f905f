//! How the program ends: each kind of end has its own number.

use std::{fmt, process::ExitCode};

/// An end that scripts can tell from others.
#[derive(Debug)]
pub struct Exit {
    code: u8,
    text: String,
}

impl Exit {
    /// The file as a whole cannot be used.
    pub fn unusable(text: impl Into<String>) -> Self {
        Self {
            code: 2,
            text: text.into(),
        }
    }

    /// The port is taken.
    pub fn port_taken(text: impl Into<String>) -> Self {
        Self {
            code: 3,
            text: text.into(),
        }
    }

    /// The settings are not safe, so nothing was started.
    pub fn insecure(text: impl Into<String>) -> Self {
        Self {
            code: 4,
            text: text.into(),
        }
    }
}

impl fmt::Display for Exit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for Exit {}

/// The number for an error.
pub fn code_of(error: &anyhow::Error) -> ExitCode {
    error
        .downcast_ref::<Exit>()
        .map_or(ExitCode::FAILURE, |exit| ExitCode::from(exit.code))
}
