//! What is too little to search with, what to do when nobody or too many are found, and how often
//! may be searched.

use jiff::SignedDuration;
use serde_json::{Value, json};
use tasuki_app::lookups::SearchBounds;
use tasuki_tests::{Answer, World, given};

fn few() -> SearchBounds {
    SearchBounds {
        account_per_hour: Some(6),
        organization_per_hour: Some(8),
        incident_per_quarter: Some(4),
        ..SearchBounds::default()
    }
}

/// Searches until one is refused; answers how many ran.
fn until_stopped(world: &World, login: &str, incident: &str) -> (usize, Answer) {
    for ran in 0..20 {
        let answer = world
            .actor(login)
            .looks_up(incident, &world.hanako_criteria());
        if answer.status != 200 {
            return (ran, answer);
        }
    }
    panic!("nothing stops {login}")
}

fn refusals(world: &World, code: &str) -> usize {
    let accesses = world.actor("auditor").gets("/v1/accesses").expect(200);
    accesses["accesses"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["refusal"] == code && entry["outcome"] == "refused")
        .count()
}

#[test]
fn fishing_is_refused_with_its_reason_and_is_on_record() {
    let world = World::begins();
    world.hanako();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    for (criteria, words) in [
        (json!({"birth_date": "S15.3.2"}), "生年月日だけでは"),
        (json!({"address": "波の町2丁目"}), "住所だけでは"),
        (json!({"family_kana": "シケン"}), "氏名だけでは"),
        (json!({"sex": "female", "phone": "1111"}), "氏名のない"),
    ] {
        let before = refusals(&world, "criteria_too_few");
        let answer = crew.looks_up(&incident, &criteria);
        assert_eq!(answer.status, 422, "{criteria}");
        let fault = &answer.json()["errors"][0];
        assert_eq!(fault["field"], "body");
        assert!(
            fault["problem"].as_str().unwrap().contains(words),
            "{fault}"
        );
        assert!(
            fault["problem"].as_str().unwrap().contains("別の方"),
            "{fault}"
        );
        assert!(fault["expected"].as_str().unwrap().contains("足して"));
        assert_eq!(
            refusals(&world, "criteria_too_few"),
            before + 1,
            "{criteria}"
        );
    }
}

#[test]
fn the_page_refuses_fishing_on_record_and_opens_no_emergency_for_it() {
    let world = World::begins();
    let (crew, csrf) = world.page("crew");
    let form = [
        ("csrf", csrf.as_str()),
        ("incident_number", "0412"),
        ("birth_date", "S15.3.2"),
    ];
    let answer = crew.submits("/search", &form);
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("生年月日だけでは検索できません"));
    assert_eq!(refusals(&world, "criteria_too_few"), 1);
    assert_eq!(world.entries_of("open_incident"), 0);
}

#[test]
fn nobody_found_offers_what_is_enough_and_says_what_it_changes() {
    let world = World::begins();
    world.hanako();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let criteria = json!({"family_kana": "ヌマワ", "given_kana": "ロクベエ", "birth_date": "S20.3.2", "sex": "male"});
    let found = crew.looks_up(&incident, &criteria).expect(200);
    assert_eq!(found["total"], 0, "{found}");
    let offers = found["loosened"].as_array().unwrap();
    let ways: Vec<&str> = offers
        .iter()
        .map(|offer| offer["loosening"].as_str().unwrap())
        .collect();
    assert_eq!(ways[..2], ["near_years", "without_birth_date"], "{ways:?}");
    assert!(
        offers
            .iter()
            .all(|offer| !offer["changes"].as_str().unwrap().is_empty())
    );
    for offer in offers {
        let mut again = criteria.clone();
        let body = again.as_object_mut().unwrap();
        for item in offer["without"].as_array().unwrap() {
            body.remove(item.as_str().unwrap());
        }
        body.insert("near_years".to_owned(), offer["near_years"].clone());
        crew.looks_up(&incident, &again).expect(200);
    }
}

/// The request that an offer makes of the one before.
fn loosened(request: &Value, answer: &Value, offer: &Value) -> Value {
    let interpreted = &answer["interpreted"];
    let mut again = request.clone();
    if request["text"].is_string() {
        again = json!({});
        for part in interpreted["parts"].as_array().unwrap() {
            let item = part["item"].as_str().unwrap();
            again[item] = match item {
                "birth_date" => part["typed"].clone(),
                item => interpreted[item].clone(),
            };
        }
    }
    let body = again.as_object_mut().unwrap();
    for item in offer["without"].as_array().unwrap() {
        body.remove(item.as_str().unwrap());
    }
    if let Some(name) = offer["name"].as_str() {
        body.insert("name".to_owned(), json!(name));
    }
    body.insert("near_years".to_owned(), offer["near_years"].clone());
    again
}

#[test]
fn a_second_looser_search_does_not_narrow_what_the_first_widened() {
    let world = World::begins();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    for first in [
        json!({"family_kana": "ヌマワ", "given_kana": "ロクベエ", "birth_date": "S20.3.2", "sex": "male"}),
        json!({"text": "沼輪六兵衛 S20.3.2 男"}),
    ] {
        let nobody = crew.looks_up(&incident, &first).expect(200);
        let offers = nobody["loosened"].as_array().unwrap();
        let near = &offers[0];
        assert_eq!(near["loosening"], "near_years");
        let second = loosened(&first, &nobody, near);
        let still = crew.looks_up(&incident, &second).expect(200);
        let wide = &still["interpreted"]["birth_date"];
        assert_eq!(
            (&wide["from"], &wide["to"]),
            (&json!("1944-03-02"), &json!("1946-03-02"))
        );
        let further = still["loosened"].as_array().unwrap();
        assert!(!further.is_empty(), "{still}");
        for offer in further {
            let third = loosened(&second, &still, offer);
            let last = crew.looks_up(&incident, &third).expect(200);
            let born = third["birth_date"].is_string();
            assert_eq!(offer["near_years"], born, "{offer}");
            if born {
                assert_eq!(&last["interpreted"]["birth_date"], wide, "{offer}");
            }
        }
    }
}

#[test]
fn near_years_find_who_is_a_year_off() {
    let world = World::begins();
    world.hanako();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let wide = json!({"family_kana": "シケン", "birth_date": "S16.1.10", "near_years": true});
    let found = crew.looks_up(&incident, &wide).expect(200);
    assert_eq!(found["candidates"].as_array().unwrap().len(), 1, "{found}");
    let said = found["interpreted"]["birth_date"]["label"]
        .as_str()
        .unwrap();
    assert!(
        said.contains("昭和15年1月10日") && said.contains("昭和17年1月10日"),
        "{said}"
    );
}

#[test]
fn too_many_ask_for_the_conditions_that_would_help() {
    let world = World::begins();
    let officer = world.officer();
    for (place, given_kana) in [
        "アイ", "アキ", "アサ", "アヤ", "イト", "ウメ", "エミ", "カヨ", "キク",
    ]
    .iter()
    .enumerate()
    {
        let birth = format!("19{}-0{}-01", 30 + place * 3, place % 9 + 1);
        let id = officer.registers(&given::person(
            "試験",
            &format!("花{place}"),
            "シケン",
            given_kana,
            &birth,
            "female",
        ));
        officer
            .grants(&id, &given::consent_to_crews(given::CATEGORIES))
            .expect(201);
    }
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let criteria = json!({"family_kana": "シケン", "sex": "female"});
    let found = crew.looks_up(&incident, &criteria).expect(200);
    assert_eq!(found["candidates"].as_array().unwrap().len(), 8);
    assert_eq!(found["total"], 9);
    assert_eq!(
        found["add"],
        json!(["birth_date", "given_kana", "phone", "address"])
    );
}

#[test]
fn an_emergency_is_bounded_for_crews_and_not_for_who_they_call() {
    let world = World::bounded(few());
    world.hanako();
    let incident = world.crew().opens_incident("0412");
    let (ran, answer) = until_stopped(&world, "crew", &incident);
    assert_eq!(ran, 4);
    assert_eq!(answer.header("retry-after"), Some("900"));
    let problem = answer.json();
    assert!(problem["detail"].as_str().unwrap().contains("指令に照会"));
    assert!(!problem["detail"].as_str().unwrap().contains("端末"));
    assert_eq!(answer.problem(429), "too_many_searches");
    assert_eq!(refusals(&world, "too_many_searches"), 1);
    // Another crew shares it; the dispatch centre does not.
    let leader = world.actor("leader");
    assert_eq!(
        leader.looks_up(&incident, &world.hanako_criteria()).status,
        429
    );
    let dispatch = world.actor("dispatcher");
    dispatch
        .looks_up(&incident, &world.hanako_criteria())
        .expect(200);
    // Trying again while stopped does not make it last longer.
    world.passes(SignedDuration::from_secs(901));
    leader
        .looks_up(&incident, &world.hanako_criteria())
        .expect(200);
}

#[test]
fn an_account_is_bounded_over_its_emergencies_and_so_is_its_institution() {
    let world = World::bounded(few());
    world.hanako();
    let crew = world.crew();
    let mut ran = 0;
    let stopped = loop {
        let incident = crew.opens_incident(&format!("A{ran}"));
        let answer = crew.looks_up(&incident, &world.hanako_criteria());
        if answer.status != 200 {
            break answer;
        }
        ran += 1;
    };
    assert_eq!(ran, 6);
    assert_eq!(stopped.header("retry-after"), Some("3600"));
    assert!(stopped.json()["detail"].as_str().unwrap().contains("指令"));
    let leader = world.actor("leader");
    let incident = leader.opens_incident("B");
    let (more, answer) = until_stopped(&world, "leader", &incident);
    assert_eq!((more, answer.status), (2, 429));
    // Another headquarters goes on.
    let other = world.actor("other-crew");
    let elsewhere = other.opens_incident("C");
    other
        .looks_up(&elsewhere, &world.hanako_criteria())
        .expect(200);
    world.passes(SignedDuration::from_secs(3601));
    world
        .actor("leader")
        .looks_up(&incident, &world.hanako_criteria())
        .expect(200);
}

#[test]
fn several_servers_and_restarts_count_together() {
    let world = World::bounded(few());
    world.hanako();
    let incident = world.crew().opens_incident("0412");
    for _ in 0..3 {
        world
            .crew()
            .looks_up(&incident, &world.hanako_criteria())
            .expect(200);
    }
    let world = world.served_within(few());
    let (ran, answer) = until_stopped(&world, "crew", &incident);
    assert_eq!((ran, answer.status), (1, 429));
}

#[test]
fn the_page_of_a_stopped_search_says_whom_to_call() {
    let world = World::bounded(few());
    world.hanako();
    let (crew, csrf) = world.page("crew");
    let incident = world.crew().opens_incident("0412");
    until_stopped(&world, "crew", &incident);
    let form = [
        ("csrf", csrf.as_str()),
        ("incident_id", incident.as_str()),
        ("family_kana", "シケン"),
        ("birth_date", given::HANAKO_BIRTH),
    ];
    let sent = crew.submits("/search", &form);
    assert_eq!(sent.status, 303);
    let kept = crew.with_another_cookie(sent.cookies()[0]);
    let page = kept.gets(sent.header("location").unwrap());
    assert_eq!(page.status, 429);
    assert_eq!(page.header("retry-after"), Some("900"));
    assert!(page.text.contains("指令に照会を頼"));
}

#[test]
fn a_plausible_emergency_meets_no_bound() {
    // Two crews and the dispatch centre, each with every loosened search twice: 30 searches.
    let world = World::begins();
    world.hanako();
    let incident = world.crew().opens_incident("0412");
    for login in ["crew", "leader", "dispatcher"] {
        for _ in 0..10 {
            let answer: Value = world
                .actor(login)
                .looks_up(&incident, &world.hanako_criteria())
                .expect(200);
            assert_eq!(answer["total"], 1);
        }
    }
}
