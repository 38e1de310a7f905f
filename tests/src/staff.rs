//! Who works in a world.

use crate::world::{CITY, OTHER_CITY};
use tasuki_domain::{organization::OrganizationKind, role::Role};

/// Every account of the world: login, role, institution, which city it serves.
pub(crate) const ACCOUNTS: &[(&str, Role, OrganizationKind, &str)] = &[
    ("crew", Role::Crew, OrganizationKind::FireHeadquarters, CITY),
    (
        "leader",
        Role::CrewLeader,
        OrganizationKind::FireHeadquarters,
        CITY,
    ),
    (
        "dispatcher",
        Role::Dispatcher,
        OrganizationKind::FireHeadquarters,
        CITY,
    ),
    (
        "other-crew",
        Role::Crew,
        OrganizationKind::FireHeadquarters,
        OTHER_CITY,
    ),
    ("er-desk", Role::ErStaff, OrganizationKind::Hospital, CITY),
    ("physician", Role::Physician, OrganizationKind::Clinic, CITY),
    (
        "nurse",
        Role::Nurse,
        OrganizationKind::VisitingNursing,
        CITY,
    ),
    (
        "pharmacist",
        Role::Pharmacist,
        OrganizationKind::Pharmacy,
        CITY,
    ),
    (
        "care-manager",
        Role::CareManager,
        OrganizationKind::CareOffice,
        CITY,
    ),
    (
        "facility",
        Role::FacilityStaff,
        OrganizationKind::Facility,
        CITY,
    ),
    ("officer", Role::CityOfficer, OrganizationKind::City, CITY),
    (
        "other-officer",
        Role::CityOfficer,
        OrganizationKind::City,
        OTHER_CITY,
    ),
    (
        "privacy",
        Role::PrivacyOfficer,
        OrganizationKind::City,
        CITY,
    ),
    ("auditor", Role::Auditor, OrganizationKind::City, CITY),
    ("admin", Role::OrgAdmin, OrganizationKind::City, CITY),
    ("shelter", Role::ShelterStaff, OrganizationKind::City, CITY),
    ("alarm", Role::AlarmCentre, OrganizationKind::Facility, CITY),
    ("machine", Role::Machine, OrganizationKind::City, CITY),
];

/// The login of the account of a role, if the world has one.
pub fn login_of(role: Role) -> Option<&'static str> {
    ACCOUNTS
        .iter()
        .find(|(_, known, _, _)| *known == role)
        .map(|(login, ..)| *login)
}
