//! Kana in letters.

#[rustfmt::skip]
const SYLLABLES: &[(&str, &str)] = &[
    ("キャ", "kya"), ("キュ", "kyu"), ("キョ", "kyo"), ("ギャ", "gya"), ("ギュ", "gyu"), ("ギョ", "gyo"),
    ("シャ", "sha"), ("シュ", "shu"), ("ショ", "sho"), ("シェ", "she"), ("ジャ", "ja"), ("ジュ", "ju"), ("ジョ", "jo"),
    ("ジェ", "je"), ("チャ", "cha"), ("チュ", "chu"), ("チョ", "cho"), ("チェ", "che"), ("ニャ", "nya"), ("ニュ", "nyu"),
    ("ニョ", "nyo"), ("ヒャ", "hya"), ("ヒュ", "hyu"), ("ヒョ", "hyo"), ("ビャ", "bya"), ("ビュ", "byu"), ("ビョ", "byo"),
    ("ピャ", "pya"), ("ピュ", "pyu"), ("ピョ", "pyo"), ("ミャ", "mya"), ("ミュ", "myu"), ("ミョ", "myo"), ("リャ", "rya"),
    ("リュ", "ryu"), ("リョ", "ryo"), ("ファ", "fa"), ("フィ", "fi"), ("フェ", "fe"), ("フォ", "fo"), ("ティ", "ti"),
    ("ディ", "di"), ("トゥ", "tu"), ("ヴァ", "va"), ("ヴィ", "vi"), ("ヴェ", "ve"), ("ヴォ", "vo"),
    ("ア", "a"), ("イ", "i"), ("ウ", "u"), ("エ", "e"), ("オ", "o"), ("カ", "ka"), ("キ", "ki"), ("ク", "ku"), ("ケ", "ke"),
    ("コ", "ko"), ("ガ", "ga"), ("ギ", "gi"), ("グ", "gu"), ("ゲ", "ge"), ("ゴ", "go"), ("サ", "sa"), ("シ", "shi"),
    ("ス", "su"), ("セ", "se"), ("ソ", "so"), ("ザ", "za"), ("ジ", "ji"), ("ズ", "zu"), ("ゼ", "ze"), ("ゾ", "zo"),
    ("タ", "ta"), ("チ", "chi"), ("ツ", "tsu"), ("テ", "te"), ("ト", "to"), ("ダ", "da"), ("ヂ", "ji"), ("ヅ", "zu"),
    ("デ", "de"), ("ド", "do"), ("ナ", "na"), ("ニ", "ni"), ("ヌ", "nu"), ("ネ", "ne"), ("ノ", "no"), ("ハ", "ha"),
    ("ヒ", "hi"), ("フ", "fu"), ("ヘ", "he"), ("ホ", "ho"), ("バ", "ba"), ("ビ", "bi"), ("ブ", "bu"), ("ベ", "be"),
    ("ボ", "bo"), ("パ", "pa"), ("ピ", "pi"), ("プ", "pu"), ("ペ", "pe"), ("ポ", "po"), ("マ", "ma"), ("ミ", "mi"),
    ("ム", "mu"), ("メ", "me"), ("モ", "mo"), ("ヤ", "ya"), ("ユ", "yu"), ("ヨ", "yo"), ("ラ", "ra"), ("リ", "ri"),
    ("ル", "ru"), ("レ", "re"), ("ロ", "ro"), ("ワ", "wa"), ("ヲ", "wo"), ("ン", "n"), ("ヴ", "vu"), ("ァ", "a"), ("ィ", "i"),
    ("ゥ", "u"), ("ェ", "e"), ("ォ", "o"), ("ャ", "ya"), ("ュ", "yu"), ("ョ", "yo"), ("ー", "-"),
];

/// As an input method wants it: oono, yuuko, ken'ichi.
pub fn typed(kana: &str) -> String {
    let mut letters = String::new();
    let mut rest = kana;
    let mut doubled = false;
    'kana: while let Some(first) = rest.chars().next() {
        if first == 'ッ' {
            doubled = true;
            rest = &rest[first.len_utf8()..];
            continue;
        }
        for (syllable, sound) in SYLLABLES {
            if let Some(after) = rest.strip_prefix(syllable) {
                let vowel = sound.starts_with(['a', 'i', 'u', 'e', 'o', 'y']);
                if vowel && letters.ends_with('n') && kana_n(kana, rest) {
                    letters.push('\'');
                }
                if doubled && let Some(consonant) = sound.chars().next() {
                    letters.push(if consonant == 'c' { 't' } else { consonant });
                }
                doubled = false;
                letters.push_str(sound);
                rest = after;
                continue 'kana;
            }
        }
        letters.push(first);
        rest = &rest[first.len_utf8()..];
    }
    letters
}

/// Whether what stands before the rest is ン.
fn kana_n(kana: &str, rest: &str) -> bool {
    kana.strip_suffix(rest)
        .is_some_and(|before| before.ends_with('ン'))
}

/// As a passport has it: Ono, Yuko, Kenichi.
pub fn passport(kana: &str) -> String {
    let mut plain = typed(kana).replace(['\'', '-'], "");
    for (long, short) in [("oo", "o"), ("ou", "o"), ("uu", "u")] {
        plain = plain.replace(long, short);
    }
    // n before lips is m.
    for lips in ["b", "m", "p"] {
        plain = plain.replace(&format!("n{lips}"), &format!("m{lips}"));
    }
    let mut letters = plain.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
