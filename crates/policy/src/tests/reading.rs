//! Reading the table, and who may do and record what.

use super::*;
use crate::{Superseding, WishRecording};
use proptest::prelude::*;
use tasuki_domain::{access::Action, fact::FactKind};

const FILE: &str = include_str!("../../disclosure.toml");

/// The file that ships with one place changed; the place must exist.
fn changed(from: &str, to: &str) -> Result<Table, TableError> {
    assert!(FILE.contains(from), "{from}");
    Table::parse(&FILE.replacen(from, to, 1))
}

fn unknown(column: &'static str, code: &str) -> Fault {
    let code = code.to_owned();
    Fault::Unknown { column, code }
}

#[test]
fn a_wrong_row_refuses_the_table_and_is_named() {
    let crew = "crew_live_incident";
    let roles = "roles = [\"crew\", \"crew_leader\"]\n";
    let cases = [
        (
            roles,
            "roles = [\"crew\", \"chef\"]\n",
            crew,
            unknown("roles", "chef"),
        ),
        (roles, "roles = []\n", crew, Fault::Missing("roles")),
        (roles, "", crew, Fault::Missing("roles")),
        (
            roles,
            "roles = [\"crew\", \"crew\"]\n",
            crew,
            Fault::Twice {
                column: "roles",
                code: "crew".to_owned(),
            },
        ),
        (
            "[\"identity\", ",
            "[\"name\", ",
            crew,
            unknown("categories", "name"),
        ),
        (
            "\"live_incident\"",
            "\"alive\"",
            crew,
            unknown("situation", "alive"),
        ),
        (
            "\"ems/emergency\"",
            "\"ems\"",
            crew,
            unknown("consent", "ems"),
        ),
        (
            "\"ems/emergency\"",
            "\"ems/care\"",
            crew,
            Fault::PurposeDiffers,
        ),
        (
            "purpose = \"emergency\"\n",
            "purpose = \"any\"\n",
            crew,
            Fault::PurposeDiffers,
        ),
        (
            "level = \"full\"",
            "level = \"all\"",
            crew,
            unknown("level", "all"),
        ),
        ("level = \"full\"\n", "", crew, Fault::Missing("level")),
        (
            "sentence = \"救急隊は、出動して",
            "#",
            crew,
            Fault::Missing("sentence"),
        ),
        (
            "basis = \"",
            "basis = \"\" #",
            crew,
            Fault::Missing("basis"),
        ),
        (
            "id = \"crew_live_incident\"\n",
            "",
            "rule #1",
            Fault::Missing("id"),
        ),
        (
            "id = \"dispatcher_live_incident\"",
            "id = \"crew_live_incident\"",
            crew,
            Fault::Repeated,
        ),
        (
            "situation = \"handover\"\nconsent = \"hospital/emergency\"",
            "situation = \"live_incident\"\nconsent = \"ems/emergency\"",
            "er_handover",
            Fault::ConsentDiffers,
        ),
        (
            "purpose = \"oversight\"\nsituation = \"review_of_looks\"",
            "purpose = \"oversight\"\nsituation = \"listing\"",
            "reviewer_review_of_looks",
            Fault::PermitsListing,
        ),
        (
            "purpose = \"oversight\"\nsituation",
            "purpose = \"any\"\nsituation",
            "reviewer_review_of_looks",
            Fault::AnyPurpose,
        ),
        (
            "never = true\n",
            "never = true\nconsent = \"ems/emergency\"\n",
            "wishes_never_listed",
            Fault::NeverWithConsent,
        ),
        (
            "action = \"look_up\"",
            "action = \"gaze\"",
            "gaze",
            unknown("action", "gaze"),
        ),
        (
            "action = \"look_up\"",
            "action = \"view_summary\"",
            "view_summary",
            Fault::Repeated,
        ),
        (
            "[[action]]\naction = \"list_accesses\"\nroles",
            "[[rule]]\nid = \"list_accesses\"\nroles",
            "list_accesses",
            Fault::Missing("purpose"),
        ),
        (
            "wishes = \"heard\"\n",
            "",
            "recording #2",
            Fault::WishesDiffer,
        ),
        (
            "supersedes = \"own\"\n",
            "supersedes = \"all\"\n",
            "recording #4",
            unknown("supersedes", "all"),
        ),
        (
            "roles = [\"pharmacist\"]\nkinds",
            "roles = [\"physician\"]\nkinds",
            "recording of pharmacist",
            Fault::RecordingDiffers,
        ),
    ];
    for (from, to, row, expected) in cases {
        assert_eq!(changed(from, to), fault(row, expected), "{to}");
    }
}

#[test]
fn every_action_needs_a_row() {
    let start = FILE.find("[[action]]\naction = \"list_accesses\"").unwrap();
    let end = FILE
        .find("# ====")
        .map(|_| FILE.rfind("# =====").unwrap())
        .unwrap();
    let without = format!("{}{}", &FILE[..start], &FILE[end..]);
    assert_eq!(
        Table::parse(&without),
        fault("list_accesses", Fault::ActionMissing)
    );
    assert_eq!(Table::parse(""), fault("look_up", Fault::ActionMissing));
}

#[test]
fn what_is_no_table_is_no_table() {
    for text in [
        "rule",
        "[[rules]]",
        "[[rule]]\nlevels = \"full\"",
        "rule = 1",
    ] {
        assert!(
            matches!(Table::parse(text), Err(TableError::Unreadable(_))),
            "{text}"
        );
    }
}

#[test]
fn the_hash_is_that_of_the_bytes() {
    let hash = builtin().hash().to_owned();
    assert_eq!(hash.len(), 64);
    assert_eq!(Table::parse(FILE).unwrap().hash(), hash);
    assert_ne!(Table::parse(&format!("{FILE}\n")).unwrap().hash(), hash);
    let overlay = "[[rule]]\nid = \"crew_live_incident\"\nlevel = \"full\"";
    let narrowed = builtin().narrow(overlay).unwrap();
    assert_ne!(narrowed.hash(), hash);
    let other = builtin().narrow(&format!("{overlay} ")).unwrap();
    assert_ne!(narrowed.hash(), other.hash());
}

#[test]
fn who_records_what() {
    let table = builtin();
    let kinds = |role: Role| {
        let kinds = FactKind::ALL.iter().copied();
        kinds.filter(|kind| table.may_record(role, *kind)).count()
    };
    assert_eq!(kinds(Role::Physician), FactKind::ALL.len());
    assert_eq!(kinds(Role::CityOfficer), FactKind::ALL.len());
    assert_eq!(kinds(Role::Nurse), 9);
    assert_eq!(kinds(Role::Pharmacist), 3);
    assert_eq!(
        kinds(Role::Crew) + kinds(Role::Resident) + kinds(Role::Machine),
        0
    );
    let supersedes = |role| table.supersedes(role, FactKind::Allergy);
    assert_eq!(supersedes(Role::Physician), Some(Superseding::Shown));
    assert_eq!(supersedes(Role::CityOfficer), Some(Superseding::Own));
    assert_eq!(supersedes(Role::Crew), None);
    let uncollected = |role| table.may_record_without_collection(role, FactKind::Allergy);
    let may: Vec<&Role> = Role::ALL
        .iter()
        .filter(|role| uncollected(**role))
        .collect();
    assert_eq!(may, [&Role::CityOfficer]);
    let wishes = |role| table.wishes_recorded_by(role);
    assert_eq!(wishes(Role::Physician), Some(WishRecording::Confirmed));
    assert_eq!(wishes(Role::CityOfficer), Some(WishRecording::Heard));
    assert_eq!(wishes(Role::CareManager), Some(WishRecording::Heard));
    assert_eq!(wishes(Role::Pharmacist), None);
    assert_eq!(wishes(Role::Crew), None);
}

#[test]
fn who_does_what() {
    let table = builtin();
    let cases = [
        (Role::Crew, Action::LookUp, true),
        (Role::Physician, Action::LookUp, false),
        (Role::Physician, Action::ViewSummary, true),
        (Role::CityOfficer, Action::ViewSummary, false),
        (Role::CityOfficer, Action::ImportRoster, true),
        (Role::Resident, Action::WithdrawConsent, true),
        (Role::Resident, Action::GrantConsent, false),
        (Role::Auditor, Action::ListAccesses, true),
        (Role::Auditor, Action::ViewResident, false),
        (Role::OrgAdmin, Action::ListAccesses, false),
    ];
    for (role, action, expected) in cases {
        assert_eq!(table.may(role, action), expected, "{role:?} {action:?}");
    }
}

#[test]
fn no_sentence_orders_or_repeats() {
    let table = builtin();
    let mut sentences = BTreeSet::new();
    for rule in table.rules() {
        assert!(sentences.insert(&rule.sentence), "{}", rule.id);
        for word in ["DNAR", "蘇生不可", "不要", "禁止", "中止", "不搬送"] {
            assert!(!rule.sentence.contains(word), "{}", rule.id);
        }
    }
}

proptest! {
    #[test]
    fn no_text_panics(text in "(\\[\\[(rule|action|recording)\\]\\]\n|[a-z_]{1,9} = |\"[a-z_/]{0,9}\"\n|true\n|\\[\\]\n|\\PC){0,12}") {
        let _ = Table::parse(&text);
        let _ = builtin().narrow(&text);
    }
}
