//! Facts (情報項目): versioned, typed statements about a resident, each of one kind in one category.

pub mod allergy;
pub mod backup_hospital;
pub mod care;
pub mod condition;
pub mod contact;
pub mod device;
pub mod home;
pub mod identity;
pub mod medication;
pub mod physician;
pub mod wishes;

use crate::{
    Category,
    id::{FactId, ResidentId},
    provenance::Provenance,
};
use serde::{Deserialize, Serialize};

/// The version of the bodies' stored shape; raised when a body changes incompatibly.
pub const SCHEMA_VERSION: i32 = 1;

/// What kind of statement a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// Name, birth date, sex, address, telephone.
    Identity,
    /// Keys, access, household.
    Home,
    /// One person to call.
    Contact,
    /// One physician or dentist.
    Physician,
    /// One office that serves the person.
    Service,
    /// One illness or operation.
    Condition,
    /// One medicine.
    Medication,
    /// One allergy or adverse reaction.
    Allergy,
    /// One device or treatment at home.
    Device,
    /// The certified care level.
    CareLevel,
    /// The person's usual state.
    Baseline,
    /// One record of wishes.
    Wish,
    /// The hospital that agreed beforehand.
    BackupHospital,
}

impl FactKind {
    /// All kinds in the order in which a record is read.
    pub const ALL: &[Self] = &[
        Self::Identity,
        Self::Allergy,
        Self::Medication,
        Self::Device,
        Self::Wish,
        Self::Condition,
        Self::Baseline,
        Self::CareLevel,
        Self::Contact,
        Self::Physician,
        Self::Service,
        Self::BackupHospital,
        Self::Home,
    ];

    /// The stable name in the API and storage.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Home => "home",
            Self::Contact => "contact",
            Self::Physician => "physician",
            Self::Service => "service",
            Self::Condition => "condition",
            Self::Medication => "medication",
            Self::Allergy => "allergy",
            Self::Device => "device",
            Self::CareLevel => "care_level",
            Self::Baseline => "baseline",
            Self::Wish => "wish",
            Self::BackupHospital => "backup_hospital",
        }
    }

    /// The name people read.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Identity => "基本情報",
            Self::Home => "住まい",
            Self::Contact => "緊急連絡先",
            Self::Physician => "かかりつけ医",
            Self::Service => "事業所",
            Self::Condition => "持病・既往",
            Self::Medication => "薬",
            Self::Allergy => "アレルギー・副作用",
            Self::Device => "機器・処置",
            Self::CareLevel => "要介護度",
            Self::Baseline => "ふだんの状態",
            Self::Wish => "本人の意思の記録",
            Self::BackupHospital => "受入れを約束した病院",
        }
    }

    /// The kind of that code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }

    /// The category that consent is given for.
    pub const fn category(self) -> Category {
        match self {
            Self::Identity => Category::Identity,
            Self::Home => Category::Home,
            Self::Contact => Category::Contacts,
            Self::Physician | Self::Service => Category::Physicians,
            Self::Condition => Category::Conditions,
            Self::Medication => Category::Medications,
            Self::Allergy => Category::Allergies,
            Self::Device => Category::Devices,
            Self::CareLevel | Self::Baseline => Category::Care,
            Self::Wish => Category::Wishes,
            Self::BackupHospital => Category::BackupHospital,
        }
    }

    /// Whether a resident has at most one current fact of the kind; recording another replaces it.
    pub const fn is_single(self) -> bool {
        matches!(
            self,
            Self::Identity | Self::Home | Self::CareLevel | Self::Baseline | Self::BackupHospital
        )
    }

    /// Whether "none, checked" may be recorded of it. Wishes have no such word: the absence of a
    /// record says nothing about what the person wants.
    pub const fn may_be_none(self) -> bool {
        matches!(
            self,
            Self::Contact
                | Self::Physician
                | Self::Service
                | Self::Condition
                | Self::Medication
                | Self::Allergy
                | Self::Device
                | Self::BackupHospital
        )
    }
}

/// What a fact says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "value")]
pub enum FactBody {
    /// Name, birth date, sex, address, telephone.
    Identity(identity::Identity),
    /// Keys, access, household.
    Home(home::Home),
    /// One person to call.
    Contact(contact::Contact),
    /// One physician or dentist.
    Physician(physician::Physician),
    /// One office that serves the person.
    Service(physician::Service),
    /// One illness or operation.
    Condition(condition::Condition),
    /// One medicine.
    Medication(medication::Medication),
    /// One allergy or adverse reaction.
    Allergy(allergy::Allergy),
    /// One device or treatment at home.
    Device(device::Device),
    /// The certified care level.
    CareLevel(care::CareLevel),
    /// The person's usual state.
    Baseline(care::Baseline),
    /// One record of wishes.
    Wish(wishes::Wish),
    /// The hospital that agreed beforehand.
    BackupHospital(backup_hospital::BackupHospital),
    /// Someone checked that there is none of that kind.
    ConfirmedNone(FactKind),
    /// An earlier statement of that kind no longer holds and nothing took its place.
    Retracted(FactKind),
}

impl FactBody {
    /// The kind it is a statement of.
    pub const fn kind(&self) -> FactKind {
        match self {
            Self::Identity(_) => FactKind::Identity,
            Self::Home(_) => FactKind::Home,
            Self::Contact(_) => FactKind::Contact,
            Self::Physician(_) => FactKind::Physician,
            Self::Service(_) => FactKind::Service,
            Self::Condition(_) => FactKind::Condition,
            Self::Medication(_) => FactKind::Medication,
            Self::Allergy(_) => FactKind::Allergy,
            Self::Device(_) => FactKind::Device,
            Self::CareLevel(_) => FactKind::CareLevel,
            Self::Baseline(_) => FactKind::Baseline,
            Self::Wish(_) => FactKind::Wish,
            Self::BackupHospital(_) => FactKind::BackupHospital,
            Self::ConfirmedNone(kind) | Self::Retracted(kind) => *kind,
        }
    }

    /// Whether it says "none, checked".
    pub const fn is_confirmed_none(&self) -> bool {
        matches!(self, Self::ConfirmedNone(_))
    }

    /// Whether it only takes an earlier statement back; such a version is kept and never shown.
    pub const fn is_retraction(&self) -> bool {
        matches!(self, Self::Retracted(_))
    }

    /// The indexed code of the fact, where its kind has one: a drug code, a device kind.
    pub fn code(&self) -> Option<String> {
        match self {
            Self::Medication(medication) => medication.code.as_ref().map(ToString::to_string),
            Self::Device(device) => Some(device.kind.code().to_owned()),
            Self::Condition(condition) => condition
                .icd10
                .as_ref()
                .map(|code| code.as_str().to_owned()),
            _ => None,
        }
    }

    /// The order within a section: kinds as read, then calling order, then severity, then text.
    pub fn reading_key(&self) -> (usize, u32, String) {
        let kind = FactKind::ALL
            .iter()
            .position(|kind| *kind == self.kind())
            .unwrap_or(usize::MAX);
        let (rank, text) = match self {
            Self::Contact(contact) => (u32::from(contact.order), String::new()),
            Self::Physician(physician) => (u32::from(physician.order), String::new()),
            Self::Service(service) => (service.kind as u32, service.office.as_str().to_owned()),
            Self::Allergy(allergy) => (allergy.rank(), allergy.substance.as_str().to_owned()),
            Self::Device(device) => (device.kind as u32, String::new()),
            Self::Condition(condition) => (condition.rank(), condition.name.as_str().to_owned()),
            Self::Medication(medication) => {
                (medication.rank(), medication.name.as_str().to_owned())
            }
            Self::Wish(wish) => (wish.rank(), String::new()),
            _ => (0, String::new()),
        };
        (kind, rank, text)
    }
}

/// One version of one statement about a resident. Nothing is overwritten: a correction is a new
/// version that supersedes the old one.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// This version.
    pub id: FactId,
    /// About whom.
    pub resident: ResidentId,
    /// What it says.
    pub body: FactBody,
    /// Who said it and when.
    pub provenance: Provenance,
    /// The version that took its place.
    pub superseded_by: Option<FactId>,
}
