//! Physicians and the offices that serve the person.

use crate::text::{Line, Phone};
use serde::{Deserialize, Serialize};

/// Medical or dental.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Practice {
    /// 医科
    Medical,
    /// 歯科
    Dental,
}

/// One physician or dentist (かかりつけ医).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Physician {
    /// Who knows the person best comes first, from 1.
    pub order: u8,
    /// Medical or dental.
    pub practice: Practice,
    /// The clinic or hospital.
    pub institution: Line,
    /// The department (診療科).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<Line>,
    /// The physician.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doctor: Option<Line>,
    /// The number by day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// The number at night and on holidays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_hours_phone: Option<Phone>,
    /// Whether someone answers around the clock.
    #[serde(default)]
    pub all_day: bool,
}

macro_rules! service_kinds {
    ($($variant:ident, $code:literal, $japanese:literal;)+) => {
        /// What an office does for the person.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ServiceKind { $(#[doc = $japanese] $variant,)+ }

        impl ServiceKind {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable name in the API and files.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The name people read.
            pub const fn japanese(self) -> &'static str {
                match self { $(Self::$variant => $japanese,)+ }
            }
        }
    };
}

service_kinds! {
    VisitingNursing, "visiting_nursing", "訪問看護";
    CareManagement, "care_management", "ケアマネジャー";
    Pharmacy, "pharmacy", "薬局";
    HomeHelp, "home_help", "訪問介護";
    DayCare, "day_care", "通所介護";
    ShortStay, "short_stay", "短期入所";
    WelfareEquipment, "welfare_equipment", "福祉用具";
    Other, "other", "その他";
}

/// One office that serves the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// What it does.
    pub kind: ServiceKind,
    /// The office.
    pub office: Line,
    /// The person in charge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Line>,
    /// The number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// Whether someone answers around the clock.
    #[serde(default)]
    pub all_day: bool,
}
