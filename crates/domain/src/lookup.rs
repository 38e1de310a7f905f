//! A search within an incident (照会) and the people it offers (候補).

mod criteria;
mod loosen;
mod purpose;
mod shortfall;
mod town;

pub use criteria::{Criteria, CriteriaItem};
pub use loosen::{Loosened, Loosening, near_years};
pub use purpose::SearchPurpose;
pub use shortfall::Shortfall;
pub use town::ListedTown;

use crate::{
    birth_date::PartialDate,
    fact::identity::{PersonName, Sex},
    id::{IncidentId, LookupId, ResidentId},
};

/// How sure a candidate is. Nothing opens by itself, whatever the grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Agrees in part; look closely.
    Possible,
    /// Agrees well, yet another person could too.
    Probable,
    /// Agrees in name, birth date and a third item, and no second person is near.
    Certain,
}

impl Grade {
    /// The stable name in the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Probable => "probable",
            Self::Possible => "possible",
        }
    }
}

/// The item in which a candidate agrees with the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchedItem {
    /// カード番号
    CardNumber,
    /// フリガナ
    Kana,
    /// フリガナの前方
    KanaPrefix,
    /// フリガナの音
    KanaSound,
    /// 氏名
    Name,
    /// 生年月日
    BirthDate,
    /// 生年月日の範囲
    BirthDateRange,
    /// 性別
    Sex,
    /// 電話
    Phone,
    /// 電話の下4桁
    PhoneLast4,
    /// 住所
    Address,
}

impl MatchedItem {
    /// The stable name in the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CardNumber => "card_number",
            Self::Kana => "kana",
            Self::KanaPrefix => "kana_prefix",
            Self::KanaSound => "kana_sound",
            Self::Name => "name",
            Self::BirthDate => "birth_date",
            Self::BirthDateRange => "birth_date_range",
            Self::Sex => "sex",
            Self::Phone => "phone",
            Self::PhoneLast4 => "phone_last4",
            Self::Address => "address",
        }
    }

    /// The words after 「一致:」.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::CardNumber => "カード番号",
            Self::Kana => "フリガナ",
            Self::KanaPrefix => "フリガナ前方",
            Self::KanaSound => "フリガナの音（要確認）",
            Self::Name => "氏名",
            Self::BirthDate => "生年月日",
            Self::BirthDateRange => "生年月日の範囲",
            Self::Sex => "性別",
            Self::Phone => "電話",
            Self::PhoneLast4 => "電話の下4桁",
            Self::Address => "町名・住所",
        }
    }
}

macro_rules! similar_items {
    ($($(#[$doc:meta])* $variant:ident, $code:literal, $japanese:literal;)+) => {
        /// An item in which a candidate is like the search and not the same, with what parts them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum SimilarItem { $($(#[$doc])* $variant,)+ }

        impl SimilarItem {
            /// All items.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable name in the API.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The words after 「似ている:」.
            pub const fn japanese(self) -> &'static str {
                match self { $(Self::$variant => $japanese,)+ }
            }
        }
    };
}

similar_items! {
    /// 濁点 differ.
    KanaVoice, "kana_voice", "フリガナ（濁点違い）";
    /// Long vowels differ.
    KanaLength, "kana_length", "フリガナ（のばす音の違い）";
    /// One kana differs.
    KanaOne, "kana_one", "フリガナ（1字違い）";
    /// Two kana differ.
    KanaTwo, "kana_two", "フリガナ（2字違い）";
    /// Letters on record that may be heard so.
    KanaLetters, "kana_letters", "フリガナ（ローマ字の登録と似た音）";
    /// Only the family name or the given name agrees.
    KanaPart, "kana_part", "フリガナ（姓・名の一方だけ）";
    /// One character of the written name differs.
    NameOne, "name_one", "氏名（1字違い）";
    /// Only the family name or the given name agrees.
    NamePart, "name_part", "氏名（姓・名の一方だけ）";
    /// The same year of another era.
    BirthEra, "birth_era", "生年月日（元号違い）";
    /// Month and day turned round.
    BirthTurned, "birth_turned", "生年月日（月と日が逆）";
    /// One digit differs.
    BirthDigit, "birth_digit", "生年月日（1字違い）";
    /// The year before or after.
    BirthNextYear, "birth_next_year", "生年月日（1年違い）";
    /// The month or the day differs.
    BirthTwo, "birth_two", "生年月日（月か日が違う）";
    /// Some years beside the age or year that was said.
    BirthBeside, "birth_beside", "年齢・生まれ年（前後）";
    /// One digit of the telephone number differs.
    PhoneDigit, "phone_digit", "電話（1字違い）";
    /// Another block of the town, or some characters only.
    AddressPart, "address_part", "住所（一部）";
}

/// A possible person (候補). No clinical word ever stands here: others see this screen too.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Who.
    pub resident: ResidentId,
    /// Their name.
    pub name: PersonName,
    /// Their birth date as recorded.
    pub birth_date: PartialDate,
    /// Their sex.
    pub sex: Sex,
    /// The town of the address, or why there is none.
    pub town: ListedTown,
    /// The last four digits of the card number.
    pub card_suffix: String,
    /// How sure.
    pub grade: Grade,
    /// In what they agree.
    pub matched: Vec<MatchedItem>,
    /// In what they are alike, and what parts it.
    pub similar: Vec<SimilarItem>,
    /// In what they are another.
    pub differing: Vec<MatchedItem>,
}

/// One search and what it offered.
#[derive(Debug, Clone, PartialEq)]
pub struct Lookup {
    /// Its identifier.
    pub id: LookupId,
    /// The incident it belongs to.
    pub incident: IncidentId,
    /// The people offered, best first, at most [`Lookup::MAX_ROWS`].
    pub candidates: Vec<Candidate>,
    /// How many agreed in all; more than the rows means "add a condition".
    pub total: usize,
    /// Whether even that count stopped at the bound of the candidate set.
    pub bounded: bool,
}

impl Lookup {
    /// Rows shown at most; beyond it the screen asks for another condition.
    pub const MAX_ROWS: usize = 8;
}
