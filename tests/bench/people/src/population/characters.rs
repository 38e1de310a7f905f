//! Characters that have other forms in registers.

use crate::random::Random;

/// A form that a family may keep.
#[derive(Debug)]
pub struct Form {
    /// The common character.
    pub common: char,
    /// The other form.
    pub other: char,
    /// Whether it is the form of before 1946, and not a variant of hand and print.
    pub old: bool,
    /// How many of a thousand keep it.
    kept: usize,
}

const fn f(common: char, other: char, old: bool, kept: usize) -> Form {
    Form {
        common,
        other,
        old,
        kept,
    }
}

/// The forms, as every town hall's desk knows them.
#[rustfmt::skip]
pub const FORMS: &[Form] = &[
    f('高', '髙', false, 80), f('崎', '﨑', false, 70), f('崎', '嵜', false, 8), f('辺', '邊', true, 90),
    f('辺', '邉', false, 110), f('斎', '齋', true, 200), f('斉', '齊', true, 100), f('沢', '澤', true, 240),
    f('浜', '濱', true, 180), f('浜', '濵', false, 40), f('広', '廣', true, 120), f('桜', '櫻', true, 50),
    f('吉', '𠮷', false, 60), f('島', '嶋', false, 100), f('島', '嶌', false, 8), f('富', '冨', false, 120),
    f('国', '國', true, 40), f('竜', '龍', true, 150), f('真', '眞', true, 50), f('恵', '惠', true, 40),
    f('徳', '德', false, 60), f('関', '關', true, 8), f('塚', '\u{FA10}', false, 50), f('柳', '栁', false, 40),
    f('瀬', '瀨', true, 50), f('滝', '瀧', true, 130), f('曽', '曾', true, 120), f('黒', '黑', true, 20),
    f('条', '條', true, 60), f('児', '兒', true, 30), f('静', '靜', true, 40), f('栄', '榮', true, 30),
    f('与', '與', true, 30), f('礼', '禮', true, 30), f('寿', '壽', true, 60),
    f('槙', '槇', false, 100), f('桧', '檜', true, 150), f('館', '舘', false, 80), f('隆', '\u{F9DC}', false, 30),
    f('凛', '凜', false, 150), f('実', '實', true, 30), f('万', '萬', true, 40), f('蔵', '藏', true, 40),
    f('清', '淸', false, 10), f('神', '\u{FA19}', false, 30), f('福', '\u{FA1B}', false, 15),
    f('横', '橫', true, 15), f('豊', '豐', true, 8), f('節', '\u{FA56}', false, 15), f('弥', '彌', true, 60),
    f('円', '圓', true, 40), f('来', '來', true, 30), f('亀', '龜', true, 10), f('剣', '劔', false, 60),
];

/// The name as a family writes it.
pub fn kept(random: &mut Random, written: &str) -> String {
    written
        .chars()
        .map(|c| {
            let mut draw = random.below(1000);
            for form in FORMS.iter().filter(|form| form.common == c) {
                if draw < form.kept {
                    return form.other;
                }
                draw -= form.kept;
            }
            c
        })
        .collect()
}
