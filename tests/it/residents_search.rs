//! An officer searches the register for a stated purpose.

use serde_json::{Value, json};
use tasuki_tests::{World, given};

fn searches(world: &World, login: &str, purpose: &str, criteria: Value) -> tasuki_tests::Answer {
    let body = json!({"purpose": purpose, "criteria": criteria});
    world.actor(login).posts("/v1/residents/searches", &body)
}

#[test]
fn a_birth_date_or_an_address_alone_is_enough_with_a_purpose_and_it_is_on_record() {
    let world = World::begins();
    let hanako = world.hanako();
    for (login, purpose, criteria) in [
        ("officer", "duplicate", json!({"birth_date": "S15.3.2"})),
        ("officer", "disaster", json!({"address": "波の町2丁目"})),
        ("privacy", "inquiry", json!({"family_kana": "シケ"})),
        (
            "privacy",
            "own_request",
            json!({"birth_date": "80代", "sex": "female"}),
        ),
    ] {
        let found = searches(&world, login, purpose, criteria.clone()).expect(200);
        assert_eq!(
            found["residents"][0]["resident_id"],
            hanako.as_str(),
            "{criteria}"
        );
        assert_eq!(found["purpose"], purpose);
    }
    let looks = world
        .hanako_herself()
        .gets(&format!("/v1/residents/{hanako}/accesses"))
        .expect(200);
    let reasons: Vec<&str> = looks["accesses"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|look| look["action"] == "list_candidate")
        .map(|look| look["reason"].as_str().unwrap())
        .collect();
    assert_eq!(
        reasons,
        [
            "本人・家族の求め",
            "苦情・事故の調査",
            "災害対応",
            "重複の確認"
        ]
    );
}

#[test]
fn without_a_purpose_or_with_too_little_nothing_is_searched() {
    let world = World::begins();
    world.hanako();
    let body = json!({"criteria": {"birth_date": "S15.3.2"}});
    assert_eq!(
        world
            .officer()
            .posts("/v1/residents/searches", &body)
            .status,
        422
    );
    let curious = searches(
        &world,
        "officer",
        "curious",
        json!({"birth_date": "S15.3.2"}),
    );
    assert_eq!(curious.status, 422);
    let little = searches(&world, "officer", "duplicate", json!({"sex": "female"}));
    assert_eq!(little.problem(422), "criteria_too_few");
    let crew = searches(
        &world,
        "crew",
        "duplicate",
        json!({"birth_date": "S15.3.2"}),
    );
    assert_eq!(crew.problem(403), "forbidden");
}

#[test]
fn only_the_own_register_is_searched_and_who_withdrew_is_still_on_it() {
    let world = World::begins();
    let hanako = world.hanako();
    let none = searches(
        &world,
        "other-officer",
        "duplicate",
        json!({"birth_date": "S15.3.2"}),
    );
    assert_eq!(none.expect(200)["residents"], json!([]));
    let consents = world
        .officer()
        .gets(&format!("/v1/residents/{hanako}/consents"))
        .expect(200);
    world
        .officer()
        .withdraws(consents["consents"][0]["id"].as_str().unwrap())
        .expect(200);
    let found = searches(
        &world,
        "officer",
        "application",
        json!({"birth_date": "S15.3.2"}),
    );
    let found = found.expect(200);
    assert_eq!(found["residents"][0]["resident_id"], hanako.as_str());
    assert!(found["residents"][0]["consent"].is_null(), "{found}");
}

#[test]
fn the_page_asks_for_a_purpose_and_shows_no_clinical_word() {
    let world = World::begins();
    world.hanako();
    let (officer, csrf) = world.page("officer");
    let form = [("csrf", csrf.as_str()), ("birth_date", given::HANAKO_BIRTH)];
    let asked = officer.submits("/officer/search", &form);
    assert_eq!(asked.status, 422);
    assert!(asked.text.contains("目的が選ばれていません"));
    let form = [
        ("csrf", csrf.as_str()),
        ("birth_date", given::HANAKO_BIRTH),
        ("purpose", "duplicate"),
    ];
    let found = officer.submits("/officer/search", &form);
    assert_eq!(found.status, 200);
    assert!(found.text.contains("試験") && found.text.contains("昭和15年3月2日"));
    for secret in ["ペニシリン", "ワルファリン", "心房細動"] {
        assert!(!found.text.contains(secret), "{secret}");
    }
}
