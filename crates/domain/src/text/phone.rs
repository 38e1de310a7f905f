//! Telephone numbers.

use super::{digits, nfkc};
use crate::Invalid;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A Japanese telephone number: 10 or 11 digits from 0, `+81` folded; digits only are stored.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

impl Phone {
    /// Digits without hyphens.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// Whether its area code says where it rings. Numbers of eleven digits are mobile, IP or free
    /// ones; of those of ten, 0120 and 0570 belong to no place.
    pub fn tells_where(&self) -> bool {
        self.0.len() == 10 && !self.0.starts_with("0120") && !self.0.starts_with("0570")
    }

    /// The last four digits.
    pub fn last4(&self) -> &str {
        self.0
            .get(self.0.len().saturating_sub(4)..)
            .unwrap_or_default()
    }
}

impl fmt::Display for Phone {
    /// Hyphens where they are certain: mobile and IP numbers 3-4-4, free dial 4-3-3 and the
    /// two-digit area codes 03 and 06. Other area codes vary by exchange, so the rest is set 4-2-4
    /// as most of them are written.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = &self.0;
        let cuts = match digits.as_bytes() {
            [b'0', b'1', b'2', b'0', ..] => (4, 7),
            [b'0', b'3' | b'6', ..] if digits.len() == 10 => (2, 6),
            _ if digits.len() == 11 => (3, 7),
            _ => (4, 6),
        };
        match (
            digits.get(..cuts.0),
            digits.get(cuts.0..cuts.1),
            digits.get(cuts.1..),
        ) {
            (Some(a), Some(b), Some(c)) => write!(f, "{a}-{b}-{c}"),
            _ => f.write_str(digits),
        }
    }
}

impl FromStr for Phone {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let digits = phone_digits(text)?;
        if (10..=11).contains(&digits.len()) && digits.starts_with('0') {
            Ok(Self(digits))
        } else {
            Err(Invalid::new(
                "phone_length",
                format!(
                    "電話番号は0から始まる10桁か11桁です。いまは{}桁です",
                    digits.len()
                ),
                "市外局番から入れてください（例 0557-00-0000、090-0000-0000）",
            ))
        }
    }
}

impl TryFrom<String> for Phone {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

fn phone_digits(text: &str) -> Result<String, Invalid> {
    let malformed = || {
        Invalid::new(
            "phone_malformed",
            "電話番号に数字でない文字があります",
            "数字とハイフンだけで入れてください（例 0557-00-0000）",
        )
    };
    let plain: String = nfkc(text)
        .chars()
        .filter(|c| !matches!(c, '(' | ')' | '.'))
        .collect();
    match plain.trim().strip_prefix('+') {
        Some(international) => {
            let digits = digits(international).ok_or_else(malformed)?;
            let national = digits.strip_prefix("81").ok_or_else(malformed)?;
            Ok(format!(
                "0{}",
                national.strip_prefix('0').unwrap_or(national)
            ))
        }
        None => digits(&plain).ok_or_else(malformed),
    }
}

/// What a searcher knows of a telephone number: all of it, or its last four digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhoneFragment {
    /// The whole number.
    Full(Phone),
    /// Its last four digits.
    Last4(String),
}

impl PhoneFragment {
    /// Whether it is a whole number.
    pub const fn is_full(&self) -> bool {
        matches!(self, Self::Full(_))
    }
}

impl FromStr for PhoneFragment {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let digits = phone_digits(text)?;
        if digits.len() == 4 {
            return Ok(Self::Last4(digits));
        }
        text.parse().map(Self::Full).map_err(|_| {
            Invalid::new(
                "phone_fragment_length",
                format!("電話は下4桁か番号全体です。いまは{}桁です", digits.len()),
                "下4桁、または市外局番からの10桁か11桁を入れてください",
            )
        })
    }
}
