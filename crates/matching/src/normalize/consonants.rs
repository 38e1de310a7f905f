//! What is left of a foreign name when it is heard: its consonants.

/// The consonants of kana or letters, those that Japanese ears take for one another as one:
/// SANTOS and サントス are SNTS, SHRESTHA and シュレスタ SRST.
///
/// After 外来語の表記 (平成3年内閣告示第2号), which writes L and R with ラ行, V with バ行 or ヴ, TH with サ行
/// or タ行.
pub fn consonants(key: &str) -> String {
    let mut found = String::new();
    let mut letters = String::new();
    for c in key.chars() {
        if c.is_ascii_uppercase() {
            letters.push(c);
        } else {
            found.extend(of_kana(c));
        }
    }
    found.push_str(&of_letters(&letters));
    found
}

/// Consonants as a part of a key: no name is written so.
pub(crate) fn in_consonants(consonants: &str) -> String {
    format!("~{consonants}")
}

fn of_kana(c: char) -> Option<char> {
    Some(match c {
        'カ' | 'キ' | 'ク' | 'ケ' | 'コ' | 'ガ' | 'ギ' | 'グ' | 'ゲ' | 'ゴ' => 'K',
        'サ' | 'シ' | 'ス' | 'セ' | 'ソ' | 'ザ' | 'ジ' | 'ズ' | 'ゼ' | 'ゾ' => 'S',
        'タ' | 'チ' | 'テ' | 'ト' | 'ダ' | 'ヂ' | 'デ' | 'ド' => 'T',
        'ナ' | 'ニ' | 'ヌ' | 'ネ' | 'ノ' | 'ン' => 'N',
        'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' => 'H',
        'バ' | 'ビ' | 'ブ' | 'ベ' | 'ボ' | 'パ' | 'ピ' | 'プ' | 'ペ' | 'ポ' => 'B',
        'マ' | 'ミ' | 'ム' | 'メ' | 'モ' => 'M',
        'ラ' | 'リ' | 'ル' | 'レ' | 'ロ' => 'R',
        _ => return None,
    })
}

fn of_letters(letters: &str) -> String {
    let mut found = String::new();
    let mut before = None;
    for c in letters.chars() {
        let consonant = match c {
            'K' | 'C' | 'G' | 'Q' | 'X' => Some('K'),
            'S' | 'Z' | 'J' => Some('S'),
            'T' | 'D' => Some('T'),
            'N' => Some('N'),
            'H' if before.is_some_and(|before| "CGKPSTN".contains(before)) => None,
            'H' | 'F' => Some('H'),
            'B' | 'P' | 'V' => Some('B'),
            'M' => Some('M'),
            'L' | 'R' => Some('R'),
            _ => None,
        };
        // A doubled letter is heard once.
        if before != Some(c) {
            found.extend(consonant);
        }
        before = Some(c);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_what_is_heard_of_them_share_consonants() {
        for (letters, kana, alike) in [
            ("SANTOS", "サントス", true),
            ("SHRESTHA", "シュレスタ", true),
            ("EMILY", "エミリー", true),
            ("CARLOS", "カルロス", true),
            ("MINH", "ミン", true),
            ("TUAN", "トゥアン", true),
            ("SILVA", "シルバ", true),
            ("SUZUKI", "スズキ", true),
            ("KHAN", "カーン", true),
            ("ANNA", "アンナ", false),
            ("SANTOS", "サトウ", false),
        ] {
            let sound = crate::normalize::sound_key(kana);
            assert_eq!(
                consonants(letters) == consonants(&sound),
                alike,
                "{letters} {kana}"
            );
        }
    }
}
