//! Postal codes.

use super::{digits, nfkc};
use crate::Invalid;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A postal code: seven digits, with or without a hyphen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PostalCode(String);

impl PostalCode {
    /// Seven digits.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PostalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.split_at_checked(3) {
            Some((area, town)) => write!(f, "{area}-{town}"),
            None => f.write_str(&self.0),
        }
    }
}

impl FromStr for PostalCode {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let digits = digits(nfkc(text).trim().trim_start_matches('〒')).unwrap_or_default();
        if digits.len() == 7 {
            Ok(Self(digits))
        } else {
            Err(Invalid::new(
                "postal_code_length",
                "郵便番号が7桁の数字ではありません",
                "7桁で入れてください（例 413-0000）",
            ))
        }
    }
}

impl TryFrom<String> for PostalCode {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<PostalCode> for String {
    fn from(code: PostalCode) -> Self {
        code.0
    }
}
