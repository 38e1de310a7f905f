//! Keys of addresses.

use super::{settle, variants, written::is_variation_selector};
use tasuki_domain::text::{is_hyphen, katakana, nfkc};

/// An address: 2丁目3番4号, 二丁目三番地四 and 2-3-4 are one; hyphens folded; spaces, 大字 and 字
/// removed.
pub fn address_key(text: &str) -> String {
    settle(text, |text| blocks(&characters(text)))
}

/// Folds single characters; a space between digits parts them as a hyphen does.
fn characters(text: &str) -> String {
    let shown: String = text
        .chars()
        .filter(|c| !is_variation_selector(*c))
        .collect();
    let mut folded = String::new();
    let mut space = false;
    for c in katakana(&nfkc(&shown)).chars() {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        let c = match c {
            _ if is_hyphen(c) => '-',
            // 霞ヶ関, 霞ケ関 and 霞が関 are one place.
            'ヶ' | 'ガ' => 'ケ',
            'ヵ' => 'カ',
            '、' | ',' | '・' => '-',
            _ => variants::representative(c),
        };
        let parts_digits = c.is_ascii_digit() && folded.ends_with(|b: char| b.is_ascii_digit());
        if space && parts_digits {
            folded.push('-');
        }
        space = false;
        folded.extend(c.to_uppercase());
    }
    folded.replace("大字", "").replace('字', "")
}

/// Writes block numbers with hyphens only.
fn blocks(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut key = String::new();
    let mut at = 0;
    while let Some(rest) = chars.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some((number, taken)) = kanji_number(rest) {
            match number {
                Some(number) if unit(rest.get(taken..).unwrap_or_default()).is_some() => {
                    key.push_str(&number.to_string());
                }
                _ => key.extend(rest.iter().take(taken)),
            }
            at += taken;
            continue;
        }
        let after_digit = key.ends_with(|c: char| c.is_ascii_digit());
        match (after_digit, unit(rest)) {
            (true, Some(length)) => {
                key.push('-');
                at += length;
            }
            _ => {
                let c = rest.first().copied().unwrap_or('-');
                if !(c == '-' && (key.is_empty() || key.ends_with('-'))) {
                    key.push(c);
                }
                at += 1;
            }
        }
    }
    key.trim_matches('-').to_owned()
}

/// How many characters the unit behind a number takes.
fn unit(rest: &[char]) -> Option<usize> {
    let starts = |word: &str| {
        let length = word.chars().count();
        (rest.len() >= length && rest.iter().zip(word.chars()).all(|(a, b)| *a == b))
            .then_some(length)
    };
    // 三番町 is a town, not a number.
    if starts("番町").is_some() {
        return None;
    }
    let joined = starts("ノ")
        .or_else(|| starts("之"))
        .filter(|_| rest.get(1).is_some_and(char::is_ascii_digit));
    starts("丁目")
        .or_else(|| starts("番地ノ"))
        .or_else(|| starts("番地"))
        .or_else(|| starts("番"))
        .or_else(|| starts("号室"))
        .or_else(|| starts("号"))
        .or(joined)
}

/// Reads up to nine characters of a number in kanji, and how many they are. 番地 of five digits
/// exist; what is no number that a block could have, such as 九九九九九九九九千, is none and stays as
/// it is written.
fn kanji_number(rest: &[char]) -> Option<(Option<u32>, usize)> {
    let taken = rest
        .iter()
        .take(9)
        .take_while(|c| digit(**c).is_some() || place(**c).is_some())
        .count();
    (taken > 0).then(|| (value(rest.get(..taken).unwrap_or_default()), taken))
}

fn digit(c: char) -> Option<u32> {
    "〇一二三四五六七八九"
        .chars()
        .zip(0..)
        .find_map(|(digit, value)| (digit == c).then_some(value))
}

fn place(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

fn value(number: &[char]) -> Option<u32> {
    let mut total = 0u32;
    let mut before: Option<u32> = None;
    for c in number {
        if let Some(place) = place(*c) {
            total = total.checked_add(before.take().unwrap_or(1).checked_mul(place)?)?;
        } else {
            // 一二 is read digit by digit, as in 一二番地.
            let digits = before.unwrap_or(0).checked_mul(10)?;
            before = Some(digits.checked_add(digit(*c)?)?);
        }
    }
    total.checked_add(before.unwrap_or(0))
}
