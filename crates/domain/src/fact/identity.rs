//! Who the person is.

use crate::{
    birth_date::PartialDate,
    text::{KanaName, Line, Phone, PostalCode},
};
use serde::{Deserialize, Serialize};

/// A name as written, with its kana. People without kana have none; no dummy stands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    /// Family name, or the whole of an undivided name.
    pub family: Line,
    /// Given name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<Line>,
    /// Kana of the family name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_kana: Option<KanaName>,
    /// Kana of the given name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_kana: Option<KanaName>,
}

impl PersonName {
    /// Family and given name with a full-width space between: 「山田　花子」.
    pub fn written(&self) -> String {
        join(self.family.as_str(), self.given.as_ref().map(Line::as_str))
    }

    /// The kana in the same form, if any.
    pub fn kana(&self) -> Option<String> {
        let given = self.given_kana.as_ref().map(KanaName::as_str);
        match (&self.family_kana, given) {
            (Some(family), given) => Some(join(family.as_str(), given)),
            (None, Some(given)) => Some(given.to_owned()),
            (None, None) => None,
        }
    }
}

fn join(family: &str, given: Option<&str>) -> String {
    given.map_or_else(|| family.to_owned(), |given| format!("{family}　{given}"))
}

/// Why a person is known by another name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OtherNameKind {
    /// 旧姓
    Former,
    /// 通称
    Alias,
    /// ローマ字
    Latin,
}

/// Another name the person is known by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherName {
    /// Why.
    pub kind: OtherNameKind,
    /// The name.
    pub name: PersonName,
}

/// Sex as the forms ask it: 男 / 女 / その他, or not stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// 女
    Female,
    /// 男
    Male,
    /// その他
    Other,
    /// 記録されていません
    Unknown,
}

impl Sex {
    /// All values.
    pub const ALL: [Self; 4] = [Self::Female, Self::Male, Self::Other, Self::Unknown];

    /// The stable name in the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
            Self::Other => "other",
            Self::Unknown => "unknown",
        }
    }

    /// The word on the screen; never a question mark.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Female => "女",
            Self::Male => "男",
            Self::Other => "その他",
            Self::Unknown => "性別の記録なし",
        }
    }

    /// The sex of that code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sex| sex.code() == code)
    }
}

/// An address within the municipality.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// 郵便番号
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<PostalCode>,
    /// 町名（丁目まで）: the only part that a list of candidates shows.
    pub town: Line,
    /// 番地・建物・部屋・方書
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<Line>,
}

impl Address {
    /// Town and the rest in one line.
    pub fn one_line(&self) -> String {
        match &self.rest {
            Some(rest) => format!("{}{}", self.town.as_str(), rest.as_str()),
            None => self.town.as_str().to_owned(),
        }
    }
}

/// Who the person is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The name.
    pub name: PersonName,
    /// Former names, aliases, Latin spellings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<OtherName>,
    /// The birth date, as precisely as known; an unknown day is never the first.
    pub birth_date: PartialDate,
    /// Sex.
    pub sex: Sex,
    /// The address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Telephone numbers, the one to call first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// A language to speak when not Japanese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Line>,
}
