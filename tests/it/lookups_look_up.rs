//! A crew searches.

use serde_json::{Value, json};
use tasuki_tests::{World, given};

fn candidates(found: &Value) -> Vec<Value> {
    found["candidates"].as_array().unwrap().clone()
}

#[test]
fn kana_and_wareki_find_her_with_reasons_and_without_a_clinical_word() {
    let world = World::begins();
    let hanako = world.hanako();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let answer = crew.looks_up(&incident, &world.hanako_criteria());
    for word in ["ペニシリン", "ワルファリン", "心房細動", "長女"] {
        assert!(!answer.text.contains(word), "{word}");
    }
    let found = answer.expect(200);
    let candidate = &candidates(&found)[0];
    assert_eq!(candidate["resident_id"], hanako.as_str());
    assert_eq!(candidate["birth_date"], "1940-03-02");
    assert_eq!(candidate["town"], "波の町2丁目");
    assert_eq!(candidate["card_suffix"].as_str().unwrap().len(), 4);
    let matched: Vec<&str> = candidate["matched"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert!(
        matched.contains(&"kana") && matched.contains(&"birth_date"),
        "{matched:?}"
    );
    assert!(
        found["interpreted"]["birth_date"]["label"]
            .as_str()
            .unwrap()
            .contains("昭和15年3月2日")
    );
}

#[test]
fn invariant_7_name_and_birth_date_alone_are_never_certain() {
    let world = World::begins();
    world.hanako();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let found = crew
        .looks_up(&incident, &world.hanako_criteria())
        .expect(200);
    assert_eq!(candidates(&found)[0]["grade"], "probable");
    let mut third = world.hanako_criteria();
    third["phone"] = json!("1111");
    let found = crew.looks_up(&incident, &third).expect(200);
    assert_eq!(candidates(&found)[0]["grade"], "certain");
}

#[test]
fn invariant_7_a_twin_keeps_both_from_being_certain() {
    let world = World::begins();
    world.hanako();
    let officer = world.officer();
    let twin = officer.registers(&given::person(
        "試験",
        "花江",
        "シケン",
        "ハナエ",
        "1940-03-02",
        "female",
    ));
    officer
        .grants(&twin, &given::consent_to_crews(given::CATEGORIES))
        .expect(201);
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let criteria = json!({"family_kana": "シケン", "birth_date": "S15.3.2", "phone": "1111"});
    let found = crew.looks_up(&incident, &criteria).expect(200);
    assert_eq!(candidates(&found).len(), 2, "both are offered: {found}");
    assert!(
        candidates(&found)
            .iter()
            .all(|candidate| candidate["grade"] != "certain"),
        "{found}"
    );
}

#[test]
fn invariant_3_after_withdrawal_she_is_absent_from_the_next_request() {
    let world = World::begins();
    let hanako = world.hanako();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let consents = world
        .officer()
        .gets(&format!("/v1/residents/{hanako}/consents"))
        .expect(200);
    world
        .officer()
        .withdraws(consents["consents"][0]["id"].as_str().unwrap())
        .expect(200);
    let found = crew
        .looks_up(&incident, &world.hanako_criteria())
        .expect(200);
    assert_eq!(candidates(&found), Vec::<Value>::new());
    assert_eq!(
        crew.views_summary(&hanako, &incident).problem(404),
        "not_found"
    );
    let card = world
        .officer()
        .gets(&format!("/v1/residents/{hanako}"))
        .expect(200)["card_number"]
        .clone();
    let found = crew
        .looks_up(&incident, &json!({"card_number": card}))
        .expect(200);
    assert_eq!(candidates(&found), Vec::<Value>::new());
}

#[test]
fn invariant_3_without_a_consent_nobody_is_found() {
    let world = World::begins();
    let officer = world.officer();
    officer.registers(&given::hanako());
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let found = crew
        .looks_up(&incident, &world.hanako_criteria())
        .expect(200);
    assert_eq!(candidates(&found), Vec::<Value>::new());
    assert_eq!(found["total"], 0);
}

#[test]
fn a_consent_ends_on_its_last_day() {
    let world = World::begins();
    let hanako = world.hanako();
    let mut until = given::consent_to_crews(given::CATEGORIES);
    until["until"] = json!("2026-11-21");
    world.officer().grants(&hanako, &until).expect(201);
    let incident = world.crew().opens_incident("0412");
    assert_eq!(
        candidates(
            &world
                .crew()
                .looks_up(&incident, &world.hanako_criteria())
                .expect(200)
        )
        .len(),
        1
    );
    world.passes(jiff::SignedDuration::from_hours(12));
    let incident = world.crew().opens_incident("0413");
    assert_eq!(
        candidates(
            &world
                .crew()
                .looks_up(&incident, &world.hanako_criteria())
                .expect(200)
        )
        .len(),
        0
    );
}

#[test]
fn every_way_in_finds_her() {
    let world = World::begins();
    let hanako = world.hanako();
    let card = world
        .officer()
        .gets(&format!("/v1/residents/{hanako}"))
        .expect(200)["card_number"]
        .clone();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    for criteria in [
        json!({"card_number": card}),
        json!({"phone": "090-0000-1111"}),
        json!({"name": "試験花子", "birth_date": "19400302"}),
        json!({"name": "試驗　花子", "sex": "female"}),
        json!({"family_kana": "シケ", "birth_date": "昭和15年"}),
        json!({"family_kana": "シケン", "address": "波の町二丁目"}),
        json!({"family_kana": "シケン", "phone": "1111"}),
        json!({"family_kana": "シケン", "birth_date": "80代"}),
    ] {
        let found = crew.looks_up(&incident, &criteria).expect(200);
        assert_eq!(candidates(&found).len(), 1, "{criteria}");
        assert_eq!(candidates(&found)[0]["resident_id"], hanako.as_str());
    }
}

#[test]
fn too_little_to_search_with_is_refused_with_the_reason_and_recorded() {
    let world = World::begins();
    world.hanako();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    for criteria in [
        json!({}),
        json!({"birth_date": "S15.3.2"}),
        json!({"address": "波の町2丁目"}),
        json!({"sex": "female"}),
        json!({"family_kana": "シ", "sex": "female"}),
    ] {
        assert_eq!(
            crew.looks_up(&incident, &criteria).problem(422),
            "criteria_too_few",
            "{criteria}"
        );
    }
    let accesses = world.actor("privacy").gets("/v1/accesses").expect(200);
    let refused = accesses["accesses"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["action"] == "look_up" && entry["refusal"] == "criteria_too_few")
        .count();
    assert_eq!(refused, 5);
}

#[test]
fn six_digits_without_an_era_are_never_guessed() {
    let world = World::begins();
    world.hanako();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let answer = crew.looks_up(
        &incident,
        &json!({"family_kana": "シケン", "birth_date": "150302"}),
    );
    assert!(!answer.text.contains("150302"));
    assert_eq!(answer.problem(422), "birth_date_ambiguous");
}

#[test]
fn invariant_9_a_miss_keeps_no_search_key_in_clear() {
    let world = World::begins();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let criteria = json!({"family_kana": "イナイ", "given_kana": "ヒト", "birth_date": "S10.1.1", "phone": "09077778888"});
    let found = crew.looks_up(&incident, &criteria).expect(200);
    assert_eq!(found["candidates"], json!([]));
    let accesses = world.actor("privacy").gets("/v1/accesses").expect(200);
    let text = accesses.to_string();
    for key in ["イナイ", "ヒト", "1935", "09077778888"] {
        assert!(!text.contains(key), "{key}");
    }
    let miss = accesses["accesses"]
        .as_array()
        .unwrap()
        .iter()
        .find(|entry| entry["action"] == "look_up")
        .unwrap();
    assert_eq!(miss["outcome"], "missed");
}

#[test]
fn a_search_leaves_one_entry_for_itself_and_one_per_person() {
    let world = World::begins();
    let hanako = world.hanako();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    crew.looks_up(&incident, &world.hanako_criteria())
        .expect(200);
    let accesses = world.actor("privacy").gets("/v1/accesses").expect(200);
    let of = |action: &str| {
        accesses["accesses"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|entry| entry["action"] == action)
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(of("look_up").len(), 1);
    assert!(
        of("look_up")[0]["resident_id"].is_null(),
        "the search itself names nobody"
    );
    assert_eq!(of("list_candidate").len(), 1);
    assert_eq!(of("list_candidate")[0]["resident_id"], hanako.as_str());
    assert_eq!(of("list_candidate")[0]["shown"], json!(["identity"]));
}

#[test]
fn more_than_eight_are_counted_and_only_eight_are_shown() {
    let world = World::begins();
    let officer = world.officer();
    for given_kana in ["ア", "イ", "ウ", "エ", "オ", "カ", "キ", "ク", "ケ", "コ"] {
        let person = given::person(
            "多数",
            given_kana,
            "タスウ",
            given_kana,
            "1940-05-05",
            "male",
        );
        let id = officer.registers(&person);
        officer
            .grants(&id, &given::consent_to_crews(&["identity"]))
            .expect(201);
    }
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let found = crew
        .looks_up(
            &incident,
            &json!({"family_kana": "タスウ", "birth_date": "S15.5.5"}),
        )
        .expect(200);
    assert_eq!(candidates(&found).len(), 8);
    assert_eq!(found["total"], 10);
}
