//! The hospital that agreed beforehand to take the person.

use crate::{
    text::{Line, Phone},
    time::Date,
};
use serde::{Deserialize, Serialize};

/// The hospital that agreed beforehand, with the next best as a wish. Where the person goes still
/// depends on their state and on who can take them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupHospital {
    /// The hospital.
    pub hospital: Line,
    /// The department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<Line>,
    /// The desk's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// The next best.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_choice: Option<Line>,
    /// For what it does not stand: 「脳卒中・骨折は対象外」.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_for: Option<Line>,
    /// When it agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_on: Option<Date>,
}
