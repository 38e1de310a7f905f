//! Keys of names as written.

use super::{kana::push_letter, settle, variants};
use tasuki_domain::text::{katakana, nfkc};

/// A name as written: NFKC, variation selectors removed, 異体字 and 旧字体 as one character of
/// their class, 々 spelled out, without spaces.
pub fn written_key(text: &str) -> String {
    settle(text, |text| {
        let mut key = String::new();
        let shown: String = text
            .chars()
            .filter(|c| !is_variation_selector(*c))
            .collect();
        for c in katakana(&nfkc(&shown)).chars() {
            match c {
                _ if c.is_whitespace() => {}
                '・' | '\'' | '’' | '.' | ',' => {}
                '々' => match key.chars().next_back() {
                    Some(before) => key.push(before),
                    None => key.push(c),
                },
                'ヶ' => key.push('ケ'),
                'ヵ' => key.push('カ'),
                _ => push_letter(&mut key, variants::representative(c)),
            }
        }
        key
    })
}

/// IVS (U+E0100–E01EF) and the standardized selectors (U+FE00–FE0F) choose a glyph, not a
/// character.
pub(super) fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{E0100}'..='\u{E01EF}' | '\u{FE00}'..='\u{FE0F}')
}
