//! An officer's round: register, record, take a consent in, read the record.

use super::{NoAnswer, Worker, marker};
use crate::diary::{Kind, Promise, Request};
use serde_json::{Value, json};
use tasuki_tests::given;

/// One person at the counter.
pub fn round(worker: &Worker) -> Result<(), NoAnswer> {
    let id = registers(worker, "1930-01-01")?;
    let value = json!({"substance": "ペニシリン系", "agent": "drug"});
    records(worker, &id, "allergy", &value)?;
    consents(worker, &id)?;
    reads(worker, &id).map(drop)
}

/// Registers 試験 花子, or another person of that name.
pub fn registers(worker: &Worker, birth: &str) -> Result<String, NoAnswer> {
    worker.makes(&registration(birth)).map(|(id, _)| id)
}

/// The request that registers her.
pub fn registration(birth: &str) -> Request {
    let receipt = marker('r');
    let mut body = given::hanako();
    body["identity"]["birth_date"] = json!(birth);
    body["receipt"] = json!(receipt);
    body["not_a_duplicate"] = json!(true);
    Request {
        kind: Kind::Registration,
        marker: receipt,
        path: "/v1/residents".to_owned(),
        if_match: None,
        body,
    }
}

/// Records a fact on the record as it stands.
pub fn records(worker: &Worker, resident: &str, kind: &str, value: &Value) -> Result<(), NoAnswer> {
    let version = reads(worker, resident)?;
    worker
        .makes(&statement(resident, &version, kind, value))
        .map(drop)
}

/// The request that records a fact on a version of a record.
pub fn statement(resident: &str, version: &str, kind: &str, value: &Value) -> Request {
    let known = marker('f');
    let mut value = value.clone();
    for member in ["substance", "name", "place", "key"] {
        if let Some(text) = value[member].as_str() {
            value[member] = json!(format!("{text} {known}"));
            break;
        }
    }
    Request {
        kind: Kind::Fact,
        marker: known,
        path: format!("/v1/residents/{resident}/facts"),
        if_match: Some(version.to_owned()),
        body: json!({"kind": kind, "value": value, "source": "family", "as_of": "2026-11-01"}),
    }
}

/// Takes a consent to crews in.
pub fn consents(worker: &Worker, resident: &str) -> Result<(), NoAnswer> {
    worker.makes(&consent(resident)).map(drop)
}

/// The request that takes it in.
pub fn consent(resident: &str) -> Request {
    let form = marker('c');
    let mut body = given::consent_to_crews(given::CATEGORIES);
    body["evidence"]["form_version"] = json!(form);
    Request {
        kind: Kind::Consent,
        marker: form,
        path: format!("/v1/residents/{resident}/consents"),
        if_match: None,
        body,
    }
}

/// Reads a record and answers its version.
pub fn reads(worker: &Worker, resident: &str) -> Result<String, NoAnswer> {
    let heard = worker.client.gets(&format!("/v1/residents/{resident}"));
    worker.examine(&heard, "record");
    if heard.status().is_some_and(|status| status < 300) {
        worker.diary.promised(Promise::Read {
            resident: resident.to_owned(),
        });
        worker.diary.answered();
    }
    let answer = heard.good().ok_or(NoAnswer)?;
    Ok(answer.header("etag").expect("a version").to_owned())
}
