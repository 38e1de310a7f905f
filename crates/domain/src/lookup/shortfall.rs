//! Why a search may not run, and what to add.

use crate::Invalid;

/// Why a search may not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortfall {
    /// Nothing is given.
    Nothing,
    /// A birth date and nothing else: a list of everyone of that day.
    BirthDateAlone,
    /// An address and nothing else: a list of everyone who lives there.
    AddressAlone,
    /// Several items, and no name among them.
    Nameless,
    /// One kana or one character.
    NameTooShort,
    /// A name and nothing else.
    NameAlone,
}

impl Shortfall {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Nothing,
        Self::BirthDateAlone,
        Self::AddressAlone,
        Self::Nameless,
        Self::NameTooShort,
        Self::NameAlone,
    ];

    /// What is wrong, why, and what to add.
    pub fn invalid(self) -> Invalid {
        const NAME: &str = "フリガナを2文字以上か氏名を足してください。電話番号の全体かカード番号なら、それだけで検索できます";
        const OTHER: &str = "生年月日（80代のような年代でも可）・性別・電話の下4桁・町名のどれか1つを足してください";
        let (problem, expected) = match self {
            Self::Nothing => (
                "検索の条件がありません",
                "カード番号か電話番号の全体、またはフリガナ2文字以上ともう1つを入れてください",
            ),
            Self::BirthDateAlone => (
                "生年月日だけでは検索できません。同じ日に生まれた別の方まで並ぶためです",
                NAME,
            ),
            Self::AddressAlone => (
                "住所だけでは検索できません。そこに住む別の方まで並ぶためです",
                NAME,
            ),
            Self::Nameless => (
                "氏名のない条件では検索できません。当てはまる別の方まで並ぶためです",
                NAME,
            ),
            Self::NameTooShort => (
                "氏名が1文字だけでは検索できません。別の方まで並ぶためです",
                "フリガナを合わせて2文字以上にして、もう1つの条件を足してください",
            ),
            Self::NameAlone => (
                "氏名だけでは検索できません。同じ氏名の別の方まで並ぶためです",
                OTHER,
            ),
        };
        Invalid::new("criteria_too_few", problem, expected)
    }
}
