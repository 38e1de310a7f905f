//! Words in front of a part that say what it is.

/// What follows a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Name,
    Kana,
    Birth,
    Sex,
    Phone,
    LastFour,
    Address,
    Card,
    /// About who calls, of whom only the telephone is of use.
    Caller,
    /// About something that nobody is searched by.
    Other,
}

/// The words, of which the longest that fits counts.
const WORDS: &[(&str, Label)] = &[
    ("氏名", Label::Name),
    ("お名前", Label::Name),
    ("名前", Label::Name),
    ("患者氏名", Label::Name),
    ("患者名", Label::Name),
    ("傷病者氏名", Label::Name),
    ("傷病者", Label::Name),
    ("患者", Label::Name),
    ("漢字", Label::Name),
    ("NAME", Label::Name),
    ("フリガナ", Label::Kana),
    ("ふりがな", Label::Kana),
    ("カナ", Label::Kana),
    ("カナ氏名", Label::Kana),
    ("氏名カナ", Label::Kana),
    ("よみ", Label::Kana),
    ("読み", Label::Kana),
    ("生年月日", Label::Birth),
    ("誕生日", Label::Birth),
    ("生年", Label::Birth),
    ("生まれ", Label::Birth),
    ("年齢", Label::Birth),
    ("年代", Label::Birth),
    ("DOB", Label::Birth),
    ("性別", Label::Sex),
    ("電話番号", Label::Phone),
    ("電話", Label::Phone),
    ("TEL", Label::Phone),
    ("Tel", Label::Phone),
    ("tel", Label::Phone),
    ("携帯", Label::Phone),
    ("携帯電話", Label::Phone),
    ("自宅", Label::Phone),
    ("下4桁", Label::LastFour),
    ("下四桁", Label::LastFour),
    ("電話下4桁", Label::LastFour),
    ("住所", Label::Address),
    ("現住所", Label::Address),
    ("所在地", Label::Address),
    ("町名", Label::Address),
    ("現場", Label::Address),
    ("場所", Label::Address),
    ("カード番号", Label::Card),
    ("カード", Label::Card),
    ("登録番号", Label::Card),
    ("通報者", Label::Caller),
    ("発信者", Label::Caller),
    ("発信番号", Label::Caller),
    ("発信電話", Label::Caller),
    ("通報者氏名", Label::Caller),
    ("通報電話", Label::Caller),
    ("通報者電話", Label::Caller),
    ("連絡先", Label::Caller),
    ("主訴", Label::Other),
    ("症状", Label::Other),
    ("内容", Label::Other),
    ("備考", Label::Other),
    ("状況", Label::Other),
    ("病歴", Label::Other),
    ("既往", Label::Other),
    ("既往歴", Label::Other),
    ("覚知", Label::Other),
    ("時刻", Label::Other),
    ("事案番号", Label::Other),
    ("事案", Label::Other),
];

/// The label at the start of a text, and where what it speaks of begins: behind a colon, a bracket
/// or a space.
pub(super) fn label(chars: &[char]) -> Option<(Label, usize)> {
    let bracket = chars.first().is_some_and(|c| is_opening(*c));
    let from = usize::from(bracket);
    WORDS
        .iter()
        .filter_map(|(word, label)| {
            let mut at = from;
            for c in word.chars() {
                if chars.get(at) != Some(&c) {
                    return None;
                }
                at += 1;
            }
            behind(chars, at).map(|end| (*label, end))
        })
        .max_by_key(|(_, end)| *end)
}

/// Whether it is such a word.
pub(super) fn is_word(text: &str) -> bool {
    WORDS.iter().any(|(word, _)| *word == text)
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '【' | '[' | '〔' | '<' | '■' | '●' | '○' | '・' | '◆' | '*' | '※'
    )
}

/// Where the value behind a label begins; none when the word only begins like one.
fn behind(chars: &[char], mut at: usize) -> Option<usize> {
    let start = at;
    while let Some(c) = chars.get(at) {
        let mark = matches!(c, ':' | '=' | '】' | ']' | '〕' | '>' | '→') || c.is_whitespace();
        if !mark || *c == '\n' {
            break;
        }
        at += 1;
    }
    let closed = chars
        .get(at)
        .is_none_or(|c| *c == '\n' || super::segment::is_break(*c));
    (at > start || closed).then_some(at)
}
