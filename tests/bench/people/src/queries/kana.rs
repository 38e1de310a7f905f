//! Kana as typed and misheard.

use crate::random::Random;

const ROWS: &[&str] = &[
    "アイウエオ",
    "カキクケコ",
    "ガギグゲゴ",
    "サシスセソ",
    "ザジズゼゾ",
    "タチツテト",
    "ダヂヅデド",
    "ナニヌネノ",
    "ハヒフヘホ",
    "バビブベボ",
    "パピプペポ",
    "マミムメモ",
    "ヤ＊ユ＊ヨ",
    "ラリルレロ",
    "ワ＊＊＊ヲ",
];
const PLAIN: &str = "カキクケコサシスセソタチツテトハヒフヘホハヒフヘホ";
const VOICED: &str = "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポ";
const SMALL: &str = "ァィゥェォャュョッ";
const LARGE: &str = "アイウエオヤユヨツ";
const FULL_WIDTH: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンァィゥェォャュョッー";
const HALF_WIDTH: &str = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｬｭｮｯｰ";

fn other(c: char, of: &str, by: &str) -> Option<char> {
    of.chars()
        .zip(by.chars())
        .find(|(from, _)| *from == c)
        .map(|(_, to)| to)
}

pub fn hiragana(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
            _ => c,
        })
        .collect()
}

pub fn half_width(text: &str) -> String {
    let mut typed = String::new();
    for c in text.chars() {
        if let Some(narrow) = other(c, FULL_WIDTH, HALF_WIDTH) {
            typed.push(narrow);
        } else if c == 'ヴ' {
            typed.push_str("ｳﾞ");
        } else if let Some(narrow) =
            other(c, VOICED, PLAIN).and_then(|plain| other(plain, FULL_WIDTH, HALF_WIDTH))
        {
            typed.push(narrow);
            typed.push(if "パピプペポ".contains(c) {
                'ﾟ'
            } else {
                'ﾞ'
            });
        } else {
            typed.push(c);
        }
    }
    typed
}

/// One of the places at which `change` makes something else, changed.
fn somewhere(
    random: &mut Random,
    text: &str,
    change: impl Fn(&[char], usize) -> Option<Vec<char>>,
) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut changed: Vec<String> = (0..chars.len())
        .filter_map(|place| {
            let instead = change(&chars, place)?;
            let mut whole = chars.clone();
            whole.splice(place..=place, instead);
            Some(whole.into_iter().collect())
        })
        .filter(|changed: &String| changed != text && !changed.is_empty())
        .collect();
    random.shuffle(&mut changed);
    changed.pop()
}

fn alike(c: char) -> Vec<char> {
    let found = ROWS.iter().find_map(|row| {
        let column = row.chars().position(|of_row| of_row == c)?;
        Some((row, column))
    });
    let Some((row, column)) = found else {
        return Vec::new();
    };
    let of_column = ROWS.iter().filter_map(|row| row.chars().nth(column));
    let voicing = |x: char| other(x, VOICED, PLAIN).unwrap_or(x);
    row.chars()
        .chain(of_column)
        .filter(|other| *other != '＊' && voicing(*other) != voicing(c))
        .collect()
}

pub fn substituted(random: &mut Random, text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let place = random.below(chars.len().max(1));
    let others = alike(*chars.get(place)?);
    (!others.is_empty()).then(|| {
        let mut changed = chars.clone();
        changed[place] = *random.pick(&others);
        changed.into_iter().collect()
    })
}

pub fn deleted(random: &mut Random, text: &str) -> Option<String> {
    somewhere(random, text, |_, _| Some(Vec::new()))
}

pub fn inserted(random: &mut Random, text: &str) -> Option<String> {
    let more = random.letter("アイウカキコサシスタチトナニノハヒマミモヤヨラリルワン")?;
    somewhere(random, text, |chars, place| {
        chars.get(place).map(|c| vec![*c, more])
    })
}

pub fn transposed(random: &mut Random, text: &str) -> Option<String> {
    let mut chars: Vec<char> = text.chars().collect();
    let places: Vec<usize> = (1..chars.len())
        .filter(|place| chars[place - 1] != chars[*place] && !SMALL.contains(chars[*place]))
        .collect();
    if places.is_empty() {
        return None;
    }
    let place = *random.pick(&places);
    chars.swap(place - 1, place);
    Some(chars.into_iter().collect())
}

pub fn unvoiced(random: &mut Random, text: &str) -> Option<String> {
    somewhere(random, text, |chars, place| {
        other(chars[place], VOICED, PLAIN).map(|c| vec![c])
    })
}

pub fn voiced(random: &mut Random, text: &str) -> Option<String> {
    // The first sound of a name is rarely in doubt.
    somewhere(random, text, |chars, place| {
        let c = other(chars[place], PLAIN, VOICED)?;
        (place > 0).then(|| vec![c])
    })
}

/// ヴァ, ヴィ, ヴ for バ, ビ, ブ.
pub fn without_vu(text: &str) -> Option<String> {
    let mut plain = text.to_owned();
    for (vu, bu) in [
        ("ヴァ", "バ"),
        ("ヴィ", "ビ"),
        ("ヴェ", "ベ"),
        ("ヴォ", "ボ"),
        ("ヴ", "ブ"),
    ] {
        plain = plain.replace(vu, bu);
    }
    (plain != text).then_some(plain)
}

pub fn swapped(random: &mut Random, text: &str, pair: [char; 2]) -> Option<String> {
    let [a, b] = pair;
    somewhere(random, text, |chars, place| match chars[place] {
        c if c == a => Some(vec![b]),
        c if c == b => Some(vec![a]),
        _ => None,
    })
}

pub fn small_as_large(random: &mut Random, text: &str) -> Option<String> {
    somewhere(random, text, |chars, place| {
        other(chars[place], SMALL, LARGE).map(|c| vec![c])
    })
}

/// What a long vowel becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Long {
    Bar,
    OtherVowel,
    Dropped,
}

fn vowel(c: char) -> Option<usize> {
    let c = other(c, SMALL, LARGE).unwrap_or(c);
    ROWS.iter()
        .find_map(|row| row.chars().position(|of_row| of_row == c))
}

pub fn long(random: &mut Random, text: &str, become_: Long) -> Option<String> {
    somewhere(random, text, |chars, place| {
        let before = vowel(*chars.get(place.checked_sub(1)?)?)?;
        let c = chars[place];
        // イノウエ has no long vowel.
        let parted = c == 'ウ' && chars.get(place + 1) == Some(&'エ');
        let long =
            c == 'ー' || matches!((before, c), (4, 'ウ' | 'オ') | (2, 'ウ') | (3, 'イ' | 'エ'));
        if !long || parted {
            return None;
        }
        match become_ {
            Long::Bar => Some(vec!['ー']),
            Long::Dropped => Some(Vec::new()),
            Long::OtherVowel => match (before, c) {
                (4, 'ウ') => Some(vec!['オ']),
                (4, 'オ' | 'ー') => Some(vec!['ウ']),
                (3, 'イ') => Some(vec!['エ']),
                (3, 'エ') => Some(vec!['イ']),
                _ => None,
            },
        }
    })
}
