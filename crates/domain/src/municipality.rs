//! Municipality codes (全国地方公共団体コード).

use crate::Invalid;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A six-digit municipality code, the last a check digit by modulus 11 (総務省 全国地方公共団体
/// コード 仕様).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MunicipalityCode(String);

impl MunicipalityCode {
    /// The six digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MunicipalityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for MunicipalityCode {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let malformed = || {
            Invalid::new(
                "municipality_code_malformed",
                "自治体コードが正しくありません（検査数字が合いません）",
                "総務省の6桁の全国地方公共団体コードを入れてください",
            )
        };
        let digits = crate::text::digits(text)
            .filter(|digits| digits.len() == 6)
            .ok_or_else(malformed)?;
        let values: Vec<u32> = digits.bytes().map(|byte| u32::from(byte - b'0')).collect();
        let sum: u32 = values
            .iter()
            .take(5)
            .zip((2..=6).rev())
            .map(|(digit, weight)| digit * weight)
            .sum();
        // A sum below the modulus is subtracted from it as it is; 10 and 11 become their last digit.
        let check = (11 - sum % 11) % 10;
        if values.last() == Some(&check) {
            Ok(Self(digits))
        } else {
            Err(malformed())
        }
    }
}

impl TryFrom<String> for MunicipalityCode {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<MunicipalityCode> for String {
    fn from(code: MunicipalityCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_codes_pass_and_a_wrong_digit_does_not() {
        // 熱海市, 北九州市, 神栖市, 臼杵市, 札幌市 as the ministry publishes them.
        for code in ["222054", "401005", "082325", "442062", "011002"] {
            assert!(code.parse::<MunicipalityCode>().is_ok(), "{code}");
        }
        for code in ["222055", "22205", "2220540", "abcdef", ""] {
            assert!(code.parse::<MunicipalityCode>().is_err(), "{code}");
        }
    }
}
