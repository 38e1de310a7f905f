//! Bounded, normalized text. Nothing from outside enters the record in another type.

use crate::Invalid;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use unicode_normalization::UnicodeNormalization as _;

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

/// A Japanese telephone number: 10 or 11 digits from 0, `+81` folded; digits only are stored.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

impl Phone {
    /// Digits without hyphens.
    pub fn digits(&self) -> &str {
        &self.0
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn kana_folds_every_keyboard() {
        for typed in ["ヤマダ", "やまだ", "ﾔﾏﾀﾞ", " やまだ "] {
            assert_eq!(
                typed.parse::<KanaName>().unwrap().as_str(),
                "ヤマダ",
                "{typed}"
            );
        }
        assert_eq!(
            "じょん・すみす".parse::<KanaName>().unwrap().as_str(),
            "ジョン・スミス"
        );
        assert_eq!("smith".parse::<KanaName>().unwrap().as_str(), "SMITH");
        assert_eq!(
            "山田".parse::<KanaName>().unwrap_err().code,
            "kana_other_characters"
        );
        assert_eq!("".parse::<KanaName>().unwrap_err().code, "text_empty");
    }

    #[test]
    fn phones_are_read_as_people_write_them() {
        for (typed, digits) in [
            ("0557-81-0000", "0557810000"),
            ("０９０−１２３４−５６７８", "09012345678"),
            ("+81 90 1234 5678", "09012345678"),
            ("(03)0000-0000", "0300000000"),
        ] {
            assert_eq!(typed.parse::<Phone>().unwrap().digits(), digits, "{typed}");
        }
        let short = "090-1234-567".parse::<Phone>();
        assert_eq!(short.unwrap().digits().len(), 10);
        let refusal = "090-1234-5".parse::<Phone>().unwrap_err();
        assert!(refusal.problem.contains("いまは8桁"), "{}", refusal.problem);
    }

    #[test]
    fn phones_are_shown_with_hyphens() {
        for (digits, shown) in [
            ("09012345678", "090-1234-5678"),
            ("0300000000", "03-0000-0000"),
            ("0120000000", "0120-000-000"),
            ("0557810000", "0557-81-0000"),
        ] {
            assert_eq!(digits.parse::<Phone>().unwrap().to_string(), shown);
        }
    }

    #[test]
    fn lines_refuse_what_could_make_a_record_read_otherwise() {
        assert_eq!(
            "a\u{202E}b".parse::<Line>().unwrap_err().code,
            "text_control"
        );
        assert_eq!("a\nb".parse::<Line>().unwrap_err().code, "text_control");
        assert_eq!("a\r\nb".parse::<Note>().unwrap().as_str(), "a\nb");
        assert_eq!(
            "あ".repeat(201).parse::<Line>().unwrap_err().code,
            "text_too_long"
        );
    }

    proptest! {
        #[test]
        fn parsing_is_idempotent(text in "\\PC{0,40}") {
            if let Ok(line) = text.parse::<Line>() {
                prop_assert_eq!(line.as_str().parse::<Line>().ok(), Some(line));
            }
            if let Ok(kana) = text.parse::<KanaName>() {
                prop_assert_eq!(kana.as_str().parse::<KanaName>().ok(), Some(kana));
            }
        }

        #[test]
        fn nothing_panics(text in ".{0,60}") {
            let _ = text.parse::<Phone>();
            let _ = text.parse::<PhoneFragment>();
            let _ = text.parse::<PostalCode>();
            let _ = text.parse::<Code>();
        }
    }
}
