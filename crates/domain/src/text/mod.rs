//! Bounded, normalized text. Nothing from outside enters the record in another type.

use crate::Invalid;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use unicode_normalization::UnicodeNormalization as _;

mod phone;
mod postal_code;
#[cfg(test)]
mod tests;

pub use phone::{Phone, PhoneFragment};
pub use postal_code::PostalCode;

/// Compatibility-composed text: half-width kana and full-width letters in their common form.
pub fn nfkc(text: &str) -> String {
    text.nfkc().collect()
}

/// Hiragana as katakana; everything else as it is.
pub fn katakana(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            // The two blocks lie 0x60 apart; ゕ/ゖ and the iteration marks are in this range too.
            'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// The digits of a number as typed, without spaces and hyphens; none if anything else is in it.
pub fn digits(text: &str) -> Option<String> {
    let mut digits = String::new();
    for c in nfkc(text).chars() {
        match c {
            '0'..='9' => digits.push(c),
            _ if c.is_whitespace() || is_hyphen(c) => {}
            _ => return None,
        }
    }
    Some(digits)
}

/// Every hyphen-like character that Japanese keyboards put between numbers.
pub fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | 'ー' | '−' | 'ｰ' | '－' | '─'
    )
}

macro_rules! string_newtype {
    ($name:ident) => {
        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = Invalid;

            fn try_from(text: String) -> Result<Self, Invalid> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }
    };
}

fn bounded(text: &str, most: usize, newlines: bool) -> Result<String, Invalid> {
    let text: String = text.trim().nfc().collect();
    if text.is_empty() {
        return Err(Invalid::new("text_empty", "空です", "文字を入れてください"));
    }
    let length = text.chars().count();
    if length > most {
        return Err(Invalid::new(
            "text_too_long",
            format!("長すぎます（いま{length}文字）"),
            format!("{most}文字までにしてください"),
        ));
    }
    let forbidden =
        |c: char| (c.is_control() && !(newlines && c == '\n')) || is_direction_control(c);
    if text.chars().any(forbidden) {
        return Err(Invalid::new(
            "text_control",
            "制御文字が入っています",
            "見える文字だけを入れてください",
        ));
    }
    Ok(text)
}

/// Marks that reorder what is displayed and could make a record read as something else.
fn is_direction_control(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// One line of text: 1 to [`Line::MAX`] characters, trimmed, NFC, without control characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Line(String);

impl Line {
    /// Characters at most.
    pub const MAX: usize = 200;
}

impl FromStr for Line {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        bounded(text, Self::MAX, false).map(Self)
    }
}
string_newtype!(Line);

/// Several lines of text: 1 to [`Note::MAX`] characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Note(String);

impl Note {
    /// Characters at most.
    pub const MAX: usize = 2000;
}

impl FromStr for Note {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        bounded(&text.replace("\r\n", "\n"), Self::MAX, true).map(Self)
    }
}
string_newtype!(Note);

/// A code of some coding system: 1 to 20 ASCII letters, digits, `.` or `-`, upper case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

impl FromStr for Code {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let code = nfkc(text).trim().to_ascii_uppercase();
        let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
        if (1..=20).contains(&code.len()) && code.bytes().all(allowed) {
            Ok(Self(code))
        } else {
            Err(Invalid::new(
                "code_malformed",
                "コードに使えない文字か長さです",
                "半角の英数字で20文字までにしてください",
            ))
        }
    }
}
string_newtype!(Code);

/// Kana of a name, katakana: hiragana, half-width and full-width forms are folded on the way in.
/// Letters of foreign names are kept in upper case; anything else is refused.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KanaName(String);

impl KanaName {
    /// Characters at most.
    pub const MAX: usize = 60;
}

impl FromStr for KanaName {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let folded: String = katakana(&nfkc(text))
            .to_uppercase()
            .chars()
            .map(|c| if is_hyphen(c) { 'ー' } else { c })
            .collect();
        let joined = folded.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = bounded(&joined, Self::MAX, false)?;
        let kana = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー' | '・' | 'ヽ' | 'ヾ' | ' ' | 'A'..='Z' | '\'' | '.' | ',');
        if text.chars().all(kana) {
            Ok(Self(text))
        } else {
            Err(Invalid::new(
                "kana_other_characters",
                "フリガナにカナでない文字が入っています",
                "カタカナかひらがなで入れてください（例 ヤマダ）",
            ))
        }
    }
}
string_newtype!(KanaName);
