//! Telephone numbers as typed and mistaken.

use super::{Draft, slip::Slip};
use crate::random::Random;

/// Makes the slip; false where there is nothing to slip in.
pub fn apply(draft: &mut Draft<'_>, random: &mut Random, slip: Slip) -> bool {
    let digits = draft.phone.replace('-', "");
    match slip {
        Slip::International => {
            let Some(national) = draft.phone.strip_prefix('0') else {
                return false;
            };
            draft.phone = format!("+81 {national}");
        }
        Slip::WrongDigit => {
            let mut wrong: Vec<char> = digits.chars().collect();
            let place = 4 + random.below(wrong.len().saturating_sub(4).max(1));
            let Some(digit) = random.letter("0123456789") else {
                return false;
            };
            match wrong.get_mut(place) {
                Some(old) if *old != digit => *old = digit,
                _ => return false,
            }
            draft.phone = wrong.into_iter().collect();
        }
        Slip::LastFour => {
            let last = digits
                .get(digits.len().saturating_sub(4)..)
                .unwrap_or_default();
            draft.told.phone = Some(format!("*{last}"));
            draft.phone = last.to_owned();
        }
        _ => return false,
    }
    true
}
