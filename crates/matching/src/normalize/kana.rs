//! Keys of kana: as spelled, and as it sounds.

use super::settle;
use tasuki_domain::text::{is_hyphen, katakana, nfkc};
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Kana as spelled: NFKC, katakana, without spaces and middle dots, 濁点 kept, letters in upper
/// case without accents.
pub fn kana_key(text: &str) -> String {
    settle(text, |text| {
        let mut key = String::new();
        for c in katakana(&nfkc(text)).chars() {
            if c.is_whitespace() || matches!(c, '・' | '\'' | '’' | '.' | ',') {
                continue;
            }
            if is_hyphen(c) {
                // A hyphen lengthens kana and only joins letters.
                if !key.ends_with(|before: char| before.is_ascii_uppercase()) {
                    key.push('ー');
                }
                continue;
            }
            push_letter(&mut key, c);
        }
        key
    })
}

/// Letters in upper case without accents; anything else as it is.
pub(super) fn push_letter(key: &mut String, c: char) {
    match c {
        'Đ' | 'đ' | 'Ð' | 'ð' => key.push('D'),
        'Ø' | 'ø' => key.push('O'),
        'Ł' | 'ł' => key.push('L'),
        'ı' => key.push('I'),
        // 濁点 and 半濁点 are marks too and stay.
        '\u{3099}' | '\u{309A}' => key.push(c),
        _ if c.is_ascii() => key.push(c.to_ascii_uppercase()),
        _ if is_kana(c) => key.push(c),
        _ => {
            for part in c.nfd().filter(|part| !is_combining_mark(*part)) {
                key.extend(part.to_uppercase());
            }
        }
    }
}

/// Whether the text is not empty and has only kana and Latin letters, so that it is its own kana.
pub fn is_kana_or_letters(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| is_kana(c) || c.is_ascii_uppercase())
}

fn is_kana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | 'ヽ' | 'ヾ')
}

/// Kana as heard: ヴ is バ行, ヂヅヲ are ジズオ, small kana are large, and every long vowel is
/// written ー (オウ, オオ and オー are one).
pub fn sound_key(text: &str) -> String {
    // A small kana made large may join the mark behind it, so what comes out is folded as kana again.
    settle(&kana_key(text), |text| kana_key(&lengthen(&plain(text))))
}

/// A sound key without long vowels: whether オノ or オーノ was said is often lost, and letters mostly
/// leave it out. What blocks of the index are made of; judging sees the difference.
pub fn heard(sound_key: &str) -> String {
    sound_key.chars().filter(|c| *c != 'ー').collect()
}

/// The kana without 濁点 and 半濁点, as a bad line may carry it.
pub const fn plain_voice(c: char) -> char {
    match c {
        'ガ' => 'カ',
        'ギ' => 'キ',
        'グ' => 'ク',
        'ゲ' => 'ケ',
        'ゴ' => 'コ',
        'ザ' => 'サ',
        'ジ' => 'シ',
        'ズ' => 'ス',
        'ゼ' => 'セ',
        'ゾ' => 'ソ',
        'ダ' => 'タ',
        'ヂ' => 'チ',
        'ヅ' => 'ツ',
        'デ' => 'テ',
        'ド' => 'ト',
        'バ' | 'パ' => 'ハ',
        'ビ' | 'ピ' => 'ヒ',
        'ブ' | 'プ' => 'フ',
        'ベ' | 'ペ' => 'ヘ',
        'ボ' | 'ポ' => 'ホ',
        'ヴ' => 'ウ',
        _ => c,
    }
}

/// Replaces each kana by the plain one of the same sound.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            'ヴ' => {
                let row = match chars.peek() {
                    Some('ァ' | 'ア') => Some('バ'),
                    Some('ィ' | 'イ') => Some('ビ'),
                    Some('ェ' | 'エ') => Some('ベ'),
                    Some('ォ' | 'オ') => Some('ボ'),
                    _ => None,
                };
                if row.is_some() {
                    chars.next();
                }
                plain.push(row.unwrap_or('ブ'));
            }
            'ヷ' => plain.push('バ'),
            'ヸ' => plain.push('ビ'),
            'ヹ' => plain.push('ベ'),
            'ヺ' => plain.push('ボ'),
            'ヽ' => plain.extend(plain.chars().next_back()),
            'ヾ' => {
                if let Some(before) = plain.chars().next_back() {
                    plain.extend([before, '\u{3099}'].into_iter().nfc());
                }
            }
            _ => plain.push(match c {
                'ヂ' => 'ジ',
                'ヅ' => 'ズ',
                'ヲ' | 'ォ' => 'オ',
                'ヱ' | 'ェ' => 'エ',
                'ヰ' | 'ィ' => 'イ',
                'ァ' => 'ア',
                'ゥ' => 'ウ',
                'ッ' => 'ツ',
                'ャ' => 'ヤ',
                'ュ' => 'ユ',
                'ョ' => 'ヨ',
                'ヮ' => 'ワ',
                'ヵ' => 'カ',
                'ヶ' => 'ケ',
                _ => c,
            }),
        }
    }
    plain
}

/// Writes a vowel that lengthens the one before it as ー, and drops a ー that lengthens nothing.
fn lengthen(text: &str) -> String {
    let mut key = String::new();
    let mut vowel = None;
    for c in text.chars() {
        let long = matches!(
            (vowel, c),
            (Some(_), 'ー')
                | (Some('ア'), 'ア')
                | (Some('イ'), 'イ')
                | (Some('ウ'), 'ウ')
                | (Some('エ'), 'エ' | 'イ')
                | (Some('オ'), 'オ' | 'ウ')
        );
        if long {
            key.push('ー');
            // At most one: カトウ・オサム keeps its second オ.
            vowel = None;
        } else if c == 'ー' {
            vowel = None;
        } else {
            key.push(c);
            vowel = vowel_of(c);
        }
    }
    key
}

fn vowel_of(c: char) -> Option<char> {
    match c {
        'ア' | 'カ' | 'サ' | 'タ' | 'ナ' | 'ハ' | 'マ' | 'ヤ' | 'ラ' | 'ワ' | 'ガ' | 'ザ'
        | 'ダ' | 'バ' | 'パ' => Some('ア'),
        'イ' | 'キ' | 'シ' | 'チ' | 'ニ' | 'ヒ' | 'ミ' | 'リ' | 'ギ' | 'ジ' | 'ビ' | 'ピ' => {
            Some('イ')
        }
        'ウ' | 'ク' | 'ス' | 'ツ' | 'ヌ' | 'フ' | 'ム' | 'ユ' | 'ル' | 'グ' | 'ズ' | 'ブ'
        | 'プ' => Some('ウ'),
        'エ' | 'ケ' | 'セ' | 'テ' | 'ネ' | 'ヘ' | 'メ' | 'レ' | 'ゲ' | 'ゼ' | 'デ' | 'ベ'
        | 'ペ' => Some('エ'),
        'オ' | 'コ' | 'ソ' | 'ト' | 'ノ' | 'ホ' | 'モ' | 'ヨ' | 'ロ' | 'ゴ' | 'ゾ' | 'ド'
        | 'ボ' | 'ポ' => Some('オ'),
        _ => None,
    }
}
