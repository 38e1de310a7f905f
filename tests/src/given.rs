//! People to look after. All of them are made up, and look it.

use serde_json::{Value, json};

/// A birth date as the crew types it.
pub const HANAKO_BIRTH: &str = "S15.3.2";

/// Everything that must never leave where the record does not: the values planted in Hanako's.
pub const HANAKO_SECRETS: &[&str] = &[
    "試験",
    "花子",
    "シケン",
    "ハナコ",
    "1940-03-02",
    "波の町",
    "09000001111",
    "090-0000-1111",
    "ペニシリン",
    "ワルファリン",
    "心房細動",
    "ペースメーカー",
    "長女",
    "由美",
    "植木鉢",
    "灯台",
];

/// The body that registers 試験 花子.
pub fn hanako() -> Value {
    json!({
        "identity": identity("試験", "花子", "シケン", "ハナコ", "1940-03-02", "female"),
        "protected_address": false,
        "receipt": "受付-0001",
        "route": "counter",
        "signed_on": "2026-06-01",
        "source": "resident"
    })
}

/// Another person, to be told apart from her.
pub fn person(
    family: &str,
    given: &str,
    family_kana: &str,
    given_kana: &str,
    birth: &str,
    sex: &str,
) -> Value {
    json!({
        "identity": identity(family, given, family_kana, given_kana, birth, sex),
        "protected_address": false,
        "receipt": "受付-0002",
        "route": "counter",
        "signed_on": "2026-06-01",
        "source": "resident"
    })
}

fn identity(
    family: &str,
    given: &str,
    family_kana: &str,
    given_kana: &str,
    birth: &str,
    sex: &str,
) -> Value {
    json!({
        "name": {"family": family, "given": given, "family_kana": family_kana, "given_kana": given_kana},
        "birth_date": birth,
        "sex": sex,
        "address": {"postal_code": "4130000", "town": "波の町2丁目", "rest": "3-4 灯台荘201"},
        "phones": ["09000001111"]
    })
}

/// What is recorded about her: (kind, value).
pub fn hanako_facts() -> Vec<(&'static str, Value)> {
    vec![
        (
            "allergy",
            json!({"substance": "ペニシリン系", "agent": "drug", "reaction": "呼吸困難", "severity": "severe", "when": "2019"}),
        ),
        (
            "medication",
            json!({"name": "ワルファリンK錠1mg", "dose": "2.5錠", "usage": "1日1回夕食後", "days": 28, "dispensed_on": "2026-11-10"}),
        ),
        ("condition", json!({"name": "心房細動", "status": "active"})),
        (
            "device",
            json!({"kind": "pacemaker", "side": "left", "place": "胸", "since": "2018"}),
        ),
        (
            "contact",
            json!({"order": 1, "name": "試験 由美", "relation": "長女", "phones": ["09000002222"], "at_night": true}),
        ),
        ("home", json!({"household": "alone", "key": "植木鉢の下"})),
    ]
}

/// Every category that forms have, for a whole consent.
pub const CATEGORIES: &[&str] = &[
    "identity",
    "allergies",
    "medications",
    "devices",
    "wishes",
    "conditions",
    "care",
    "contacts",
    "physicians",
    "backup_hospital",
    "home",
];

/// A consent to crews, for emergencies, to these categories.
pub fn consent_to_crews(categories: &[&str]) -> Value {
    let rows: Vec<Value> = categories
        .iter()
        .map(|category| json!({"category": category, "recipient": "ems", "purpose": "emergency"}))
        .collect();
    json!({
        "rows": rows,
        "collection": false,
        "evidence": {"kind": "own_signature", "form_version": "様式1 R8.4", "signed_on": "2026-06-01"}
    })
}
