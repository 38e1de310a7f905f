//! The number on the emergency information card (救急情報カード).

use crate::Invalid;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Eight digits of which the last is a check digit by the Damm algorithm: every single wrong digit
/// and every swap of neighbors is detected, so a slip never opens another person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CardNumber(u32);

/// The totally anti-symmetric quasigroup of order 10 from Damm's thesis (2004).
const QUASIGROUP: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

fn damm(digits: impl Iterator<Item = u8>) -> u8 {
    digits.fold(0, |interim, digit| {
        QUASIGROUP
            .get(usize::from(interim))
            .and_then(|row| row.get(usize::from(digit)))
            .copied()
            .unwrap_or(0)
    })
}

impl CardNumber {
    /// The number with the given seven leading digits; higher digits of `serial` are dropped.
    pub fn from_serial(serial: u32) -> Self {
        let serial = serial % 10_000_000;
        let check = damm(format!("{serial:07}").bytes().map(|byte| byte - b'0'));
        Self(serial * 10 + u32::from(check))
    }

    /// The last four digits, which lists show.
    pub fn suffix(self) -> String {
        format!("{:04}", self.0 % 10_000)
    }

    /// Eight digits without a hyphen, for storage and search.
    pub fn digits(self) -> String {
        format!("{:08}", self.0)
    }
}

impl fmt::Display for CardNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:04}", self.0 / 10_000, self.0 % 10_000)
    }
}

impl FromStr for CardNumber {
    type Err = Invalid;

    /// Reads eight digits, full-width or not, with any hyphens and spaces between.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let digits = crate::text::digits(text).ok_or_else(|| {
            Invalid::new(
                "card_number_malformed",
                "カード番号に数字でない文字があります",
                "カードの8桁の数字を入れてください",
            )
        })?;
        if digits.len() != 8 {
            return Err(Invalid::new(
                "card_number_length",
                format!("カード番号は8桁です。いまは{}桁です", digits.len()),
                "カードの8桁の数字を入れてください",
            ));
        }
        if damm(digits.bytes().map(|byte| byte - b'0')) != 0 {
            return Err(Invalid::new(
                "card_number_check",
                "カード番号のどこかの数字が違います（検査数字が合いません）",
                "カードの8桁をもう一度確かめてください",
            ));
        }
        digits.parse().map(Self).map_err(|_| {
            Invalid::new(
                "card_number_malformed",
                "カード番号に数字でない文字があります",
                "カードの8桁の数字を入れてください",
            )
        })
    }
}

impl TryFrom<String> for CardNumber {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<CardNumber> for String {
    fn from(number: CardNumber) -> Self {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn damm_agrees_with_the_published_example() {
        // Damm's own example: 572 has check digit 4.
        assert_eq!(damm([5, 7, 2].into_iter()), 4);
    }

    proptest! {
        #[test]
        fn round_trips(serial in 0u32..10_000_000) {
            let number = CardNumber::from_serial(serial);
            prop_assert_eq!(number.to_string().parse::<CardNumber>().ok(), Some(number));
        }

        #[test]
        fn one_wrong_digit_is_never_another_card(serial in 0u32..10_000_000, place in 0usize..8, add in 1u8..10) {
            let mut digits = CardNumber::from_serial(serial).digits().into_bytes();
            digits[place] = (digits[place] - b'0' + add) % 10 + b'0';
            prop_assert!(String::from_utf8(digits).unwrap().parse::<CardNumber>().is_err());
        }

        #[test]
        fn swapped_neighbors_are_never_another_card(serial in 0u32..10_000_000, place in 0usize..7) {
            let mut digits = CardNumber::from_serial(serial).digits().into_bytes();
            prop_assume!(digits[place] != digits[place + 1]);
            digits.swap(place, place + 1);
            prop_assert!(String::from_utf8(digits).unwrap().parse::<CardNumber>().is_err());
        }
    }
}
