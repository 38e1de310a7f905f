//! Searches as crews type them, and what is true of each.

mod birth;
mod draft;
mod kana;
mod make;
mod name;
mod phone;
mod romaji;
mod slip;
mod stranger;
mod town;

use draft::Draft;
pub use draft::Fields;
pub use make::make;
pub use slip::Slip;
pub use stranger::Stranger;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criteria {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_kana: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_kana: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// A line of a file of queries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    pub query_id: String,
    pub criteria: Criteria,
}

/// A line of the file that says who was meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Truth {
    pub query_id: String,
    /// None when nobody registered was meant.
    pub truth: Option<String>,
    /// Which items are given.
    pub fields: String,
    /// The slips made, by code.
    pub corruptions: Vec<String>,
    /// How near somebody who is not registered is to somebody who is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unregistered: Option<String>,
    pub told: Told,
}

/// What the query would say without a mistake: what is left out or shortened in it is left out
/// or shortened here, what is wrong in it is right here. Whoever shares all of it cannot be told
/// apart by the best of searches.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Kana or letters of the family name; with `*` behind it, the beginning only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// The name as on record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
    /// The first and the last day of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born: Option<(Date, Date)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<String>,
    /// What the address holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub town: Option<String>,
    /// Digits of the telephone number; with `*` before them, the last only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// What somebody types who makes no mistake.
#[cfg(test)]
pub fn draft_of(of: &crate::Resident, fields: Fields) -> Option<Draft<'_>> {
    Draft::of(of, fields)
}
