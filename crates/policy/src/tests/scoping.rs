//! Who may list whom.

use super::*;
use crate::{Level, scope};

#[test]
fn lists_are_filtered_by_the_consent_of_their_rule() {
    let table = builtin();
    let mut found = Vec::new();
    for role in Role::ALL {
        for situation in Situation::ALL {
            if let Some(scope) = scope(&table, *role, *situation) {
                assert_eq!(scope.rules.len(), 1, "{:?}", scope.rules);
                found.push((*role, *situation, scope.consent, scope.level));
            }
        }
    }
    let ems = Some((RecipientClass::Ems, Purpose::Emergency));
    let hospital = Some((RecipientClass::Hospital, Purpose::Emergency));
    let (live, full) = (Situation::LiveIncident, Level::Full);
    let review = Situation::ReviewOfLooks;
    assert_eq!(
        found,
        [
            (Role::Crew, live, ems, full),
            (Role::CrewLeader, live, ems, full),
            (Role::Dispatcher, live, ems, full),
            (Role::ErStaff, live, hospital, full),
            (Role::ErStaff, Situation::Handover, hospital, full),
            (
                Role::ErStaff,
                Situation::BackupRegistration,
                hospital,
                Level::Brief
            ),
            (Role::CityOfficer, Situation::OwnRegister, None, full),
            (Role::PrivacyOfficer, Situation::OwnRegister, None, full),
            (Role::PrivacyOfficer, review, None, Level::Existence),
            (Role::Auditor, review, None, Level::Existence),
        ]
    );
}

#[test]
fn a_narrowed_identity_narrows_the_list() {
    let table = builtin();
    let brief = "[[rule]]\nid = \"crew_live_incident\"\nlevel = \"existence\"";
    let narrowed = table.narrow(brief).unwrap();
    let narrowed = scope(&narrowed, Role::Crew, Situation::LiveIncident).unwrap();
    assert_eq!(narrowed.level, Level::Existence);
    let gone = "[[rule]]\nid = \"crew_live_incident\"\ncategories = [\"home\"]";
    let narrowed = table.narrow(gone).unwrap();
    assert_eq!(scope(&narrowed, Role::Crew, Situation::LiveIncident), None);
}
