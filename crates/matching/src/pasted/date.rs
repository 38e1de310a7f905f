//! Birth dates and ages within a text.

use super::Found;
use tasuki_domain::{
    birth_date::{self, BirthDateInput},
    text::is_hyphen,
    time::Date,
};

/// Characters that a birth date takes at most.
const LONGEST: usize = 32;

/// The first birth date or age. Without a label it must look like one: an era, a year of four
/// digits, six or eight digits, an age.
pub(super) fn birth(text: &str, labelled: bool, today: Date) -> Option<Found<BirthDateInput>> {
    let chars: Vec<char> = text.chars().collect();
    (0..chars.len()).find_map(|start| {
        if !begins(&chars, start) {
            return None;
        }
        let most = chars
            .iter()
            .skip(start)
            .take(LONGEST)
            .take_while(|c| belongs(**c))
            .count();
        (1..=most).rev().find_map(|length| {
            let end = start + length;
            if !ends(&chars, end) {
                return None;
            }
            let typed: String = chars.get(start..end)?.iter().collect();
            if typed.ends_with(char::is_whitespace) || !(labelled || looks_like_one(&typed)) {
                return None;
            }
            let value = birth_date::read(&typed, today).ok()?;
            Some(Found::taken(&chars, start, end, value))
        })
    })
}

/// Whether a date may begin there: at its era or first digit, and not within a word or number.
fn begins(chars: &[char], start: usize) -> bool {
    let before = start.checked_sub(1).and_then(|place| chars.get(place));
    let parted = before.is_none_or(|c| {
        c.is_whitespace()
            || matches!(c, '(' | ')' | ':' | '、' | ',' | '/' | '「' | '約')
            || is_kanji_or_kana(*c) && !matches!(c, '目' | '番' | '地' | '号' | '第' | '年' | '月')
    });
    let letter = chars.get(start).is_some_and(char::is_ascii_alphabetic);
    let first = chars.get(start).copied().unwrap_or(' ');
    let opens = first.is_ascii_digit() || is_era(first) || first == '西';
    // 町2-3-4 is no date: digits behind a word need an age or an era of their own.
    parted && opens && !(letter && before.is_some_and(|c| c.is_ascii_alphanumeric()))
}

fn is_kanji_or_kana(c: char) -> bool {
    !c.is_ascii() && c.is_alphabetic()
}

fn is_era(c: char) -> bool {
    matches!(
        c,
        '明' | '大'
            | '昭'
            | '平'
            | '令'
            | 'M'
            | 'T'
            | 'S'
            | 'H'
            | 'R'
            | 'm'
            | 't'
            | 's'
            | 'h'
            | 'r'
    )
}

/// Whether a character may stand in a birth date.
fn belongs(c: char) -> bool {
    c.is_ascii_digit()
        || is_era(c)
        || is_hyphen(c)
        || matches!(
            c,
            '年' | '月'
                | '日'
                | '元'
                | '治'
                | '正'
                | '和'
                | '成'
                | '西'
                | '暦'
                | '.'
                | '/'
                | '・'
                | '、'
                | ','
                | ' '
                | '('
                | ')'
                | '歳'
                | '才'
                | '代'
                | '生'
                | 'ま'
                | 'れ'
        )
}

/// Whether a date may end there, and no number or block goes on.
fn ends(chars: &[char], end: usize) -> bool {
    chars.get(end).is_none_or(|c| {
        !c.is_ascii_alphanumeric()
            && !is_hyphen(*c)
            && !matches!(
                c,
                '丁' | '番' | '号' | '条' | '区' | '町' | '目' | '階' | '月' | '日'
            )
    })
}

/// Whether it is a birth date without anybody saying so. A block of an address, a year or four
/// digits by themselves are not.
fn looks_like_one(typed: &str) -> bool {
    let first = typed.chars().next().unwrap_or(' ');
    let count = typed.chars().filter(char::is_ascii_digit).count();
    let plain = typed.chars().all(|c| c.is_ascii_digit());
    if typed.ends_with(['歳', '才', '代']) || typed.contains("生") {
        return true;
    }
    if plain {
        return matches!(count, 6 | 8);
    }
    if is_era(first) || first == '西' {
        // S15 alone may be anything; 昭和15年 may not.
        return count >= 3 || typed.contains('年');
    }
    let year = typed.chars().take_while(char::is_ascii_digit).count();
    let parted = typed.chars().filter(|c| !c.is_ascii_digit()).count() >= 2;
    year == 4 && (parted || typed.contains('年'))
}
