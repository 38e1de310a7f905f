//! The categories of information (情報区分) that consent is given for.

use serde::{Deserialize, Serialize};

macro_rules! categories {
    ($($(#[$doc:meta])* $variant:ident, $code:literal, $japanese:literal, $clinical:literal;)+) => {
        /// A category of information (情報区分): what consent is given for and policy decides on.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Category { $($(#[$doc])* $variant,)+ }

        impl Category {
            /// All categories in the order in which a record is read.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable name in the API, the disclosure table and storage.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The name people read.
            pub const fn japanese(self) -> &'static str {
                match self { $(Self::$variant => $japanese,)+ }
            }

            /// Whether it says something about health; such categories never appear on lists.
            pub const fn is_clinical(self) -> bool {
                match self { $(Self::$variant => $clinical,)+ }
            }

            /// The category of that code, if there is one.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

categories! {
    /// Name, kana, birth date, sex, address, telephone.
    Identity, "identity", "本人の基本情報", false;
    /// Allergies and adverse reactions.
    Allergies, "allergies", "アレルギー・副作用", true;
    /// Medicines taken.
    Medications, "medications", "薬", true;
    /// Devices in or on the body and treatments at home.
    Devices, "devices", "機器・処置", true;
    /// The person's wishes on record.
    Wishes, "wishes", "本人の意思の記録", true;
    /// Illnesses, past and present, and operations.
    Conditions, "conditions", "持病・既往", true;
    /// Care level and the person's usual state.
    Care, "care", "介護・ふだんの状態", true;
    /// Whom to call, in order.
    Contacts, "contacts", "緊急連絡先", false;
    /// Doctors, dentists, pharmacies, visiting nurses, care managers.
    Physicians, "physicians", "かかりつけ医・事業所", false;
    /// The hospital that agreed beforehand to take the person.
    BackupHospital, "backup_hospital", "受入れを約束した病院", false;
    /// Keys, access, household.
    Home, "home", "住まい・鍵", false;
    /// Insurers and insured-person numbers.
    Insurance, "insurance", "保険", false;
    /// The individual evacuation plan (個別避難計画).
    DisasterPlan, "disaster_plan", "個別避難計画", false;
    /// Photographs and scans.
    Media, "media", "写真・書類", true;
}
