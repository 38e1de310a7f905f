//! A crew reads a summary.

use serde_json::{Value, json};
use tasuki_tests::{World, given};

fn category<'a>(summary: &'a Value, code: &str) -> &'a Value {
    summary["categories"]
        .as_array()
        .unwrap()
        .iter()
        .find(|category| category["category"] == code)
        .unwrap_or_else(|| panic!("{code} is named: {summary}"))
}

fn section<'a>(summary: &'a Value, code: &str, kind: &str) -> &'a Value {
    category(summary, code)["sections"]
        .as_array()
        .unwrap()
        .iter()
        .find(|section| section["kind"] == kind)
        .unwrap()
}

#[test]
fn the_main_job_search_then_summary_then_close_and_the_look_is_on_record() {
    let world = World::begins();
    let hanako = world.hanako();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let found = crew
        .looks_up(&incident, &world.hanako_criteria())
        .expect(200);
    assert_eq!(found["candidates"][0]["resident_id"], hanako.as_str());
    let summary = crew.views_summary(&hanako, &incident).expect(200);
    assert_eq!(
        section(&summary, "allergies", "allergy")["facts"][0]["value"]["substance"],
        "ペニシリン系"
    );
    crew.closes(&incident, &json!({"search": "hit"}))
        .expect(200);

    let accesses = world.officer().lists_accesses(&hanako);
    let view = accesses
        .iter()
        .find(|entry| entry["action"] == "view_summary")
        .expect("the look is on record");
    assert_eq!(view["outcome"], "permitted");
    assert_eq!(view["role"], "crew");
    assert!(view["reason"].as_str().unwrap().contains("0412"));
    assert!(
        view["shown"]
            .as_array()
            .unwrap()
            .contains(&json!("allergies"))
    );
    assert!(view["at"].as_str().unwrap().ends_with("+09:00"));
}

#[test]
fn invariant_2_what_leaves_is_exactly_what_was_permitted_and_the_rest_is_named() {
    let world = World::begins();
    let hanako = world.hanako();
    let partial: Vec<&str> = given::CATEGORIES
        .iter()
        .copied()
        .filter(|category| !["medications", "wishes"].contains(category))
        .collect();
    world
        .officer()
        .grants(&hanako, &given::consent_to_crews(&partial))
        .expect(201);
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let answer = crew.views_summary(&hanako, &incident);
    assert!(!answer.text.contains("ワルファリン"));
    let summary = answer.expect(200);
    let withheld = category(&summary, "medications");
    assert_eq!(withheld["status"], "withheld");
    assert_eq!(withheld["withheld_because"], "persons_wish");
    assert_eq!(
        summary["alerts"],
        json!([]),
        "nothing is derived from what is withheld"
    );
    assert_eq!(category(&summary, "allergies")["status"], "shown");

    let accesses = world.officer().lists_accesses(&hanako);
    let view = accesses
        .iter()
        .find(|entry| entry["action"] == "view_summary")
        .unwrap();
    assert!(
        view["withheld"]
            .as_array()
            .unwrap()
            .contains(&json!("medications"))
    );
    assert!(
        !view["shown"]
            .as_array()
            .unwrap()
            .contains(&json!("medications"))
    );
    assert!(
        !view["rules"].as_array().unwrap().is_empty(),
        "the rules that decided are named"
    );
    assert_eq!(view["consents"][0]["version"], 2);
}

#[test]
fn invariant_5_four_words_for_absence_are_never_interchanged() {
    let world = World::begins();
    let hanako = world.hanako();
    let officer = world.officer();
    let version = officer.version_of(&hanako);
    let none = json!({"kind": "service", "none": true, "source": "family", "as_of": "2026-11-01"});
    officer
        .posts_with(
            &format!("/v1/residents/{hanako}/facts"),
            &[("if-match", &version)],
            &none,
        )
        .expect(201);
    let partial: Vec<&str> = given::CATEGORIES
        .iter()
        .copied()
        .filter(|category| *category != "home")
        .collect();
    officer
        .grants(&hanako, &given::consent_to_crews(&partial))
        .expect(201);
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let summary = crew.views_summary(&hanako, &incident).expect(200);
    let none = section(&summary, "physicians", "service");
    assert_eq!(none["state"], "none");
    assert_eq!(
        none["none"]["source"], "family",
        "who checked, and when, stand beside it"
    );
    assert_eq!(
        section(&summary, "physicians", "physician")["state"],
        "not_recorded"
    );
    assert_eq!(section(&summary, "contacts", "contact")["state"], "known");
    assert_eq!(category(&summary, "home")["status"], "withheld");
}

#[test]
fn invariant_6_every_fact_shows_source_and_date() {
    let world = World::begins();
    let hanako = world.hanako();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let summary = crew.views_summary(&hanako, &incident).expect(200);
    let mut facts = 0;
    for category in summary["categories"].as_array().unwrap() {
        for section in category["sections"].as_array().into_iter().flatten() {
            for fact in section["facts"].as_array().into_iter().flatten() {
                facts += 1;
                let provenance = &fact["provenance"];
                assert!(provenance["source"].is_string(), "{fact}");
                assert!(provenance["source_label"].is_string(), "{fact}");
                assert!(provenance["as_of"].is_string(), "{fact}");
            }
        }
    }
    assert_eq!(facts, 1 + given::hanako_facts().len());
}

#[test]
fn the_anticoagulant_alert_says_where_it_comes_from_and_whether_the_supply_lasts() {
    let world = World::begins();
    let hanako = world.hanako();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let alert = &crew.views_summary(&hanako, &incident).expect(200)["alerts"][0];
    assert_eq!(alert["kind"], "anticoagulant");
    assert_eq!(alert["provenance"]["source"], "family");
    assert_eq!(
        alert["supply"]["until"]
            .as_str()
            .or(alert["supply"]["date"].as_str()),
        Some("2026-12-07")
    );
}

#[test]
fn unknown_foreign_and_withdrawn_are_the_same_404_and_each_is_on_record() {
    let world = World::begins();
    let hanako = world.hanako();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let unknown = crew.views_summary("0198f0b5-0000-7000-8000-000000000000", &incident);

    let other = world.actor("other-crew");
    let elsewhere = other.opens_incident("77");
    let foreign = other.views_summary(&hanako, &elsewhere);

    let consents = world
        .officer()
        .gets(&format!("/v1/residents/{hanako}/consents"))
        .expect(200);
    let consent = consents["consents"][0]["id"].as_str().unwrap().to_owned();
    world.officer().withdraws(&consent).expect(200);
    let withdrawn = crew.views_summary(&hanako, &incident);

    let bodies: Vec<Value> = [unknown, foreign, withdrawn]
        .into_iter()
        .map(|answer| {
            let mut body = answer.expect(404);
            body.as_object_mut().unwrap().remove("instance");
            body
        })
        .collect();
    assert_eq!(bodies[0], bodies[1]);
    assert_eq!(bodies[0], bodies[2]);
    let refused = world
        .officer()
        .lists_accesses(&hanako)
        .iter()
        .filter(|entry| entry["refusal"] == "not_found")
        .count();
    assert_eq!(
        refused, 2,
        "the foreign look and the withdrawn one stand in her list"
    );
}

#[test]
fn another_headquarters_incident_does_not_exist_and_a_closed_one_is_over() {
    let world = World::begins();
    let hanako = world.hanako();
    let theirs = world.actor("other-crew").opens_incident("77");
    assert_eq!(
        world.crew().views_summary(&hanako, &theirs).problem(404),
        "not_found"
    );
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    crew.closes(&incident, &json!({"search": "hit"}))
        .expect(200);
    assert_eq!(
        crew.views_summary(&hanako, &incident).problem(409),
        "incident_over"
    );
    assert_eq!(
        crew.closes(&incident, &json!({"search": "hit"}))
            .problem(409),
        "incident_closed"
    );
}

#[test]
fn a_forgotten_incident_supports_no_look_the_next_day() {
    let world = World::begins();
    let hanako = world.hanako();
    let incident = world.crew().opens_incident("0412");
    world.passes(jiff::SignedDuration::from_hours(13));
    assert_eq!(
        world.crew().views_summary(&hanako, &incident).problem(409),
        "incident_over"
    );
}

#[test]
fn a_dispatcher_sees_whom_to_call_and_nothing_of_health() {
    let world = World::begins();
    let hanako = world.hanako();
    let dispatcher = world.actor("dispatcher");
    let incident = dispatcher.opens_incident("0412");
    let answer = dispatcher.views_summary(&hanako, &incident);
    for word in ["ペニシリン", "ワルファリン", "心房細動", "ペースメーカー"] {
        assert!(!answer.text.contains(word), "{word}");
    }
    let summary = answer.expect(200);
    assert_eq!(
        section(&summary, "contacts", "contact")["facts"][0]["value"]["relation"],
        "長女"
    );
}

#[test]
fn a_care_team_member_reads_without_an_incident_and_a_stranger_does_not() {
    let world = World::begins();
    let hanako = world.hanako();
    let rows: Vec<Value> = given::CATEGORIES
        .iter()
        .map(|category| json!({"category": category, "recipient": "care", "purpose": "care"}))
        .collect();
    let mut consent = given::consent_to_crews(given::CATEGORIES);
    consent["rows"].as_array_mut().unwrap().extend(rows);
    world.officer().grants(&hanako, &consent).expect(201);
    let path = format!("/v1/residents/{hanako}/summary");
    assert_eq!(
        world.actor("care-manager").gets(&path).problem(404),
        "not_found"
    );
    world.cares_for_hanako("care-manager");
    world.actor("care-manager").gets(&path).expect(200);
    world.leaves_hanako("care-manager");
    assert_eq!(
        world.actor("care-manager").gets(&path).problem(404),
        "not_found",
        "from the next request"
    );
    assert_eq!(
        world.crew().gets(&path).problem(404),
        "not_found",
        "a crew needs an incident"
    );
}

#[test]
fn the_person_sees_their_own_record_and_who_looked_even_after_withdrawing() {
    let world = World::begins();
    let hanako = world.hanako();
    let herself = world.hanako_herself();
    herself
        .gets(&format!("/v1/residents/{hanako}/summary"))
        .expect(200);
    let consents = herself
        .gets(&format!("/v1/residents/{hanako}/consents"))
        .expect(200);
    herself
        .withdraws(consents["consents"][0]["id"].as_str().unwrap())
        .expect(200);
    assert!(!herself.lists_accesses(&hanako).is_empty());
    let someone = world.officer().registers(&given::person(
        "別人",
        "太郎",
        "ベツジン",
        "タロウ",
        "1950-01-01",
        "male",
    ));
    assert_eq!(
        herself
            .gets(&format!("/v1/residents/{someone}/summary"))
            .problem(404),
        "not_found"
    );
}

#[test]
fn a_protected_address_is_not_shown_to_a_crew_and_finds_nobody() {
    let world = World::begins();
    let officer = world.officer();
    let mut person = given::person("保護", "花子", "ホゴ", "ハナコ", "1950-04-05", "female");
    person["protected_address"] = json!(true);
    let id = officer.registers(&person);
    officer
        .grants(&id, &given::consent_to_crews(given::CATEGORIES))
        .expect(201);
    let home = json!({"household": "alone", "key": "波の町の妹", "entrance": "波の町側",
        "cohabitants": "波の町の妹", "animals": "波の町の犬", "carrying_out": "波の町の坂", "paper_kit": "波の町の倉庫"});
    officer.records(&id, "home", &home).expect(201);
    let contact = json!({"order": 1, "name": "保護 由美", "relation": "長女", "lives": "波の町2丁目",
        "phones": ["0557000000", "09000002222"]});
    officer.records(&id, "contact", &contact).expect(201);
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let found = crew.looks_up(
        &incident,
        &json!({"family_kana": "ホゴ", "birth_date": "1950/4/5"}),
    );
    assert!(!found.text.contains("波の町"));
    assert_eq!(found.expect(200)["candidates"].as_array().unwrap().len(), 1);
    let by_address = crew
        .looks_up(
            &incident,
            &json!({"family_kana": "ホゴ", "address": "波の町2丁目"}),
        )
        .expect(200);
    let matched = &by_address["candidates"][0]["matched"];
    assert!(
        !matched
            .as_array()
            .is_some_and(|matched| matched.contains(&json!("address"))),
        "{by_address}"
    );
    let summary = crew.views_summary(&id, &incident);
    for told in ["波の町", "0557"] {
        assert!(!summary.text.contains(told), "{told}");
    }
    assert!(summary.text.contains("09000002222"), "she can be called");
    assert_eq!(summary.expect(200)["address_hidden"], true);
}
