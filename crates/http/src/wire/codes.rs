//! The domain's enumerations on the wire.

use super::wire_code;
use tasuki_domain::{
    Category,
    access::{Action, Outcome},
    application::Route,
    consent::{EvidenceKind, ProxyBasis, Purpose, RecipientClass},
    fact::{
        FactKind, allergy, care,
        condition::ConditionStatus,
        device::{DeviceKind, Side},
        home::Household,
        identity::{OtherNameKind, Sex},
        medication::DrugCodeSystem,
        physician::{Practice, ServiceKind},
        wishes::{Procedure, Wanted},
    },
    incident::{LookReason, MissReason, Origin},
    lookup::{CriteriaItem, Loosening, SearchPurpose},
    provenance::Source,
    role::Role,
    search_event::SearchEventKind,
};

wire_code! {
    /// One thing that a searcher may know.
    CriteriaItem as "CriteriaItem"
}
wire_code! {
    /// A way of searching once more with less.
    Loosening as "Loosening"
}
wire_code! {
    /// What an officer searches the register for.
    SearchPurpose as "SearchPurpose"
}
wire_code! {
    /// What was unusual about searches.
    SearchEventKind as "SearchEventKind"
}
wire_code! {
    /// A category of information (情報区分).
    Category as "Category"
}
wire_code! {
    /// What a user acts as (職種).
    Role as "Role"
}
wire_code! {
    /// What was done.
    Action as "Action"
}
wire_code! {
    /// What kind of statement a fact is.
    FactKind as "FactKind"
}
wire_code! {
    /// Where a statement came from (出典).
    Source as "Source"
}
wire_code! {
    /// Who may receive.
    RecipientClass as "RecipientClass"
}
wire_code! {
    /// For what.
    Purpose as "Purpose"
}
wire_code! {
    /// Sex as the forms ask it.
    Sex as "Sex"
}
wire_code! {
    /// A device in or on the body, or a treatment at home.
    DeviceKind as "DeviceKind"
}
wire_code! {
    /// What an office does for the person.
    ServiceKind as "ServiceKind"
}
wire_code! {
    /// 要介護度
    care::Level as "CareLevelGrade"
}
wire_code! {
    /// 障害高齢者の日常生活自立度
    care::DisabilityGrade as "DisabilityGrade"
}
wire_code! {
    /// 認知症高齢者の日常生活自立度
    care::DementiaGrade as "DementiaGrade"
}
wire_code! {
    /// 自立 / 見守り / 一部介助 / 全介助
    care::Assistance as "Assistance"
}
wire_code! {
    /// To what kind of thing.
    allergy::Agent as "AllergyAgent"
}
wire_code! {
    /// A procedure that a wish speaks of.
    Procedure as "Procedure"
}
wire_code! {
    /// What the person said about a procedure.
    Wanted as "Wanted"
}
wire_code! {
    /// Why a search found nobody.
    MissReason as "MissReason" {
        NotRegistered "not_registered",
        IdentityUnknown "identity_unknown",
        NoMatch "no_match",
        FoundLater "found_later",
        Cancelled "cancelled",
        Unstated "unstated",
    }
}
wire_code! {
    /// How it ended.
    Outcome as "Outcome" { Permitted "permitted", Missed "missed", Refused "refused" }
}
wire_code! {
    /// How bad it was, only as recorded.
    allergy::Severity as "AllergySeverity" { Anaphylaxis "anaphylaxis", Severe "severe", Mild "mild" }
}
wire_code! {
    /// Whether it is being treated.
    ConditionStatus as "ConditionStatus" { Active "active", Past "past", Operation "operation" }
}
wire_code! {
    /// Which side of the body.
    Side as "Side" { Left "left", Right "right", Both "both" }
}
wire_code! {
    /// The household (世帯).
    Household as "Household" {
        Alone "alone",
        ElderlyOnly "elderly_only",
        AloneByDay "alone_by_day",
        WithFamily "with_family",
        Facility "facility",
    }
}
wire_code! {
    /// Why a person is known by another name.
    OtherNameKind as "OtherNameKind" { Former "former", Alias "alias", Latin "latin" }
}
wire_code! {
    /// A drug coding system.
    DrugCodeSystem as "DrugCodeSystem" { Yj "yj", Hot "hot", Mhlw "mhlw", Receipt "receipt" }
}
wire_code! {
    /// 医科 / 歯科
    Practice as "Practice" { Medical "medical", Dental "dental" }
}
wire_code! {
    /// How the emergency began.
    Origin as "Origin" {
        Call119 "call119",
        HomeDoctor "home_doctor",
        AlarmCentre "alarm_centre",
        Facility "facility",
        WalkIn "walk_in",
    }
}
wire_code! {
    /// Why a crew looks without an incident number.
    LookReason as "LookReason" {
        OnDuty "on_duty",
        Transfer "transfer",
        Training "training",
        Inquiry "inquiry",
    }
}
wire_code! {
    /// By which route a registration form came.
    Route as "ApplicationRoute" {
        Counter "counter",
        CareCertification "care_certification",
        Visit "visit",
        Roster "roster",
    }
}
wire_code! {
    /// How a consent was obtained.
    EvidenceKind as "EvidenceKind" {
        OwnSignature "own_signature",
        ProxySignature "proxy_signature",
        CareCertificationBox "care_certification_box",
    }
}
wire_code! {
    /// Why a representative may consent.
    ProxyBasis as "ProxyBasis" {
        LegalRepresentative "legal_representative",
        Mandate "mandate",
    }
}
