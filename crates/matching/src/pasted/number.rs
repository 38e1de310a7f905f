//! Telephone and card numbers within a text.

use super::Found;
use tasuki_domain::{
    birth_date::{self, BirthDateInput},
    card::CardNumber,
    text::{Phone, PhoneFragment, digits, is_hyphen},
    time::Date,
};

/// The first whole telephone number.
pub(super) fn phone(text: &str) -> Option<Found<Phone>> {
    let chars: Vec<char> = text.chars().collect();
    (0..chars.len())
        .filter(|start| may_begin(&chars, *start))
        .find_map(|start| {
            let end = end_of_phone(&chars, start)?;
            let typed: String = chars.get(start..end)?.iter().collect();
            let phone: Phone = typed.parse().ok()?;
            Some(Found::taken(&chars, start, end, phone))
        })
}

/// A number begins with 0, +81 or the bracket of an area code, and not within another number.
fn may_begin(chars: &[char], start: usize) -> bool {
    let begins = match chars.get(start) {
        Some('0' | '+') => true,
        Some('(') => chars.get(start + 1) == Some(&'0'),
        _ => false,
    };
    let within = start
        .checked_sub(1)
        .and_then(|before| chars.get(before))
        .is_some_and(|c| c.is_ascii_alphanumeric() || is_hyphen(*c) || *c == '(' || *c == '.');
    begins && !within
}

/// Where a telephone number that begins there ends: 11 digits of a mobile or IP number, 10 of the
/// others, two more behind +81 less the 0.
fn end_of_phone(chars: &[char], start: usize) -> Option<usize> {
    let mut seen = String::new();
    for (place, c) in chars.iter().enumerate().skip(start) {
        match c {
            '0'..='9' => seen.push(*c),
            '+' if place == start => {}
            '(' | ')' | '.' | ' ' => {}
            c if is_hyphen(*c) => {}
            _ => return None,
        }
        if seen.len() == wanted(&seen) && c.is_ascii_digit() {
            let longer = chars.get(place + 1).is_some_and(char::is_ascii_digit)
                || (chars.get(place + 1).is_some_and(|c| is_hyphen(*c))
                    && chars.get(place + 2).is_some_and(char::is_ascii_digit));
            return (!longer).then_some(place + 1);
        }
    }
    None
}

fn wanted(seen: &str) -> usize {
    let (national, more) = match seen.strip_prefix("81") {
        Some(rest) => (
            rest.strip_prefix('0').unwrap_or(rest),
            seen.len() - rest.len() + usize::from(rest.starts_with('0')),
        ),
        None => (seen.strip_prefix('0').unwrap_or(seen), 1),
    };
    let mobile = ["50", "60", "70", "80", "90"]
        .iter()
        .any(|start| national.starts_with(start));
    more + if mobile { 10 } else { 9 }
}

/// Four digits that were said to be the last ones of a telephone number.
pub(super) fn last_four(text: &str) -> Option<(String, PhoneFragment)> {
    let typed = digits(text.trim())?;
    match typed.parse().ok()? {
        PhoneFragment::Last4(last) => Some((typed, PhoneFragment::Last4(last))),
        PhoneFragment::Full(_) => None,
    }
}

/// The first card number: eight digits whose check digit is right. Eight digits that may be a birth
/// date are one, unless they are parted as cards print them or said to be a card's.
pub(super) fn card(text: &str, labelled: bool, today: Date) -> Option<Found<CardNumber>> {
    let chars: Vec<char> = text.chars().collect();
    (0..chars.len()).find_map(|start| {
        let (end, parted) = eight(&chars, start)?;
        let typed: String = chars.get(start..end)?.iter().collect();
        let number: CardNumber = typed.parse().ok()?;
        let is_date = matches!(birth_date::read(&typed, today), Ok(BirthDateInput::Read(_)));
        (labelled || parted || !is_date).then(|| Found::taken(&chars, start, end, number))
    })
}

/// Where eight digits that begin there end, and whether they are parted in the middle.
fn eight(chars: &[char], start: usize) -> Option<(usize, bool)> {
    let digit = |place: usize| chars.get(place).is_some_and(char::is_ascii_digit);
    let joined = |place: usize| {
        chars
            .get(place)
            .is_some_and(|c| c.is_ascii_alphanumeric() || is_hyphen(*c))
    };
    if start.checked_sub(1).is_some_and(joined) || !(start..start + 4).all(digit) {
        return None;
    }
    let parted = chars
        .get(start + 4)
        .is_some_and(|c| is_hyphen(*c) || *c == ' ');
    let second = start + 4 + usize::from(parted);
    let end = second + 4;
    ((second..end).all(digit) && !joined(end)).then_some((end, parted))
}
