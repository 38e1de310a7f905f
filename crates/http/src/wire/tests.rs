use super::*;
use proptest::prelude::*;
use serde_json::{Value, json};
use tasuki_domain::fact::{FactBody, FactKind};

fn at() -> At {
    At::new(jiff::civil::date(2026, 11, 21))
}

/// A value of every kind with every field.
fn whole() -> Vec<(FactKind, Value)> {
    [
        (
            "identity",
            json!({
                "name": {"family": "試験", "given": "花子", "family_kana": "シケン", "given_kana": "ハナコ"},
                "other_names": [{"kind": "former", "name": {"family": "見本"}}],
                "birth_date": "1940-03",
                "sex": "female",
                "address": {"postal_code": "4130000", "town": "波の町2丁目", "rest": "3-4"},
                "phones": ["09000001111"],
                "language": "ポルトガル語",
            }),
        ),
        (
            "home",
            json!({
                "household": "alone_by_day", "key": "植木鉢の下", "entrance": "暗証番号", "cohabitants": "夫",
                "animals": "犬", "carrying_out": "段差\n2段", "paper_kit": "冷蔵庫",
            }),
        ),
        (
            "contact",
            json!({
                "order": 1, "name": "試験 由美", "kana": "シケン ユミ", "relation": "長女",
                "phones": ["09000002222"], "at_night": true, "holds_key": false, "key_person": true,
                "main_carer": true, "speaks_for_person": true, "lives": "同じ市",
            }),
        ),
        (
            "physician",
            json!({
                "order": 1, "practice": "medical", "institution": "かもめ町内科", "department": "内科",
                "doctor": "見本 一郎", "phone": "0557000000", "after_hours_phone": "09000003333", "all_day": true,
            }),
        ),
        (
            "service",
            json!({
                "kind": "visiting_nursing", "office": "見本訪問看護", "person": "見本 二郎",
                "phone": "0557000001", "all_day": false,
            }),
        ),
        (
            "condition",
            json!({"name": "心房細動", "status": "active", "icd10": "I48", "since": "2015-04", "note": "通院中"}),
        ),
        (
            "medication",
            json!({
                "name": "ワルファリンK錠1mg", "code": {"system": "yj", "value": "3332001F1024"}, "dose": "2.5錠",
                "usage": "1日1回夕食後", "days": 28, "dispensed_on": "2026-11-10", "pharmacy": "見本薬局",
                "prescriber": "かもめ町内科",
            }),
        ),
        (
            "allergy",
            json!({
                "substance": "ペニシリン系", "agent": "drug", "reaction": "呼吸困難", "severity": "severe",
                "when": "2019",
            }),
        ),
        (
            "device",
            json!({
                "kind": "pacemaker", "side": "left", "place": "胸", "detail": "型番 見本1", "since": "2018",
                "supplier_phone": "0557000002",
            }),
        ),
        (
            "care_level",
            json!({
                "level": "care3", "certified_on": "2026-04-01", "valid_until": "2028-03-31", "disability": "b1",
                "dementia": "iia",
            }),
        ),
        (
            "baseline",
            json!({
                "consciousness": "清明", "conversation": "できる", "mobility": "partial", "aid": "杖",
                "eating": "independent", "toilet": "watching", "hearing": "右が遠い", "sight": "眼鏡",
                "cognition": "日時があいまい", "paralysis": "なし",
            }),
        ),
        (
            "wish",
            json!({
                "statements": [{"procedure": "ventilation", "wanted": "depends"}],
                "speaker": {"who": "substitute", "name": "試験 由美"},
                "talked_on": "2026-06-03",
                "present": ["試験 由美"],
                "expected_condition": "老衰",
                "verbatim": "家で\n過ごしたい",
                "standing": {"state": "confirmed", "physician": "見本 一郎", "on": "2026-06-03"},
                "call": {
                    "name": "見本 一郎", "institution": "かもめ町内科", "phone": "0557000000", "hours": "24時間",
                    "night_phone": "09000003333",
                },
                "original_place": "冷蔵庫",
                "review_by": "2027-06-03",
            }),
        ),
        (
            "backup_hospital",
            json!({
                "hospital": "見本病院", "department": "救急科", "phone": "0557000003", "second_choice": "見本第二病院",
                "not_for": "脳卒中・骨折は対象外", "agreed_on": "2026-05-01",
            }),
        ),
    ]
    .into_iter()
    .map(|(code, value)| (FactKind::from_code(code).unwrap(), value))
    .collect()
}

fn faults(problem: &crate::problem::Problem) -> Vec<(&str, &str)> {
    problem
        .errors()
        .iter()
        .map(|fault| (fault.field.as_str(), fault.code))
        .collect()
}

#[test]
fn every_kind_is_read_and_written_whole() {
    let kinds: Vec<FactKind> = whole().iter().map(|(kind, _)| *kind).collect();
    assert!(FactKind::ALL.iter().all(|kind| kinds.contains(kind)));
    for (kind, value) in whole() {
        let mut at = at();
        let read = read_body(kind, &value, &mut at);
        let body = at
            .finish(read)
            .unwrap_or_else(|problem| panic!("{kind:?}: {:?}", problem.errors()));
        assert_eq!(body.kind(), kind);
        assert_eq!(write_body(&body), value, "{kind:?}");
        // The stored form has the same names, so that nobody meets two words for one thing.
        let stored = serde_json::to_value(&body).unwrap();
        let stored = stored["value"].as_object().unwrap();
        for (name, said) in value.as_object().unwrap() {
            if *said != json!(false) {
                assert_eq!(stored.get(name), Some(said), "{kind:?} {name}");
            }
        }
        assert_eq!(
            serde_json::from_value::<FactBody>(json!({"kind": kind.code(), "value": value}))
                .unwrap(),
            body
        );
    }
}

#[test]
fn other_forms_of_speaker_and_standing_are_read_and_written() {
    for (speaker, standing) in [
        (json!({"who": "person"}), json!({"state": "heard"})),
        (
            json!({"who": "person"}),
            json!({"state": "withdrawn", "on": "2026-11-01"}),
        ),
    ] {
        let value = json!({
            "statements": [], "speaker": speaker, "talked_on": "2026-06", "present": [], "standing": standing,
        });
        let mut at = at();
        let read = read_body(FactKind::Wish, &value, &mut at);
        assert_eq!(write_body(&at.finish(read).unwrap()), value);
    }
}

#[test]
fn unknown_names_are_refused_in_every_object_and_not_repeated() {
    fn objects(value: &mut Value, plant: &mut impl FnMut(&mut serde_json::Map<String, Value>)) {
        match value {
            Value::Object(object) => {
                object.values_mut().for_each(|value| objects(value, plant));
                plant(object);
            }
            Value::Array(items) => items.iter_mut().for_each(|value| objects(value, plant)),
            _ => {}
        }
    }
    for (kind, value) in whole() {
        let mut count = 0;
        objects(&mut value.clone(), &mut |_| count += 1);
        for chosen in 0..count {
            let (mut planted, mut index) = (value.clone(), 0);
            objects(&mut planted, &mut |object| {
                if index == chosen {
                    object.insert("ヒミツ".into(), json!("ヒミツ"));
                }
                index += 1;
            });
            let mut at = at();
            let read = read_body(kind, &planted, &mut at);
            let problem = at.finish(read).unwrap_err();
            assert_eq!(problem.errors()[0].code, "unknown_field", "{kind:?}");
            assert!(!format!("{problem:?}").contains("ヒミツ"));
        }
    }
}

#[test]
fn every_fault_is_found_at_once_and_told_with_its_place() {
    let value = json!({
        "name": {"family": "", "given_kana": "花子"},
        "other_names": [{"kind": "former", "name": {"family": "見本"}}, {"kind": "ヒミツ", "name": 3}],
        "birth_date": "S65.2.1",
        "phones": ["12", 5],
        "address": "ヒミツ",
    });
    let mut at = at();
    let read = read_body(FactKind::Identity, &value, &mut at);
    let problem = at.finish(read).unwrap_err();
    assert_eq!(
        faults(&problem),
        [
            ("name.family", "text_empty"),
            ("name.given_kana", "kana_other_characters"),
            ("other_names[1].kind", "unknown_code"),
            ("other_names[1].name", "not_object"),
            ("birth_date", "birth_date_not_in_era"),
            ("sex", "missing"),
            ("address", "not_object"),
            ("phones[0]", "phone_length"),
            ("phones[1]", "not_text"),
        ]
    );
    assert!(!format!("{problem:?}").contains("ヒミツ") && !format!("{problem:?}").contains("S65"));
}

#[test]
fn birth_dates_of_the_record_are_read_in_every_form_and_other_dates_in_iso_only() {
    let identity =
        |birth: &str| json!({"name": {"family": "試験"}, "birth_date": birth, "sex": "unknown"});
    for (typed, kept) in [
        ("S15.3.2", "1940-03-02"),
        ("昭和15年3月", "1940-03"),
        ("19400302", "1940-03-02"),
        ("1940", "1940"),
    ] {
        let mut at = at();
        let read = read_body(FactKind::Identity, &identity(typed), &mut at);
        assert_eq!(
            write_body(&at.finish(read).unwrap())["birth_date"],
            kept,
            "{typed}"
        );
    }
    for refused in ["2027-01-01", "1850-01-01", "400302", "80代"] {
        let mut at = at();
        let read = read_body(FactKind::Identity, &identity(refused), &mut at);
        assert_eq!(
            at.finish(read).unwrap_err().errors()[0].field,
            "birth_date",
            "{refused}"
        );
    }
    let allergy = json!({"substance": "卵", "agent": "food", "when": "H31"});
    let mut at = at();
    let read = read_body(FactKind::Allergy, &allergy, &mut at);
    assert_eq!(
        faults(&at.finish(read).unwrap_err()),
        [("when", "date_malformed")]
    );
}

#[test]
fn lists_and_faults_are_bounded() {
    let many = json!({
        "order": 1, "name": "試験", "relation": "長女", "phones": vec!["0"; 400],
    });
    let mut reading = at();
    let read = read_body(FactKind::Contact, &many, &mut reading);
    assert_eq!(reading.finish(read).unwrap_err().errors().len(), 100);
    let too_many = json!({
        "order": 1, "name": "試験", "relation": "長女", "phones": vec!["0"; 501],
    });
    let mut reading = at();
    let read = read_body(FactKind::Contact, &too_many, &mut reading);
    assert_eq!(
        faults(&reading.finish(read).unwrap_err()),
        [("phones", "list_too_long")]
    );
}

#[test]
fn every_named_schema_that_is_referred_to_is_there() {
    let document = serde_json::to_value(crate::document()).unwrap();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    fn references(value: &Value, into: &mut Vec<String>) {
        match value {
            Value::Object(object) => {
                if let Some(Value::String(reference)) = object.get("$ref") {
                    into.push(reference.clone());
                }
                object.values().for_each(|value| references(value, into));
            }
            Value::Array(items) => items.iter().for_each(|value| references(value, into)),
            _ => {}
        }
    }
    let mut referred = Vec::new();
    references(&document, &mut referred);
    assert!(referred.len() > 100);
    for reference in referred {
        let name = reference.strip_prefix("#/components/schemas/").unwrap();
        assert!(schemas.contains_key(name), "{name}");
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("[a-z_]{1,10}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn nothing_panics_and_what_is_read_is_written_back(value in any_json(), index in 0..FactKind::ALL.len()) {
        let kind = FactKind::ALL[index];
        let mut reading = at();
        let read = read_body(kind, &value, &mut reading);
        if let Ok(body) = reading.finish(read) {
            let written = write_body(&body);
            let mut again = at();
            let read = read_body(kind, &written, &mut again);
            prop_assert_eq!(again.finish(read).ok(), Some(body));
        }
    }
}
