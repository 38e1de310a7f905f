//! What a roster may and may not undo.

mod taken_back;

use crate::town::Town;
use std::collections::BTreeSet;
use tasuki_app::{
    care_teams, consents,
    residents::{self, ListResidents, RecordFact},
    rosters::{self, FormConsent, RosterConsent, RosterLine, Verdicts},
};
use tasuki_domain::{
    Category,
    birth_date::PartialDate,
    consent::{ConsentRow, ConsentState, Evidence, EvidenceKind, Purpose, RecipientClass},
    fact::{
        FactBody, FactKind,
        allergy::{Agent, Allergy},
        identity::{Identity, PersonName, Sex},
    },
    id::ResidentId,
    provenance::Source,
    summary::Shown,
    text::KanaName,
};

fn line(number: usize) -> RosterLine {
    let date = jiff::civil::date(2026, 6, 1);
    RosterLine {
        line: number + 1,
        key: format!("R-{number}").parse().unwrap(),
        identity: Identity {
            name: PersonName {
                family: "試験".parse().unwrap(),
                given: Some(format!("人{number}").parse().unwrap()),
                family_kana: Some("シケン".parse().unwrap()),
                given_kana: Some(kana(number)),
            },
            other_names: vec![],
            birth_date: "1940-03-02".parse().unwrap(),
            sex: Sex::Female,
            address: None,
            phones: vec![],
            language: None,
        },
        protected_address: None,
        facts: vec![
            allergy("ペニシリン系"),
            FactBody::ConfirmedNone(FactKind::Device),
        ],
        consent: FormConsent::Permits(RosterConsent {
            rows: Category::ALL
                .iter()
                .flat_map(|category| {
                    [
                        (RecipientClass::Ems, Purpose::Emergency),
                        (RecipientClass::Clinic, Purpose::Care),
                    ]
                    .map(|(recipient, purpose)| ConsentRow {
                        category: *category,
                        recipient,
                        purpose,
                    })
                })
                .collect::<BTreeSet<_>>(),
            collection: true,
            evidence: Evidence {
                kind: EvidenceKind::OwnSignature,
                form_version: "様式1".parse().unwrap(),
                signed_on: date,
            },
            proxy: None,
            until: None,
        }),
        signed_on: date,
        as_of: PartialDate::Day(date),
        confirmed_on: None,
        source: Source::City,
    }
}

fn form(line: &mut RosterLine) -> &mut RosterConsent {
    match &mut line.consent {
        FormConsent::Permits(consent) => consent,
        _ => panic!("the line has a consent"),
    }
}

fn allergy(substance: &str) -> FactBody {
    FactBody::Allergy(Allergy {
        substance: substance.parse().unwrap(),
        agent: Agent::Drug,
        reaction: None,
        severity: None,
        when: None,
    })
}

fn import(town: &Town, lines: &[RosterLine]) -> Verdicts {
    let dry = rosters::dry_run(
        &town.tasuki,
        &town.officer,
        &town.occasion(),
        &town.city,
        lines,
        b"",
    )
    .unwrap()
    .unwrap();
    let done = rosters::import(
        &town.tasuki,
        &town.officer,
        &town.occasion(),
        &town.city,
        lines,
        b"",
        &mut |_| {},
    )
    .unwrap()
    .unwrap();
    assert_eq!(
        dry.verdicts, done.verdicts,
        "the dry run says what the import then does"
    );
    done.verdicts
}

fn only_resident(town: &Town) -> ResidentId {
    let page = residents::list(
        &town.tasuki,
        &town.officer,
        &town.occasion(),
        &ListResidents::default(),
    )
    .unwrap()
    .unwrap();
    assert_eq!(page.lines.len(), 1);
    page.lines[0].resident.id
}

fn substances(town: &Town, resident: ResidentId) -> Vec<String> {
    let input = residents::ViewSummary {
        resident,
        incident: None,
    };
    let view = residents::view_summary(&town.tasuki, &town.physician, &town.occasion(), input)
        .unwrap()
        .unwrap();
    let shown = view
        .sections
        .iter()
        .find(|(category, _)| *category == Category::Allergies)
        .unwrap();
    let Shown::Full(section) = &shown.1 else {
        panic!("the clinic sees allergies: {:?}", shown.1)
    };
    section
        .entries
        .iter()
        .filter_map(|entry| match &entry.body {
            FactBody::Allergy(allergy) => Some(allergy.substance.as_str().to_owned()),
            _ => None,
        })
        .collect()
}

fn join(town: &Town, resident: ResidentId) {
    care_teams::join(
        &town.tasuki,
        &town.officer,
        &town.occasion(),
        resident,
        town.clinic,
    )
    .unwrap()
    .unwrap();
}

#[test]
fn imported_twice_nothing_changes() {
    let town = Town::new();
    let lines: Vec<RosterLine> = (0..120).map(line).collect();
    assert_eq!(
        import(&town, &lines),
        Verdicts {
            new: 120,
            ..Verdicts::default()
        }
    );
    assert_eq!(
        import(&town, &lines),
        Verdicts {
            same: 120,
            ..Verdicts::default()
        }
    );
}

#[test]
fn a_changed_line_replaces_what_the_roster_said_before() {
    let town = Town::new();
    import(&town, &[line(0)]);
    let resident = only_resident(&town);
    join(&town, resident);
    let mut changed = line(0);
    changed.facts = vec![
        allergy("セフェム系"),
        allergy("造影剤"),
        FactBody::ConfirmedNone(FactKind::Device),
    ];
    assert_eq!(
        import(&town, &[changed.clone()]),
        Verdicts {
            changed: 1,
            ..Verdicts::default()
        }
    );
    assert_eq!(substances(&town, resident), ["セフェム系", "造影剤"]);
    changed.facts.remove(0);
    assert_eq!(
        import(&town, &[changed.clone()]),
        Verdicts {
            changed: 1,
            ..Verdicts::default()
        }
    );
    assert_eq!(
        substances(&town, resident),
        ["造影剤"],
        "what the roster no longer says is taken back"
    );
    assert_eq!(
        import(&town, &[changed]),
        Verdicts {
            same: 1,
            ..Verdicts::default()
        }
    );
}

#[test]
fn an_old_spreadsheet_cannot_undo_a_doctors_word() {
    let town = Town::new();
    import(&town, &[line(0)]);
    let resident = only_resident(&town);
    join(&town, resident);
    let doctor_says = RecordFact {
        resident,
        body: allergy("アスピリン"),
        replaces: None,
        source: Source::Physician,
        said_by: None,
        as_of: "2026-11-01".parse().unwrap(),
        if_version: None,
    };
    residents::record_fact(
        &town.tasuki,
        &town.physician,
        &town.occasion(),
        None,
        &doctor_says,
    )
    .unwrap()
    .unwrap();
    let mut none = line(0);
    none.facts = vec![
        FactBody::ConfirmedNone(FactKind::Allergy),
        FactBody::ConfirmedNone(FactKind::Device),
    ];
    import(&town, &[none]);
    assert!(substances(&town, resident).contains(&"アスピリン".to_owned()));
}

#[test]
fn a_withdrawn_consent_does_not_come_back_with_the_same_form() {
    let town = Town::new();
    import(&town, &[line(0)]);
    let resident = only_resident(&town);
    let (list, _) = consents::list(&town.tasuki, &town.officer, &town.occasion(), resident)
        .unwrap()
        .unwrap();
    consents::withdraw(&town.tasuki, &town.officer, &town.occasion(), list[0].id)
        .unwrap()
        .unwrap();
    assert_eq!(
        import(&town, &[line(0)]),
        Verdicts {
            same: 1,
            ..Verdicts::default()
        }
    );
    let (list, _) = consents::list(&town.tasuki, &town.officer, &town.occasion(), resident)
        .unwrap()
        .unwrap();
    assert!(
        list.iter()
            .all(|consent| matches!(consent.state, ConsentState::Withdrawn(_)))
    );
}

#[test]
fn one_bad_line_never_stops_the_rest_and_leaves_nothing_of_itself() {
    let town = Town::new();
    let mut lines: Vec<RosterLine> = (0..3).map(line).collect();
    form(&mut lines[1]).evidence.kind = EvidenceKind::ProxySignature;
    let done = rosters::import(
        &town.tasuki,
        &town.officer,
        &town.occasion(),
        &town.city,
        &lines,
        b"",
        &mut |_| {},
    )
    .unwrap()
    .unwrap();
    assert_eq!(
        done.verdicts,
        Verdicts {
            new: 2,
            rejected: 1,
            ..Verdicts::default()
        }
    );
    assert_eq!(
        (done.rejected[0].line, done.rejected[0].code),
        (2, "proxy_missing")
    );
    let page = residents::list(
        &town.tasuki,
        &town.officer,
        &town.occasion(),
        &ListResidents::default(),
    )
    .unwrap()
    .unwrap();
    assert_eq!(page.total, 2);
}

#[test]
fn the_same_person_under_another_number_waits_for_a_human() {
    let town = Town::new();
    import(&town, &[line(0)]);
    let mut twin = line(0);
    twin.key = "R-OTHER".parse().unwrap();
    assert_eq!(
        import(&town, &[twin]),
        Verdicts {
            rejected: 1,
            ..Verdicts::default()
        }
    );
    only_resident(&town);
}

/// A kana of its own for every number.
fn kana(mut number: usize) -> KanaName {
    let syllables = ['ア', 'カ', 'サ', 'タ', 'ナ', 'ハ', 'マ', 'ヤ', 'ラ', 'ワ'];
    let mut kana = String::from("ヒト");
    loop {
        kana.push(syllables[number % 10]);
        number /= 10;
        if number == 0 {
            return kana.parse().unwrap();
        }
    }
}
