//! A registered person, as a line of a population file.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The sex on the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    Female,
    Male,
    Other,
}

impl Sex {
    /// As it stands in the files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
            Self::Other => "other",
        }
    }
}

/// A registered person. What is not known is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: String,
    /// Family name as written; of a foreign resident, perhaps in letters.
    pub family: String,
    pub given: String,
    pub family_kana: String,
    pub given_kana: String,
    /// Former and common names, words parted by spaces: `family given family-kana given-kana`,
    /// `family family-kana`, either half alone, or letters.
    pub alt_names: Vec<String>,
    pub birth_date: Date,
    pub sex: Sex,
    pub phone: String,
    pub address: String,
}
