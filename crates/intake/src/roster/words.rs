//! Cells that hold one word of a list.

use tasuki_domain::{Invalid, text::nfkc};

/// A word without what Excel users vary: width, case and spaces.
pub(crate) fn folded(word: &str) -> String {
    nfkc(word)
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_uppercase)
        .collect()
}

/// The value whose word the text is.
pub(crate) fn find<T: Copy>(text: &str, words: &[(&str, T)]) -> Option<T> {
    // Nearly every cell has the word as the column explains it; folding all words is slow.
    let exact = words.iter().find(|(word, _)| *word == text);
    let found = exact.or_else(|| {
        let text = folded(text);
        words.iter().find(|(word, _)| folded(word) == text)
    });
    found.map(|(_, value)| *value)
}

/// The value whose word the text is, or a refusal that names the words of the column.
pub(crate) fn choose<T: Copy>(
    text: &str,
    words: &[(&str, T)],
    expected: &str,
) -> Result<T, Invalid> {
    find(text, words).ok_or_else(|| {
        Invalid::new(
            "word_unknown",
            "決められた言葉ではありません",
            format!("{expected} のどれかにしてください"),
        )
    })
}

/// Reads yes or no.
pub(crate) fn yes_or_no(text: &str) -> Result<bool, Invalid> {
    const WORDS: &[(&str, bool)] = &[
        ("はい", true),
        ("有", true),
        ("あり", true),
        ("可", true),
        ("○", true),
        ("〇", true),
        ("◯", true),
        ("1", true),
        ("yes", true),
        ("true", true),
        ("いいえ", false),
        ("無", false),
        ("なし", false),
        ("不可", false),
        ("×", false),
        ("0", false),
        ("no", false),
        ("false", false),
    ];
    choose(text, WORDS, "はい・いいえ")
}

/// Reads whether the address is protected. 「可」「不可」「×」 are left out: beside 「非開示」 they can
/// be meant either way.
pub(crate) fn is_protected(text: &str) -> Result<bool, Invalid> {
    const WORDS: &[(&str, bool)] = &[
        ("はい", true),
        ("有", true),
        ("あり", true),
        ("該当", true),
        ("非開示", true),
        ("支援措置", true),
        ("○", true),
        ("〇", true),
        ("◯", true),
        ("1", true),
        ("yes", true),
        ("true", true),
        ("いいえ", false),
        ("無", false),
        ("なし", false),
        ("非該当", false),
        ("0", false),
        ("no", false),
        ("false", false),
    ];
    choose(text, WORDS, "はい・いいえ")
}

/// Whether the text says "none", checked.
pub(crate) fn is_none_word(text: &str) -> bool {
    const FOLDED: &[&str] = &["なし", "ナシ", "無し", "無", "特になし", "特に無し", "NONE"];
    FOLDED.contains(&folded(text).as_str())
}

/// Whether the text says that nobody knows, which is what an empty cell is for.
pub(crate) fn is_unknown_word(text: &str) -> bool {
    const FOLDED: &[&str] = &[
        "不明",
        "未確認",
        "わからない",
        "分からない",
        "未記入",
        "未聴取",
        "-",
        "ー",
        "―",
        "?",
        "UNKNOWN",
    ];
    FOLDED.contains(&folded(text).as_str())
}

/// The refusal of such a word.
pub(crate) fn unknown_word() -> Invalid {
    Invalid::new(
        "unknown_word",
        "分からないという言葉が入っています",
        "聞いていない、分からないときは空欄にしてください",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_every_width_and_case() {
        for text in ["なし", "ﾅｼ", "特に なし", "None"] {
            assert!(is_none_word(text), "{text}");
        }
        for text in ["不明", "？", "－", "ｰ", "Unknown"] {
            assert!(is_unknown_word(text), "{text}");
        }
        for text in ["", "なしの木", "高血圧"] {
            assert!(!is_none_word(text) && !is_unknown_word(text), "{text}");
        }
    }

    #[test]
    fn what_can_be_meant_either_way_is_not_read() {
        assert_eq!(yes_or_no("不可"), Ok(false));
        assert_eq!(yes_or_no("ＹＥＳ"), Ok(true));
        for text in ["可", "不可", "×"] {
            assert_eq!(is_protected(text).unwrap_err().code, "word_unknown");
        }
    }
}
