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

/// So many people in their eighties, in a town of their own.
fn crowds(world: &World, people: usize) {
    let officer = world.officer();
    let mut roster = "登録番号,氏,名,氏フリガナ,名フリガナ,生年月日,性別,町名,署名日\n".to_owned();
    for n in 0..people {
        let (month, day) = (n % 12 + 1, n % 28 + 1);
        roster.push_str(&format!(
            "MURE-{n},群衆,多子,グンシュウ,オオコ,19{}-{month:02}-{day:02},女,遠い町1丁目,R6.4.10\n",
            38 + n % 8
        ));
    }
    let csv = [("content-type", "text/csv")];
    let report = officer.sends("POST", "/v1/rosters/dry-runs", &csv, roster.as_bytes());
    let report = report.expect(200);
    assert_eq!(report["verdicts"]["new"], people, "{report}");
    let commit = format!(
        "/v1/rosters/{}/commit",
        report["import_id"].as_str().unwrap()
    );
    officer.posts(&commit, &json!({})).expect(200);
}

#[test]
fn a_decade_of_more_people_than_are_weighed_hides_nobody() {
    let world = World::begins();
    crowds(&world, 320);
    let hanako = world.hanako();
    for criteria in [
        json!({"birth_date": "80代", "address": "波の町"}),
        json!({"birth_date": "80代", "address": "の町2丁目"}),
        json!({"birth_date": "80代", "phone": "1111"}),
        json!({"birth_date": "80代", "given_kana": "ハ"}),
        json!({"text": "80代 波の町"}),
    ] {
        let found = searches(&world, "officer", "inquiry", criteria.clone()).expect(200);
        assert_eq!(
            (&found["total"], &found["bounded"]),
            (&json!(1), &json!(false)),
            "{criteria}"
        );
        assert_eq!(found["residents"][0]["resident_id"], hanako.as_str());
    }
    let all = searches(&world, "officer", "inquiry", json!({"birth_date": "80代"})).expect(200);
    assert_eq!(
        (&all["total"], &all["bounded"]),
        (&json!(321), &json!(false))
    );
    assert_eq!(all["residents"].as_array().unwrap().len(), 50);
}

#[test]
fn a_hidden_town_is_not_told_as_not_recorded_nor_the_other_way_round() {
    let world = World::begins();
    let officer = world.officer();
    let mut hidden = given::person(
        "秘見本",
        "守子",
        "ヒミホン",
        "モリコ",
        "1940-05-05",
        "female",
    );
    hidden["protected_address"] = json!(true);
    let mut homeless = given::person(
        "無見本",
        "家子",
        "ムミホン",
        "イエコ",
        "1940-06-06",
        "female",
    );
    homeless["identity"]
        .as_object_mut()
        .unwrap()
        .remove("address");
    for person in [&hidden, &homeless] {
        let id = officer.registers(person);
        officer
            .grants(&id, &given::consent_to_crews(given::CATEGORIES))
            .expect(201);
    }
    const HIDDEN: &str = "保護の申出により住所は表示できません";
    const NOT_RECORDED: &str = "記録されていません";
    // Who, by which kana, whether hidden, and which words the page has and has not.
    for (login, kana, is_hidden, town, has, has_not) in [
        (
            "privacy",
            "ヒミホン",
            true,
            Value::Null,
            HIDDEN,
            NOT_RECORDED,
        ),
        (
            "privacy",
            "ムミホン",
            false,
            Value::Null,
            NOT_RECORDED,
            HIDDEN,
        ),
        (
            "officer",
            "ヒミホン",
            false,
            json!("波の町2丁目"),
            "波の町2丁目",
            HIDDEN,
        ),
    ] {
        let found = searches(&world, login, "inquiry", json!({"family_kana": kana})).expect(200);
        let one = &found["residents"][0];
        assert_eq!(
            (&one["address_hidden"], &one["town"]),
            (&json!(is_hidden), &town),
            "{one}"
        );
        let (page, csrf) = world.page(login);
        let form = [
            ("csrf", csrf.as_str()),
            ("purpose", "inquiry"),
            ("family_kana", kana),
        ];
        let shown = page.submits("/officer/search", &form);
        assert!(
            shown.text.contains(has) && !shown.text.contains(has_not),
            "{login} {kana}"
        );
    }
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    for (kana, birth, is_hidden) in [
        ("ヒミホン", "S15.5.5", true),
        ("ムミホン", "S15.6.6", false),
    ] {
        let criteria = json!({"family_kana": kana, "birth_date": birth});
        let found = crew.looks_up(&incident, &criteria).expect(200);
        let one = &found["candidates"][0];
        assert_eq!(one["address_hidden"], is_hidden);
        assert!(one["town"].is_null(), "{one}");
    }
}

#[test]
fn who_is_only_alike_is_told_so() {
    let world = World::begins();
    world.hanako();
    let alike = json!({"family_kana": "シケン", "given_kana": "ハナコ", "birth_date": "S15.3.3", "sex": "male"});
    let found = searches(&world, "officer", "duplicate", alike).expect(200);
    let one = &found["residents"][0];
    assert_ne!(one["grade"], "certain");
    assert_eq!(one["matched"], json!(["kana"]));
    assert_eq!(one["similar"], json!(["birth_digit"]));
    assert_eq!(one["differing"], json!(["sex"]));
    let (officer, csrf) = world.page("officer");
    let form = [
        ("csrf", csrf.as_str()),
        ("purpose", "duplicate"),
        ("family_kana", "シケン"),
        ("given_kana", "ハナコ"),
        ("birth_date", "S15.3.3"),
        ("sex", "male"),
    ];
    let page = officer.submits("/officer/search", &form).text;
    for words in [
        "候補 1人",
        "似ている（要確認）: 生年月日（1字違い）",
        "違う: 性別",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn who_moved_away_is_found_by_their_city_and_by_no_crew() {
    let world = World::begins();
    let hanako = world.hanako();
    world.database.execute(
        "UPDATE residents SET registration = 'moved_away', registration_ended_on = '2026-11-01'",
    );
    for criteria in [
        json!({"birth_date": "S15.3.2"}),
        json!({"family_kana": "シケン", "birth_date": "S15.3.2"}),
    ] {
        let found = searches(&world, "officer", "change", criteria).expect(200);
        let one = &found["residents"][0];
        assert_eq!(one["resident_id"], hanako.as_str());
        assert_eq!(
            one["registration"],
            json!({"state": "moved_away", "on": "2026-11-01"})
        );
    }
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let found = crew
        .looks_up(&incident, &world.hanako_criteria())
        .expect(200);
    assert_eq!(found["total"], 0);
}

#[test]
fn what_is_wrong_names_the_field_that_was_sent() {
    let world = World::begins();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    for (criteria, in_search, in_lookup) in [
        (json!({"sex": "female"}), "criteria", "body"),
        (
            json!({"family_kana": "シケン", "birth_date": "150302"}),
            "criteria.birth_date",
            "birth_date",
        ),
        (json!({"text": "試験花子 150302"}), "criteria.text", "text"),
        (json!({"text": "女"}), "criteria.text", "text"),
        (
            json!({"text": "試験花子", "sex": "female"}),
            "criteria.text",
            "text",
        ),
        (json!({"text": ""}), "criteria.text", "text"),
        (json!({"text": "あ".repeat(501)}), "criteria.text", "text"),
        (
            json!({"birth_date": "S65.1.1"}),
            "criteria.birth_date",
            "birth_date",
        ),
    ] {
        for (answer, field) in [
            (
                searches(&world, "officer", "duplicate", criteria.clone()),
                in_search,
            ),
            (crew.looks_up(&incident, &criteria), in_lookup),
        ] {
            assert_eq!(answer.status, 422, "{criteria}");
            assert_eq!(answer.json()["errors"][0]["field"], field, "{criteria}");
        }
    }
}
