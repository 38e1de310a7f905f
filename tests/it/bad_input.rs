//! Bad input gets a clear problem that names the field and never repeats what was sent.

use serde_json::json;
use tasuki_tests::{Answer, World};

const JSON: (&str, &str) = ("content-type", "application/json");

fn is_problem(answer: &Answer, status: u16) {
    assert_eq!(answer.status, status, "{}", answer.text);
    assert_eq!(
        answer.header("content-type"),
        Some("application/problem+json"),
        "{}",
        answer.text
    );
    let body = answer.json();
    for member in ["type", "title", "status", "code", "instance"] {
        assert!(!body[member].is_null(), "{member}: {body}");
    }
    assert_eq!(body["status"], status);
}

#[test]
fn malformed_json_oversized_bodies_and_invalid_utf8_are_problems_without_echo() {
    let world = World::begins();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let path = format!("/v1/incidents/{incident}/lookups");
    let malformed = crew.sends(
        "POST",
        &path,
        &[JSON],
        r#"{"family_kana": "ヒミツ""#.as_bytes(),
    );
    is_problem(&malformed, 400);
    let wrong_type = crew.sends(
        "POST",
        &path,
        &[JSON],
        r#"{"family_kana": {"ヒミツ": 1}}"#.as_bytes(),
    );
    assert!(
        matches!(wrong_type.status, 400 | 422),
        "{}",
        wrong_type.text
    );
    let unknown = crew.sends("POST", &path, &[JSON], r#"{"ヒミツ": "ヒミツ"}"#.as_bytes());
    assert!(matches!(unknown.status, 400 | 422), "{}", unknown.text);
    let invalid = crew.sends("POST", &path, &[JSON], b"{\"family_kana\": \"\xff\xfe\"}");
    is_problem(&invalid, 400);
    let big = vec![b' '; 600 * 1024];
    is_problem(&crew.sends("POST", &path, &[JSON], &big), 413);
    is_problem(
        &crew.sends("POST", &path, &[("content-type", "text/plain")], b"{}"),
        415,
    );
    for answer in [malformed, wrong_type, unknown, invalid] {
        assert!(!answer.text.contains("ヒミツ"), "{}", answer.text);
    }
}

#[test]
fn impossible_values_name_the_field_the_problem_and_what_would_be_right() {
    let world = World::begins();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    for (criteria, field, code) in [
        (
            json!({"family_kana": "シケン", "birth_date": "S65.2.1"}),
            "birth_date",
            "birth_date_not_in_era",
        ),
        (
            json!({"family_kana": "シケン", "birth_date": "S15.2.30"}),
            "birth_date",
            "birth_date_no_such_day",
        ),
        (
            json!({"family_kana": "試験", "birth_date": "S15"}),
            "family_kana",
            "kana_other_characters",
        ),
        (
            json!({"phone": "0901234567890"}),
            "phone",
            "phone_fragment_length",
        ),
        (
            json!({"card_number": "12345678"}),
            "card_number",
            "card_number_check",
        ),
    ] {
        let answer = crew.looks_up(&incident, &criteria);
        is_problem(&answer, 422);
        for value in criteria.as_object().unwrap().values() {
            assert!(
                !answer.text.contains(value.as_str().unwrap()),
                "no echo: {}",
                answer.text
            );
        }
        let body = answer.json();
        let error = &body["errors"][0];
        assert_eq!(error["field"], field, "{body}");
        assert_eq!(error["code"], code, "{body}");
        assert!(!error["problem"].as_str().unwrap().is_empty());
        assert!(!error["expected"].as_str().unwrap().is_empty());
    }
}

#[test]
fn several_wrong_fields_are_named_at_once() {
    let world = World::begins();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let answer = crew.looks_up(
        &incident,
        &json!({"family_kana": "試験", "phone": "12", "birth_date": "きのう"}),
    );
    let body = answer.expect(422);
    assert_eq!(body["errors"].as_array().unwrap().len(), 3, "{body}");
}

#[test]
fn what_is_not_there_is_a_problem_too() {
    let world = World::begins();
    let crew = world.crew();
    is_problem(&crew.gets("/v1/nowhere"), 404);
    is_problem(&crew.sends("PUT", "/v1/incidents", &[JSON], b"{}"), 405);
    is_problem(&crew.gets("/v1/residents/not-a-uuid/summary"), 404);
    let hanako = world.hanako();
    let answer = crew.gets(&format!(
        "/v1/residents/{hanako}/summary?incident_id=%E3%83%92%E3%83%9F%E3%83%84"
    ));
    assert!((400..500).contains(&answer.status));
    assert!(!answer.text.contains("ヒミツ"));
}

#[test]
fn every_answer_carries_its_security_headers() {
    let world = World::begins();
    for path in ["/healthz", "/v1/incidents", "/sign-in", "/nowhere"] {
        let answer = world.crew().gets(path);
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{path}"
        );
        assert!(answer.header("x-request-id").is_some(), "{path}");
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(policy.contains("default-src"), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert!(
            answer.header("strict-transport-security").is_some(),
            "{path}"
        );
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(
            answer.header("referrer-policy"),
            Some("no-referrer"),
            "{path}"
        );
    }
}

#[test]
fn a_body_of_somebody_unknown_has_little_room() {
    let world = World::begins();
    let long = "x".repeat(5 * 1024);
    let body = json!({"login": "crew", "password": long, "totp": "000000"});
    let answer = world.anonymous().posts("/v1/sessions", &body);
    is_problem(&answer, 413);
    // The page reads no more of it either, so it finds none of its own form in it.
    let (browser, csrf) = world.anonymous().opens_sign_in();
    let form = |password: &str| format!("csrf={csrf}&login=crew&password={password}&totp=000000");
    assert_eq!(browser.sends_form("/sign-in", &form(&long)).status, 403);
    assert_eq!(browser.sends_form("/sign-in", &form("wrong")).status, 422);
    // Whoever is known may send more.
    let criteria = json!({"family_kana": "シ".repeat(5 * 1024), "birth_date": "S15.3.2"});
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    is_problem(&crew.looks_up(&incident, &criteria), 422);
}

#[test]
fn bodies_on_their_way_in_have_room_for_so_many_together() {
    let limits = tasuki_http::Limits {
        bodies_bytes: 8 * 1024,
        wait: std::time::Duration::from_millis(200),
        ..tasuki_http::Limits::default()
    };
    let world = World::within(limits);
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let path = format!("/v1/incidents/{incident}/lookups");
    // One alone that needs more than all the room there is.
    let answer = crew.sends("POST", &path, &[JSON], &vec![b' '; 9 * 1024]);
    assert!(answer.header("retry-after").is_some());
    is_problem(&answer, 503);
    is_problem(&crew.sends("POST", &path, &[JSON], b"{}"), 422);
}
