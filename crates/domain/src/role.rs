//! Roles (職種).

use serde::{Deserialize, Serialize};

macro_rules! roles {
    ($($(#[$doc:meta])* $variant:ident, $code:literal, $japanese:literal;)+) => {
        /// What an account acts as (職種). One account, one role; a person with two jobs has two.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Role { $($(#[$doc])* $variant,)+ }

        impl Role {
            /// All roles.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable name in the API, the disclosure table and storage.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The name people read.
            pub const fn japanese(self) -> &'static str {
                match self { $(Self::$variant => $japanese,)+ }
            }

            /// The role of that code, if there is one.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

roles! {
    /// An ambulance crew member.
    Crew, "crew", "救急隊員";
    /// The crew's leader, who answers for its looks.
    CrewLeader, "crew_leader", "救急隊長";
    /// The dispatch centre.
    Dispatcher, "dispatcher", "通信指令員";
    /// Emergency department staff of a hospital.
    ErStaff, "er_staff", "救急外来";
    /// A physician of a clinic or hospital.
    Physician, "physician", "医師";
    /// A visiting or ward nurse.
    Nurse, "nurse", "看護師";
    /// A pharmacist.
    Pharmacist, "pharmacist", "薬剤師";
    /// A care manager.
    CareManager, "care_manager", "ケアマネジャー";
    /// A care facility's staff.
    FacilityStaff, "facility_staff", "施設職員";
    /// A city officer who takes applications.
    CityOfficer, "city_officer", "市町村職員";
    /// The officer who reviews looks.
    PrivacyOfficer, "privacy_officer", "個人情報保護担当";
    /// An outside auditor.
    Auditor, "auditor", "監査担当";
    /// An institution's administrator of accounts.
    OrgAdmin, "org_admin", "機関管理者";
    /// The resident.
    Resident, "resident", "本人";
    /// A resident's representative.
    Proxy, "proxy", "代理人";
    /// Shelter staff in a disaster.
    ShelterStaff, "shelter_staff", "避難所職員";
    /// A private alarm centre.
    AlarmCentre, "alarm_centre", "緊急通報センター";
    /// Another system.
    Machine, "machine", "連携システム";
}
