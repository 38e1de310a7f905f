//! Kana of names typed in Latin letters: Hepburn, 訓令式, and what passports write.

/// Kana of one part of a name in upper-case letters; none when it is not Japanese written in
/// letters (SANTOS). Long vowels come out as far as they are written: OU and OO, OH before a
/// consonant or at the end (OHNO, ITOH); most people leave them out, so the ear's key of a name
/// does too.
///
/// Source of the syllables: ローマ字のつづり方 (昭和29年内閣告示第1号), 第1表 and 第2表, and the
/// Hepburn forms of 旅券法施行規則.
pub fn kana_of_letters(letters: &str) -> Option<String> {
    let mut rest = letters;
    let mut kana = String::new();
    while !rest.is_empty() {
        let (piece, taken) = syllable(rest).or_else(|| mark(rest, &kana))?;
        kana.push_str(piece);
        rest = rest.get(taken..)?;
    }
    (!kana.is_empty()).then_some(kana)
}

/// A syllable at the beginning, the longest first.
fn syllable(text: &str) -> Option<(&'static str, usize)> {
    (1..=3).rev().find_map(|length| {
        let piece = text.get(..length)?;
        let place = SYLLABLES
            .binary_search_by_key(&piece, |(letters, _)| letters)
            .ok()?;
        SYLLABLES.get(place).map(|(_, kana)| (*kana, length))
    })
}

/// What is no syllable by itself: ン, a doubled consonant, an H that lengthens.
fn mark(text: &str, before: &str) -> Option<(&'static str, usize)> {
    let mut letters = text.chars();
    let (first, second) = (letters.next()?, letters.next());
    match (first, second) {
        // M before B, M, P is how passports write ン.
        ('N', _) | ('M', Some('B' | 'M' | 'P')) => Some(("ン", 1)),
        ('T', Some('C')) => Some(("ッ", 1)),
        ('H', None) if !before.is_empty() => Some(("ー", 1)),
        ('H', Some(next)) if !before.is_empty() && !is_vowel(next) => Some(("ー", 1)),
        (_, Some(next)) if first == next && !is_vowel(first) => Some(("ッ", 1)),
        _ => None,
    }
}

const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'A' | 'I' | 'U' | 'E' | 'O')
}

/// Sorted by their letters.
#[rustfmt::skip]
static SYLLABLES: [(&str, &str); 140] = [
    ("A", "ア"), ("BA", "バ"), ("BE", "ベ"), ("BI", "ビ"), ("BO", "ボ"), ("BU", "ブ"), ("BYA", "ビャ"),
    ("BYO", "ビョ"), ("BYU", "ビュ"), ("CHA", "チャ"), ("CHE", "チェ"), ("CHI", "チ"), ("CHO", "チョ"),
    ("CHU", "チュ"), ("DA", "ダ"), ("DE", "デ"), ("DI", "ディ"), ("DO", "ド"), ("DU", "ドゥ"),
    ("DYA", "ヂャ"), ("DYO", "ヂョ"), ("DYU", "ヂュ"), ("DZU", "ヅ"), ("E", "エ"), ("FA", "ファ"),
    ("FE", "フェ"), ("FI", "フィ"), ("FO", "フォ"), ("FU", "フ"), ("GA", "ガ"), ("GE", "ゲ"),
    ("GI", "ギ"), ("GO", "ゴ"), ("GU", "グ"), ("GWA", "グァ"), ("GYA", "ギャ"), ("GYO", "ギョ"),
    ("GYU", "ギュ"), ("HA", "ハ"), ("HE", "ヘ"), ("HI", "ヒ"), ("HO", "ホ"), ("HU", "フ"),
    ("HYA", "ヒャ"), ("HYO", "ヒョ"), ("HYU", "ヒュ"), ("I", "イ"), ("JA", "ジャ"), ("JE", "ジェ"),
    ("JI", "ジ"), ("JO", "ジョ"), ("JU", "ジュ"), ("JYA", "ジャ"), ("JYO", "ジョ"), ("JYU", "ジュ"),
    ("KA", "カ"), ("KE", "ケ"), ("KI", "キ"), ("KO", "コ"), ("KU", "ク"), ("KWA", "クァ"),
    ("KYA", "キャ"), ("KYO", "キョ"), ("KYU", "キュ"), ("MA", "マ"), ("ME", "メ"), ("MI", "ミ"),
    ("MO", "モ"), ("MU", "ム"), ("MYA", "ミャ"), ("MYO", "ミョ"), ("MYU", "ミュ"), ("NA", "ナ"),
    ("NE", "ネ"), ("NI", "ニ"), ("NO", "ノ"), ("NU", "ヌ"), ("NYA", "ニャ"), ("NYO", "ニョ"),
    ("NYU", "ニュ"), ("O", "オ"), ("PA", "パ"), ("PE", "ペ"), ("PI", "ピ"), ("PO", "ポ"), ("PU", "プ"),
    ("PYA", "ピャ"), ("PYO", "ピョ"), ("PYU", "ピュ"), ("RA", "ラ"), ("RE", "レ"), ("RI", "リ"),
    ("RO", "ロ"), ("RU", "ル"), ("RYA", "リャ"), ("RYO", "リョ"), ("RYU", "リュ"), ("SA", "サ"),
    ("SE", "セ"), ("SHA", "シャ"), ("SHE", "シェ"), ("SHI", "シ"), ("SHO", "ショ"), ("SHU", "シュ"),
    ("SI", "シ"), ("SO", "ソ"), ("SU", "ス"), ("SYA", "シャ"), ("SYO", "ショ"), ("SYU", "シュ"),
    ("TA", "タ"), ("TE", "テ"), ("TI", "チ"), ("TO", "ト"), ("TSU", "ツ"), ("TU", "ツ"), ("TYA", "チャ"),
    ("TYO", "チョ"), ("TYU", "チュ"), ("U", "ウ"), ("VA", "ヴァ"), ("VE", "ヴェ"), ("VI", "ヴィ"),
    ("VO", "ヴォ"), ("VU", "ヴ"), ("WA", "ワ"), ("WE", "ウェ"), ("WI", "ウィ"), ("WO", "ヲ"),
    ("YA", "ヤ"), ("YO", "ヨ"), ("YU", "ユ"), ("ZA", "ザ"), ("ZE", "ゼ"), ("ZI", "ジ"), ("ZO", "ゾ"),
    ("ZU", "ズ"), ("ZYA", "ジャ"), ("ZYO", "ジョ"), ("ZYU", "ジュ"),
];

#[cfg(test)]
mod tests {
    use super::{SYLLABLES, kana_of_letters};
    use proptest::prelude::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(SYLLABLES.is_sorted_by(|one, other| one.0 < other.0));
    }

    #[test]
    fn letters_are_read_as_kana() {
        for (letters, kana) in [
            ("YAMADA", Some("ヤマダ")),
            ("HANAKO", Some("ハナコ")),
            ("SHINICHI", Some("シニチ")),
            ("KENJI", Some("ケンジ")),
            ("KENZI", Some("ケンジ")),
            ("HATTORI", Some("ハットリ")),
            ("HATCHORI", Some("ハッチョリ")),
            ("OHNO", Some("オーノ")),
            ("ITOH", Some("イトー")),
            ("SATOU", Some("サトウ")),
            ("NAMBA", Some("ナンバ")),
            ("NANBA", Some("ナンバ")),
            ("HONMA", Some("ホンマ")),
            ("JUNKO", Some("ジュンコ")),
            ("ZYUNKO", Some("ジュンコ")),
            ("TYOTA", Some("チョタ")),
            ("TSUDA", Some("ツダ")),
            ("SANTOS", None),
            ("NGUYEN", None),
            ("SMITH", None),
            ("L", None),
            ("", None),
        ] {
            assert_eq!(kana_of_letters(letters).as_deref(), kana, "{letters}");
        }
    }

    proptest! {
        #[test]
        fn any_letters_are_read_or_not(letters in "[A-Z]{0,40}") {
            if let Some(kana) = kana_of_letters(&letters) {
                prop_assert!(kana.chars().all(|c| matches!(c, 'ァ'..='ヺ' | 'ー')));
            }
        }
    }
}
