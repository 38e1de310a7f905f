//! A city's roster over HTTP: a dry run, a commit, and the same file again.

#[path = "../../crates/intake/tests/roster_generator/mod.rs"]
pub mod roster_generator;

use std::collections::BTreeSet;
use tasuki_tests::{Actor, Answer, World};

const CSV: [(&str, &str); 1] = [("content-type", "text/csv")];

fn dry_runs(officer: &Actor, file: &[u8]) -> Answer {
    officer.sends("POST", "/v1/rosters/dry-runs", &CSV, file)
}

fn commits(officer: &Actor, import: &str) -> Answer {
    officer.sends(
        "POST",
        &format!("/v1/rosters/{import}/commit"),
        &[("content-type", "application/json")],
        b"{}",
    )
}

#[test]
fn a_thousand_lines_with_planted_defects_are_reported_exactly_and_imported_twice_change_nothing() {
    let world = World::begins();
    let officer = world.officer();
    let file = roster_generator::generate(42, 1003, 60);
    let report = dry_runs(&officer, &file.bytes).expect(200);
    assert_eq!(report["encoding"], "cp932");
    let told: BTreeSet<(u64, String, String)> = report["faults"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| {
            for words in ["problem", "expected"] {
                assert!(!fault[words].as_str().unwrap().is_empty());
            }
            let text = |member: &str| fault[member].as_str().unwrap().to_owned();
            (
                fault["line"].as_u64().unwrap(),
                text("column"),
                text("code"),
            )
        })
        .collect();
    let planted: BTreeSet<(u64, String, String)> = file
        .defects
        .iter()
        .map(|defect| {
            (
                defect.line as u64,
                defect.column.to_string(),
                defect.code.to_string(),
            )
        })
        .collect();
    assert_eq!(told, planted);
    assert_eq!(report["verdicts"]["new"], file.good);

    let done = commits(&officer, report["import_id"].as_str().unwrap()).expect(200);
    assert_eq!(done["verdicts"]["new"], file.good);
    let list = officer.gets("/v1/residents").expect(200);
    assert_eq!(list["total"], file.good);

    let again = dry_runs(&officer, &file.bytes).expect(200);
    assert_eq!(again["verdicts"]["same"], file.good);
    assert_eq!(again["verdicts"]["new"], 0);
    assert_eq!(again["verdicts"]["changed"], 0);
    let done = commits(&officer, again["import_id"].as_str().unwrap()).expect(200);
    assert_eq!(done["verdicts"]["same"], file.good);
    assert_eq!(
        officer.gets("/v1/residents").expect(200)["total"],
        file.good
    );
}

#[test]
fn a_waiting_file_is_its_officers_alone_and_waits_an_hour() {
    let world = World::begins();
    let file = roster_generator::generate(7, 3, 0);
    let report = dry_runs(&world.officer(), &file.bytes).expect(200);
    let import = report["import_id"].as_str().unwrap();
    assert_eq!(
        commits(&world.actor("other-officer"), import).problem(404),
        "not_found"
    );
    world.passes(jiff::SignedDuration::from_mins(61));
    let later = world.officer();
    assert_eq!(commits(&later, import).problem(404), "not_found");
}

#[test]
fn a_file_that_is_no_roster_is_refused_as_a_whole() {
    let world = World::begins();
    let officer = world.officer();
    for file in [
        &b""[..],
        b"a,b,c\n1,2,3\n",
        b"\xff\xfe\x00a\x00b",
        b"\x89PNG\r\n\x1a\n",
    ] {
        let answer = dry_runs(&officer, file);
        assert_eq!(answer.status, 422, "{}", answer.text);
    }
    let template = officer.gets("/v1/rosters/template.csv");
    assert_eq!(template.status, 200);
    let report = dry_runs(&officer, template.text.as_bytes()).expect(200);
    assert_eq!(report["faults"], serde_json::json!([]));
    assert_eq!(report["verdicts"]["new"], 1);
}

#[test]
fn a_wish_from_a_roster_is_heard_and_not_confirmed() {
    let world = World::begins();
    let officer = world.officer();
    let file = roster_generator::generate(11, 60, 0);
    let report = dry_runs(&officer, &file.bytes).expect(200);
    commits(&officer, report["import_id"].as_str().unwrap()).expect(200);
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let list = officer.gets("/v1/residents").expect(200);
    let mut heard = 0;
    for line in list["residents"].as_array().unwrap() {
        let answer = crew.views_summary(
            line["id"]
                .as_str()
                .or(line["resident_id"].as_str())
                .unwrap(),
            &incident,
        );
        if answer.status != 200 {
            continue;
        }
        let summary = answer.json();
        for section in summary["categories"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|category| category["sections"].as_array().cloned().unwrap_or_default())
        {
            if section["kind"] == "wish" {
                for fact in section["facts"].as_array().unwrap() {
                    assert_eq!(fact["value"]["standing"]["state"], "heard", "{fact}");
                    heard += 1;
                }
            }
        }
    }
    assert!(heard > 0, "the generated roster has wishes");
}
