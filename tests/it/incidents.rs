//! Incidents: opened, shared by number, closed with how the search ended.

use serde_json::json;
use tasuki_tests::World;

#[test]
fn two_crews_of_one_emergency_share_it_and_another_headquarters_does_not() {
    let world = World::begins();
    let first = world.crew().opens_incident("0412");
    assert_eq!(world.actor("leader").opens_incident("0412"), first);
    assert_ne!(world.actor("other-crew").opens_incident("0412"), first);
}

#[test]
fn a_number_or_one_of_four_reasons_never_both_and_never_neither() {
    let world = World::begins();
    let crew = world.crew();
    let opens = |body: serde_json::Value| crew.posts("/v1/incidents", &body);
    let base = json!({"origin": "call119", "called_at": "2026-11-21T12:01:00+09:00"});
    let with = |key: &str, value: serde_json::Value| {
        let mut body = base.clone();
        body[key] = value;
        body
    };
    for reason in ["on_duty", "transfer", "training", "inquiry"] {
        opens(with("reason", json!(reason))).expect(201);
    }
    assert_eq!(opens(base.clone()).status, 422);
    let mut both = with("reason", json!("on_duty"));
    both["number"] = json!("0412");
    assert_eq!(opens(both).status, 422);
    assert_eq!(opens(with("reason", json!("because"))).status, 422);
    let mut future = with("reason", json!("on_duty"));
    future["called_at"] = json!("2026-11-21T13:00:00+09:00");
    assert_eq!(opens(future).problem(422), "called_at_in_future");
}

#[test]
fn a_miss_is_closed_with_its_class_and_not_searching_needs_a_reason() {
    let world = World::begins();
    let crew = world.crew();
    let one = crew.opens_incident("1");
    crew.closes(&one, &json!({"search": "none", "reason": "not_registered"}))
        .expect(200);
    let two = crew.opens_incident("2");
    assert_eq!(
        crew.closes(&two, &json!({"search": "none", "reason": "whatever"}))
            .status,
        422
    );
    assert_eq!(
        crew.closes(&two, &json!({"search": "not_searched"})).status,
        422
    );
    crew.closes(
        &two,
        &json!({"search": "not_searched", "reason": "現場が近く到着が先だった"}),
    )
    .expect(200);
    let accesses = world.actor("auditor").gets("/v1/accesses").expect(200);
    let closed = accesses["accesses"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["action"] == "close_incident");
    assert!(closed.clone().all(|entry| entry["outcome"] == "missed"));
    assert_eq!(closed.count(), 2);
}

#[test]
fn invariant_10_a_retried_request_happens_once() {
    let world = World::begins();
    let crew = world.crew();
    let key = [("idempotency-key", "0198f0b5-1111-7000-8000-000000000000")];
    let body =
        json!({"reason": "on_duty", "origin": "call119", "called_at": "2026-11-21T12:01:00+09:00"});
    let first = crew.posts_with("/v1/incidents", &key, &body).expect(201);
    let again = crew.posts_with("/v1/incidents", &key, &body).expect(200);
    assert_eq!(first["id"], again["id"]);
    let mut other = body.clone();
    other["reason"] = json!("transfer");
    let answer = crew.posts_with("/v1/incidents", &key, &other);
    assert_eq!(answer.json()["code"], "idempotency_key_reused");
    let list = crew.gets("/v1/incidents").expect(200);
    assert_eq!(list["incidents"].as_array().unwrap().len(), 1);
}

#[test]
fn invariant_10_a_retried_request_for_a_shared_incident_finds_it_again() {
    let world = World::begins();
    let first = world.crew().opens_incident("0412");
    let key = [("idempotency-key", "0198f0b5-2222-7000-8000-000000000000")];
    let body =
        json!({"number": "0412", "origin": "call119", "called_at": "2026-11-21T12:01:00+09:00"});
    let second_crew = world.actor("leader");
    for _ in 0..2 {
        let joined = second_crew
            .posts_with("/v1/incidents", &key, &body)
            .expect(200);
        assert_eq!(joined["id"], first.as_str());
    }
}

#[test]
fn a_call_is_neither_of_tomorrow_nor_of_last_week() {
    let crew_of = World::begins();
    for (called_at, code) in [
        ("2026-11-21T13:00:00+09:00", "called_at_in_future"),
        ("2026-11-20T11:00:00+09:00", "called_at_long_ago"),
        ("0000-01-01T00:00:00Z", "called_at_long_ago"),
    ] {
        let body = json!({"number": "77", "origin": "call119", "called_at": called_at});
        let answer = crew_of.crew().posts("/v1/incidents", &body);
        assert_eq!(answer.status, 422, "{called_at}");
        assert_eq!(answer.json()["errors"][0]["code"], code, "{}", answer.text);
    }
}

#[test]
fn only_those_who_meet_the_person_open_incidents() {
    let world = World::begins();
    let body =
        json!({"number": "1", "origin": "call119", "called_at": "2026-11-21T12:01:00+09:00"});
    for login in [
        "officer",
        "physician",
        "care-manager",
        "privacy",
        "auditor",
        "admin",
        "machine",
    ] {
        assert_eq!(
            world
                .actor(login)
                .posts("/v1/incidents", &body)
                .problem(403),
            "forbidden",
            "{login}"
        );
    }
}

#[test]
fn every_class_of_a_miss_is_kept_and_shown_where_incidents_are() {
    let world = World::begins();
    let crew = world.crew();
    for (reason, words) in [
        ("not_registered", "未登録と思われる"),
        ("identity_unknown", "氏名・生年月日が分からず、検索できない"),
        ("no_match", "候補はあったが本人ではない"),
        ("found_later", "登録はあったが、検索では出なかった"),
        ("cancelled", "出動が取り消された"),
    ] {
        let incident = crew.opens_incident(reason);
        let closed = crew
            .closes(&incident, &json!({"search": "none", "reason": reason}))
            .expect(200);
        assert_eq!(closed["miss_reason"], reason);
        let listed = crew.gets("/v1/incidents").expect(200);
        let listed = listed["incidents"].as_array().unwrap();
        let listed = listed.iter().find(|each| each["id"] == incident.as_str());
        assert_eq!(listed.unwrap()["miss_reason"], reason);
        let (page, _) = world.page("dispatcher");
        assert!(page.gets("/incidents").text.contains(words), "{words}");
    }
    // A class that nobody stated is none.
    let incident = crew.opens_incident("unstated");
    let closed = crew
        .closes(&incident, &json!({"search": "none"}))
        .expect(200);
    assert_eq!(closed["miss_reason"], "unstated");
}
