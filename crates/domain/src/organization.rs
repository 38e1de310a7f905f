//! Institutions (機関) and the municipalities they serve (管轄).

use crate::{id::OrganizationId, municipality::MunicipalityCode, role::Role, text::Line};
use serde::{Deserialize, Serialize};

/// What kind of institution it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganizationKind {
    /// 市町村
    City,
    /// 消防本部
    FireHeadquarters,
    /// 病院
    Hospital,
    /// 診療所
    Clinic,
    /// 薬局
    Pharmacy,
    /// 居宅介護支援事業所など
    CareOffice,
    /// 訪問看護ステーション
    VisitingNursing,
    /// 施設
    Facility,
    /// 住民（本人・家族の利用者が属する）
    Residents,
}

impl OrganizationKind {
    /// All kinds.
    pub const ALL: &[Self] = &[
        Self::City,
        Self::FireHeadquarters,
        Self::Hospital,
        Self::Clinic,
        Self::Pharmacy,
        Self::CareOffice,
        Self::VisitingNursing,
        Self::Facility,
        Self::Residents,
    ];

    /// The name people read.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::City => "市町村",
            Self::FireHeadquarters => "消防本部",
            Self::Hospital => "病院",
            Self::Clinic => "診療所",
            Self::Pharmacy => "薬局",
            Self::CareOffice => "居宅介護支援事業所など",
            Self::VisitingNursing => "訪問看護ステーション",
            Self::Facility => "施設",
            Self::Residents => "住民",
        }
    }

    /// Whether someone acts in that role for institutions of the kind. What a role may see rests
    /// on what its institution is: only a city's officer keeps a register, only a crew has calls.
    pub const fn employs(self, role: Role) -> bool {
        match role {
            Role::Crew | Role::CrewLeader | Role::Dispatcher => {
                matches!(self, Self::FireHeadquarters)
            }
            Role::ErStaff => matches!(self, Self::Hospital),
            Role::Physician => matches!(self, Self::Hospital | Self::Clinic | Self::Facility),
            Role::Nurse => matches!(
                self,
                Self::Hospital | Self::Clinic | Self::VisitingNursing | Self::Facility
            ),
            Role::Pharmacist => matches!(self, Self::Hospital | Self::Clinic | Self::Pharmacy),
            // A city runs 地域包括支援センター.
            Role::CareManager => matches!(self, Self::CareOffice | Self::Facility | Self::City),
            Role::FacilityStaff => matches!(self, Self::Facility),
            Role::CityOfficer | Role::ShelterStaff => matches!(self, Self::City),
            Role::PrivacyOfficer | Role::Auditor => {
                matches!(self, Self::City | Self::FireHeadquarters)
            }
            Role::AlarmCentre => matches!(self, Self::City | Self::Facility),
            Role::Resident | Role::Proxy => matches!(self, Self::Residents),
            Role::OrgAdmin | Role::Machine => !matches!(self, Self::Residents),
        }
    }

    /// The stable name in storage.
    pub const fn code(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::FireHeadquarters => "fire_headquarters",
            Self::Hospital => "hospital",
            Self::Clinic => "clinic",
            Self::Pharmacy => "pharmacy",
            Self::CareOffice => "care_office",
            Self::VisitingNursing => "visiting_nursing",
            Self::Facility => "facility",
            Self::Residents => "residents",
        }
    }

    /// The kind of that code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}

/// An institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// Its identifier.
    pub id: OrganizationId,
    /// What it is.
    pub kind: OrganizationKind,
    /// Its name.
    pub name: Line,
    /// The municipalities it serves (管轄); a fire headquarters or hospital serves several.
    pub jurisdiction: Vec<MunicipalityCode>,
    /// The fire headquarters' own sentence on wishes (ui rule C); a default stands in when absent.
    pub wishes_sentence: Option<Line>,
}

impl Organization {
    /// The municipality whose register it keeps: a city's own, and nobody's else. An institution
    /// that serves several keeps the register of none.
    pub fn own_register(&self) -> Option<&MunicipalityCode> {
        match (self.kind, self.jurisdiction.as_slice()) {
            (OrganizationKind::City, [own]) => Some(own),
            _ => None,
        }
    }
}
