use super::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const TOWN: &str = "波の町";
const LANDLINE: &str = "0557000000";
const MOBILE: &str = "09000001111";

/// A statement of every kind that has text, with the town in each field that takes any text.
fn planted() -> Vec<FactBody> {
    let phones = json!([LANDLINE, MOBILE]);
    let bodies = json!([
        {"kind": "identity", "value": {
            "name": {"family": TOWN, "given": TOWN},
            "other_names": [{"kind": "alias", "name": {"family": TOWN}}],
            "birth_date": "1940-03-02", "sex": "female",
            "address": {"postal_code": "4130000", "town": TOWN, "rest": TOWN},
            "phones": phones, "language": TOWN}},
        {"kind": "contact", "value": {"order": 1, "name": TOWN, "relation": TOWN,
            "phones": phones, "lives": TOWN}},
        {"kind": "home", "value": {"household": "alone", "key": TOWN, "entrance": TOWN,
            "cohabitants": TOWN, "animals": TOWN, "carrying_out": TOWN, "paper_kit": TOWN}},
        {"kind": "wish", "value": {"statements": [], "speaker": {"who": "substitute", "name": TOWN},
            "talked_on": "2026-06-03", "present": [TOWN], "expected_condition": TOWN,
            "verbatim": TOWN, "standing": {"state": "heard"}, "original_place": TOWN,
            "call": {"name": TOWN, "institution": TOWN, "phone": LANDLINE, "hours": TOWN}}},
        {"kind": "physician", "value": {"order": 1, "practice": "medical", "institution": TOWN,
            "department": TOWN, "doctor": TOWN, "phone": LANDLINE}},
        {"kind": "service", "value": {"kind": "home_help", "office": TOWN, "person": TOWN,
            "phone": LANDLINE}},
        {"kind": "backup_hospital", "value": {"hospital": TOWN, "department": TOWN,
            "phone": LANDLINE, "second_choice": TOWN, "not_for": TOWN}},
        {"kind": "medication", "value": {"name": TOWN, "dose": TOWN, "usage": TOWN,
            "pharmacy": TOWN, "prescriber": TOWN}},
        {"kind": "allergy", "value": {"substance": TOWN, "agent": "drug", "reaction": TOWN}},
        {"kind": "condition", "value": {"name": TOWN, "status": "active", "note": TOWN}},
        {"kind": "device", "value": {"kind": "pacemaker", "place": TOWN, "detail": TOWN,
            "supplier_phone": LANDLINE}},
        {"kind": "baseline", "value": {"consciousness": TOWN, "conversation": TOWN, "aid": TOWN,
            "hearing": TOWN, "sight": TOWN, "cognition": TOWN, "paralysis": TOWN}},
    ]);
    serde_json::from_value(bodies).unwrap()
}

/// Where in the statement a text stands: `home.key`.
fn places(body: &FactBody, text: &str) -> BTreeSet<String> {
    fn walk(value: &Value, path: &str, text: &str, found: &mut BTreeSet<String>) {
        match value {
            Value::String(said) if said.contains(text) => {
                found.insert(path.to_owned());
            }
            Value::Array(each) => each.iter().for_each(|each| walk(each, path, text, found)),
            Value::Object(fields) => fields
                .iter()
                .for_each(|(name, each)| walk(each, &format!("{path}.{name}"), text, found)),
            _ => {}
        }
    }
    let value = serde_json::to_value(body).unwrap();
    let mut found = BTreeSet::new();
    walk(&value["value"], body.kind().code(), text, &mut found);
    found
}

#[test]
fn exactly_what_says_where_is_hidden() {
    let mut hidden = BTreeSet::new();
    for before in planted() {
        let mut after = before.clone();
        hide(&mut after);
        for text in [TOWN, LANDLINE] {
            let gone = places(&before, text);
            hidden.extend(gone.difference(&places(&after, text)).cloned());
        }
        assert_eq!(places(&before, MOBILE), places(&after, MOBILE));
    }
    let expected = [
        "contact.lives",
        "contact.phones",
        "home.animals",
        "home.carrying_out",
        "home.cohabitants",
        "home.entrance",
        "home.key",
        "home.paper_kit",
        "identity.address.rest",
        "identity.address.town",
        "identity.phones",
        "wish.original_place",
    ];
    assert_eq!(hidden, expected.map(str::to_owned).into());
}

#[test]
fn what_was_hidden_outlives_a_statement_made_without_seeing_it() {
    for before in planted() {
        let mut again = before.clone();
        hide(&mut again);
        carry_over(&mut again, &before).unwrap();
        for text in [TOWN, LANDLINE, MOBILE] {
            assert_eq!(places(&again, text), places(&before, text));
        }
        let mut seen = before.clone();
        hide(&mut seen);
        if places(&seen, TOWN) != places(&before, TOWN) {
            let refused = carry_over(&mut before.clone(), &before).unwrap_err();
            assert_eq!(refused.code(), "address_protected");
        }
    }
}
