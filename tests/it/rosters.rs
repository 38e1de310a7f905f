//! A city's roster over HTTP: a dry run, a commit, and the same file again.

#[path = "../../crates/intake/tests/roster_generator/mod.rs"]
pub mod roster_generator;

use crate::stopping::within;
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

/// The multipart body of the officer's page with one file and, if named, a municipality.
fn upload(csrf: &str, municipality: Option<&str>, file: &[u8]) -> Vec<u8> {
    let field = |name: &str, value: &str| {
        format!("--parting\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let mut body = field("csrf", csrf);
    if let Some(code) = municipality {
        body.push_str(&field("municipality", code));
    }
    body.push_str(
        "--parting\r\ncontent-disposition: form-data; name=\"file\"; filename=\"roster.csv\"\r\n\
         content-type: text/csv\r\n\r\n",
    );
    let mut body = body.into_bytes();
    body.extend(file);
    body.extend(b"\r\n--parting--\r\n");
    body
}

fn uploads(page: &Actor, body: &[u8]) -> Answer {
    let headers = [("content-type", "multipart/form-data; boundary=parting")];
    page.sends("POST", "/officer/import", &headers, body)
}

#[test]
fn a_file_of_someone_who_may_not_is_refused_unread_and_on_record() {
    let world = World::begins();
    // No roster at all: it is the role that is refused, not what was sent.
    let headers = [("content-type", "text/plain")];
    let before = world.entries();
    let answer = world
        .crew()
        .sends("POST", "/v1/rosters/dry-runs", &headers, b"x");
    assert_eq!(answer.problem(403), "forbidden");
    assert_eq!(world.entries(), before + 1);
    let (page, _) = world.page("crew");
    // A form without a token of the session: it is not looked at either.
    let answer = uploads(&page, &upload("foreign", None, b"x"));
    assert_eq!(answer.status, 403);
    assert!(
        answer.text.contains("この職種では使えない"),
        "{}",
        answer.text
    );
    assert_eq!(world.entries(), before + 2);
}

#[test]
fn a_file_that_cannot_be_read_and_a_city_next_door_are_on_record_at_both_doors() {
    let world = World::begins();
    let (page, csrf) = world.page("officer");
    let template = world.officer().gets("/v1/rosters/template.csv").text;
    let mut before = world.entries_of("dry_run_roster");
    let mut recorded = |what: &str| {
        let now = world.entries_of("dry_run_roster");
        assert_eq!(now, before + 1, "{what}");
        before = now;
    };
    assert_eq!(dry_runs(&world.officer(), b"no,roster\n1,2\n").status, 422);
    recorded("an unreadable file by API");
    assert_eq!(
        uploads(&page, &upload(&csrf, None, b"no,roster\n1,2\n")).status,
        422
    );
    recorded("an unreadable file on the page");
    let next_door = format!(
        "/v1/rosters/dry-runs?municipality={}",
        tasuki_tests::world::OTHER_CITY
    );
    let answer = world
        .officer()
        .sends("POST", &next_door, &CSV, template.as_bytes());
    assert_eq!(answer.problem(404), "not_found");
    recorded("the city next door by API");
    let body = upload(
        &csrf,
        Some(tasuki_tests::world::OTHER_CITY),
        template.as_bytes(),
    );
    assert_eq!(uploads(&page, &body).status, 404);
    recorded("the city next door on the page");
}

#[test]
fn the_page_after_an_import_names_the_lines_that_were_refused_and_invents_nothing() {
    let world = World::begins();
    let (page, csrf) = world.page("officer");
    let template = world.officer().gets("/v1/rosters/template.csv").text;
    let (_, line) = template.trim_end().rsplit_once("\r\n").unwrap();
    let number = line.split(',').next().unwrap();
    // The same person under another number, who is registered between the check and the taking in.
    let (header, _) = template.split_once("\r\n").unwrap();
    let file = format!("{header}\r\n{}\r\n", line.replacen(number, "R-000099", 1));
    let report = uploads(&page, &upload(&csrf, None, file.as_bytes()));
    assert_eq!(report.status, 200, "{}", report.text);
    let waiting = dry_runs(&world.officer(), template.as_bytes()).expect(200);
    commits(&world.officer(), waiting["import_id"].as_str().unwrap()).expect(200);
    let (_, rest) = report.text.split_once("action=\"/officer/import/").unwrap();
    let import = rest.split('/').next().unwrap();
    let path = format!("/officer/import/{import}/commit");
    let answer = page.sends_form(&path, &format!("csrf={csrf}&municipality=990019"));
    assert_eq!(answer.status, 303, "{}", answer.text);
    let done = answer.header("location").unwrap().to_owned();
    let shown = page.gets(&done);
    assert_eq!(shown.status, 200, "{}", shown.text);
    assert!(
        shown.text.contains("<th scope=\"row\">2</th>"),
        "{}",
        shown.text
    );
    assert!(shown.text.contains("別の登録番号"), "{}", shown.text);
    let (next_door, _) = world.page("other-officer");
    for foreign in [
        next_door.gets(&done),
        page.gets("/officer/import/done"),
        page.gets("/officer/import/0198f0b5-0000-7000-8000-000000000000/done"),
    ] {
        assert_eq!(foreign.status, 404, "{}", foreign.text);
    }
    // An hour later the counts are what is left.
    world.passes(jiff::SignedDuration::from_mins(59));
    assert!(page.gets(&done).text.contains("別の登録番号"));
}

#[test]
fn one_roster_is_worked_on_at_a_time_and_the_next_is_told_to_come_again() {
    let limits = tasuki_http::Limits {
        wait: std::time::Duration::from_millis(200),
        ..tasuki_http::Limits::default()
    };
    let world = World::within(limits);
    let file = world.officer().gets("/v1/rosters/template.csv").text;
    let (first, second) = (world.officer(), world.officer());
    let held = world.database.holds_writes();
    let drawn = world.drawn();
    let sent = file.clone();
    let working = std::thread::spawn(move || dry_runs(&first, sent.as_bytes()));
    // Its identifier, the question whether it may, and its work, which waits for the lock.
    within(10, "the first is at work", || world.drawn() >= drawn + 3);
    let turned_away = dry_runs(&second, file.as_bytes());
    assert!(turned_away.header("retry-after").is_some());
    assert_eq!(turned_away.problem(503), "busy");
    drop(held);
    working.join().unwrap().expect(200);
    dry_runs(&second, file.as_bytes()).expect(200);
}
