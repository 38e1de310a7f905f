//! Consents: taken in on evidence, withdrawn in one step.

use serde_json::json;
use std::{
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
};
use tasuki_app::lookups::SearchBounds;
use tasuki_tests::{Actor, World, given};

#[test]
fn what_a_counter_must_see_is_asked_for_by_name() {
    let world = World::begins();
    let hanako = world.hanako();
    let officer = world.officer();
    let base = given::consent_to_crews(&["allergies"]);
    let with = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut consent = base.clone();
        change(&mut consent);
        officer.grants(&hanako, &consent).problem(422)
    };
    assert_eq!(
        with(&|consent| consent["rows"] = json!([])),
        "consent_without_rows"
    );
    assert_eq!(
        with(&|consent| consent["evidence"]["kind"] = json!("proxy_signature")),
        "proxy_missing"
    );
    assert_eq!(
        with(&|consent| consent["proxy"] =
            json!({"name": "試験 由美", "relation": "長女", "basis": "mandate"})),
        "proxy_unexpected"
    );
    assert_eq!(
        with(&|consent| consent["evidence"]["signed_on"] = json!("2026-11-22")),
        "signed_in_future"
    );
    assert_eq!(
        with(&|consent| consent["until"] = json!("2026-11-20")),
        "until_passed"
    );
}

#[test]
fn a_later_consent_supersedes_and_the_earlier_one_cannot_be_withdrawn() {
    let world = World::begins();
    let hanako = world.hanako();
    let officer = world.officer();
    officer
        .grants(&hanako, &given::consent_to_crews(&["allergies"]))
        .expect(201);
    let list = officer
        .gets(&format!("/v1/residents/{hanako}/consents"))
        .expect(200);
    let consents = list["consents"].as_array().unwrap();
    assert_eq!(consents.len(), 2);
    assert_eq!(consents[0]["version"], 2);
    assert_eq!(consents[0]["state"], "in_force");
    assert_eq!(consents[1]["state"], "superseded");
    assert_eq!(
        officer
            .withdraws(consents[1]["id"].as_str().unwrap())
            .problem(409),
        "consent_superseded"
    );
    let identity = consents[0]["rows"]
        .as_array()
        .unwrap()
        .iter()
        .any(|row| row["category"] == "identity");
    assert!(identity, "whoever may see anything may see whose it is");
}

#[test]
fn invariant_3_a_form_that_turns_up_late_does_not_undo_a_newer_one() {
    let world = World::begins();
    let hanako = world.hanako();
    let officer = world.officer();
    let signed = |day: &str, categories: &[&str]| {
        let mut consent = given::consent_to_crews(categories);
        consent["evidence"]["signed_on"] = json!(day);
        consent
    };
    officer
        .grants(&hanako, &signed("2026-11-20", &["allergies"]))
        .expect(201);
    let late = officer.grants(
        &hanako,
        &signed("2026-11-19", &["allergies", "medications"]),
    );
    assert_eq!(late.problem(409), "consent_is_older");
    let consents = officer
        .gets(&format!("/v1/residents/{hanako}/consents"))
        .expect(200);
    let in_force = consents["consents"].as_array().unwrap().iter();
    let in_force: Vec<_> = in_force
        .filter(|consent| consent["state"] == "in_force")
        .collect();
    assert_eq!(in_force.len(), 1);
    assert_eq!(in_force[0]["evidence"]["signed_on"], "2026-11-20");
}

#[test]
fn withdrawing_twice_is_as_good_as_once() {
    let world = World::begins();
    let hanako = world.hanako();
    let officer = world.officer();
    let list = officer
        .gets(&format!("/v1/residents/{hanako}/consents"))
        .expect(200);
    let id = list["consents"][0]["id"].as_str().unwrap().to_owned();
    officer.withdraws(&id).expect(200);
    officer.withdraws(&id).expect(200);
    assert_eq!(
        officer
            .withdraws("0198f0b5-0000-7000-8000-000000000000")
            .problem(404),
        "not_found"
    );
    assert_eq!(
        world.actor("other-officer").withdraws(&id).problem(404),
        "not_found"
    );
}

#[test]
fn invariant_3_no_answer_presumes_consent() {
    // There is no way to say "unless refused": a consent without rows is refused, and a registered
    // person without a consent is found by nobody and readable to nobody but their own city.
    let world = World::begins();
    let officer = world.officer();
    let id = officer.registers(&given::hanako());
    officer.gets(&format!("/v1/residents/{id}")).expect(200);
    for login in ["crew", "leader", "dispatcher", "er-desk"] {
        let actor = world.actor(login);
        let incident = actor.opens_incident(&format!("{login}-1"));
        assert_eq!(
            actor.views_summary(&id, &incident).problem(404),
            "not_found",
            "{login}"
        );
    }
    for login in [
        "physician",
        "nurse",
        "pharmacist",
        "care-manager",
        "facility",
    ] {
        let path = format!("/v1/residents/{id}/summary");
        assert_eq!(
            world.actor(login).gets(&path).problem(404),
            "not_found",
            "{login}"
        );
    }
}

/// Who asks, again and again, while consents come and go.
const ASKING: usize = 6;
/// How often consent is given and withdrawn.
const ROUNDS: usize = 5;
/// Requests that each makes after a withdrawal was answered.
const AFTERWARDS: usize = 8;

#[test]
fn invariant_3_withdrawal_is_effective_in_the_next_request_under_load() {
    let world = World::bounded(SearchBounds::NONE);
    let hanako = world.hanako();
    let officer = world.officer();
    let crews: Vec<(Actor, String)> = (0..ASKING)
        .map(|n| {
            let crew = world.crew();
            let incident = crew.opens_incident(&format!("L-{n}"));
            (crew, incident)
        })
        .collect();
    let criteria = world.hanako_criteria();
    for round in 0..ROUNDS {
        let consents = format!("/v1/residents/{hanako}/consents");
        let in_force = officer.gets(&consents).expect(200)["consents"][0]["id"].clone();
        let (withdrawn, seen) = (AtomicBool::new(false), AtomicUsize::new(0));
        thread::scope(|scope| {
            for (crew, incident) in &crews {
                let (withdrawn, seen, hanako, criteria) = (&withdrawn, &seen, &hanako, &criteria);
                scope.spawn(move || {
                    let mut afterwards = 0;
                    while afterwards < AFTERWARDS {
                        // Before the request leaves: whatever is answered to it came later.
                        let gone = withdrawn.load(Ordering::SeqCst);
                        let found = crew.looks_up(incident, criteria).expect(200);
                        let listed = found["candidates"].as_array().unwrap().len();
                        let summary = crew.views_summary(hanako, incident).status;
                        assert!(matches!(summary, 200 | 404), "{summary}");
                        if gone {
                            assert_eq!((listed, summary), (0, 404), "after it was withdrawn");
                            afterwards += 1;
                        } else if listed == 1 && summary == 200 {
                            seen.fetch_add(1, Ordering::SeqCst);
                        }
                    }
                });
            }
            while seen.load(Ordering::SeqCst) < ASKING {
                thread::yield_now();
            }
            officer.withdraws(in_force.as_str().unwrap()).expect(200);
            withdrawn.store(true, Ordering::SeqCst);
        });
        assert!(seen.load(Ordering::SeqCst) >= ASKING, "round {round}");
        officer
            .grants(&hanako, &given::consent_to_crews(given::CATEGORIES))
            .expect(201);
    }
}

#[test]
fn the_person_withdraws_on_their_own_page() {
    let world = World::begins();
    let hanako = world.hanako();
    let herself = world.hanako_herself();
    let list = herself
        .gets(&format!("/v1/residents/{hanako}/consents"))
        .expect(200);
    let consent = list["consents"][0]["id"].as_str().unwrap();
    let path = format!("/consents/{consent}/withdraw");
    let (browser, csrf) = world.page("hanako");
    let own = browser.gets("/me");
    assert!(own.text.contains(&path), "the way there");
    assert!(!own.text.contains("うみかぜ市の住民の窓口"));
    let asked = browser.gets(&path);
    assert_eq!(asked.status, 200);
    assert!(asked.text.contains("同意を取り下げますか") && asked.text.contains("href=\"/me\""));
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let sent = browser.sends("POST", &path, &form, format!("csrf={csrf}").as_bytes());
    assert_eq!(
        (sent.status, sent.header("location")),
        (303, Some("/me?done=withdrawn"))
    );
    let after = browser.gets("/me?done=withdrawn");
    assert!(after.text.contains("同意を取り下げました") && !after.text.contains(&path));
    let crew = world.crew();
    let incident = crew.opens_incident("0413");
    let found = crew
        .looks_up(&incident, &world.hanako_criteria())
        .expect(200);
    assert_eq!(found["candidates"], json!([]));
}
