//! Registering and recording: versions, duplicates, and who may say what.

use serde_json::{Value, json};
use tasuki_tests::{World, given};

fn fact(kind: &str, value: Value) -> Value {
    json!({"kind": kind, "value": value, "source": "family", "as_of": "2026-11-01"})
}

fn allergy(substance: &str) -> Value {
    fact("allergy", json!({"substance": substance, "agent": "drug"}))
}

#[test]
fn a_record_is_changed_only_by_whoever_read_it() {
    let world = World::begins();
    let hanako = world.hanako();
    let officer = world.officer();
    let path = format!("/v1/residents/{hanako}/facts");
    let version = officer.version_of(&hanako);
    assert_eq!(officer.posts(&path, &allergy("蕎麦")).status, 428);
    officer
        .posts_with(&path, &[("if-match", &version)], &allergy("蕎麦"))
        .expect(201);
    assert_eq!(
        officer
            .posts_with(&path, &[("if-match", &version)], &allergy("卵"))
            .problem(412),
        "stale"
    );
}

#[test]
fn a_retried_fact_is_recorded_once() {
    let world = World::begins();
    let hanako = world.hanako();
    let officer = world.officer();
    let path = format!("/v1/residents/{hanako}/facts");
    let version = officer.version_of(&hanako);
    let headers = [
        ("if-match", version.as_str()),
        ("idempotency-key", "retry-0001"),
    ];
    let first = officer
        .posts_with(&path, &headers, &allergy("蕎麦"))
        .expect(201);
    let again = officer
        .posts_with(&path, &headers, &allergy("蕎麦"))
        .expect(200);
    assert_eq!(first["fact_id"], again["fact_id"]);
}

#[test]
fn the_same_person_is_not_registered_twice_unawares() {
    let world = World::begins();
    let hanako = world.hanako();
    let officer = world.officer();
    let answer = officer.posts("/v1/residents", &given::hanako());
    assert_eq!(answer.clone().problem(409), "possible_duplicate");
    assert!(
        answer.text.contains(&hanako),
        "whom to look at is named by identifier"
    );
    let mut another = given::hanako();
    another["not_a_duplicate"] = json!(true);
    officer.registers(&another);
}

#[test]
fn invariant_8_only_a_physician_confirms_a_wish() {
    let world = World::begins();
    let hanako = world.hanako();
    let wish = |standing: Value| {
        fact(
            "wish",
            json!({
                "statements": [{"procedure": "cardiopulmonary_resuscitation", "wanted": "not_wanted"}],
                "speaker": {"who": "person"},
                "talked_on": "2026-06-03",
                "standing": standing
            }),
        )
    };
    let confirmed =
        wish(json!({"state": "confirmed", "physician": "試験医師", "on": "2026-06-03"}));
    let heard = wish(json!({"state": "heard"}));
    let officer = world.officer();
    let path = format!("/v1/residents/{hanako}/facts");
    let version = officer.version_of(&hanako);
    assert_eq!(
        officer
            .posts_with(&path, &[("if-match", &version)], &confirmed)
            .problem(422),
        "wish_needs_physician"
    );
    officer
        .posts_with(&path, &[("if-match", &version)], &heard)
        .expect(201);

    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let summary = crew.views_summary(&hanako, &incident).expect(200);
    let notice = summary["wishes_notice"].to_string();
    for sentence in [
        "処置の指示ではありません",
        "通常の活動を続け",
        "制限するものではありません",
    ] {
        assert!(notice.contains(sentence), "{sentence}: {notice}");
    }
}

#[test]
fn what_a_role_may_not_record_is_refused() {
    let world = World::begins();
    let hanako = world.hanako();
    world.cares_for_hanako("pharmacist");
    let path = format!("/v1/residents/{hanako}/facts");
    let version = world.officer().version_of(&hanako);
    for login in ["crew", "dispatcher", "er-desk", "privacy", "auditor"] {
        let answer =
            world
                .actor(login)
                .posts_with(&path, &[("if-match", &version)], &allergy("蕎麦"));
        assert_eq!(answer.problem(403), "forbidden", "{login}");
    }
}

#[test]
fn impossible_statements_are_named_field_by_field() {
    let world = World::begins();
    let hanako = world.hanako();
    let officer = world.officer();
    let path = format!("/v1/residents/{hanako}/facts");
    let version = officer.version_of(&hanako);
    let refused = |body: Value| {
        let answer = officer.posts_with(&path, &[("if-match", &version)], &body);
        assert_eq!(answer.status, 422, "{}", answer.text);
        answer.text
    };
    assert!(
        refused(fact("allergy", json!({"substance": "", "agent": "drug"}))).contains("substance")
    );
    assert!(
        refused(fact(
            "allergy",
            json!({"substance": "蕎麦", "agent": "drug", "extra": 1})
        ))
        .contains("value")
    );
    assert!(
        refused(fact(
            "identity",
            json!({"name": {"family": "試験"}, "birth_date": "1940-02-30", "sex": "female"})
        ))
        .contains("birth_date")
    );
    let mut future = allergy("蕎麦");
    future["as_of"] = json!("2026-11-22");
    assert!(refused(future).contains("as_of"));
    let none = json!({"kind": "wish", "none": true, "source": "family", "as_of": "2026-11-01"});
    assert!(refused(none).contains("none_not_recordable"));
}

#[test]
fn an_officer_sees_that_something_clinical_is_recorded_and_not_what() {
    let world = World::begins();
    let hanako = world.hanako();
    let answer = world.officer().gets(&format!("/v1/residents/{hanako}"));
    for word in ["ペニシリン", "ワルファリン", "心房細動", "ペースメーカー"] {
        assert!(!answer.text.contains(word), "{word}");
    }
    let view = answer.expect(200);
    let text = view.to_string();
    assert!(text.contains("existence"), "{text}");
    assert!(text.contains("長女"), "contacts are the officer's own work");
}
