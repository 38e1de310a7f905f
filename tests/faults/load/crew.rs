//! A crew's round: open, search, read, close.

use super::{NoAnswer, Worker, marker};
use crate::{
    client::Heard,
    diary::{Kind, Promise, Request},
};
use serde_json::{Value, json};

/// One emergency.
pub fn round(worker: &Worker) -> Result<(), NoAnswer> {
    let number = marker('n');
    let person = &worker.people[usize::from(number.as_bytes()[7]) % worker.people.len()];
    let incident = opens(worker, &number)?;
    let found = searches(worker, &incident, &person.criteria)?;
    for candidate in found {
        views(worker, &incident, &candidate)?;
    }
    let path = format!("/v1/incidents/{incident}/close");
    let heard = worker.client.posts(&path, &[], &json!({"search": "hit"}));
    worker.examine(&heard, &path);
    heard
        .good()
        .map(|_| worker.diary.answered())
        .ok_or(NoAnswer)
}

/// Opens an incident.
pub fn opens(worker: &Worker, number: &str) -> Result<String, NoAnswer> {
    worker.makes(&opening(number)).map(|(id, _)| id)
}

#[expect(
    clippy::disallowed_methods,
    reason = "another process goes by the clock, and takes no call of another day"
)]
fn now() -> String {
    jiff::Timestamp::now().to_string()
}

/// The request that opens one.
pub fn opening(number: &str) -> Request {
    Request {
        kind: Kind::Incident,
        marker: number.to_owned(),
        path: "/v1/incidents".to_owned(),
        if_match: None,
        body: json!({"number": number, "origin": "call119", "called_at": now()}),
    }
}

/// Searches and answers who was listed. From the status on, it is a look.
pub fn searches(
    worker: &Worker,
    incident: &str,
    criteria: &Value,
) -> Result<Vec<String>, NoAnswer> {
    let path = format!("/v1/incidents/{incident}/lookups");
    let heard = worker.client.posts(&path, &[], criteria);
    worker.examine(&heard, &path);
    let listed = heard.good().map(|answer| {
        let body = answer.json();
        let people: Vec<String> = body["candidates"]
            .as_array()
            .expect("candidates")
            .iter()
            .map(|person| person["resident_id"].as_str().expect("who").to_owned())
            .collect();
        let lookup = body["lookup_id"].as_str().expect("which search");
        (lookup.to_owned(), people)
    });
    if began(&heard) {
        worker.diary.promised(Promise::Searched {
            incident: incident.to_owned(),
            listed: listed.clone(),
        });
        worker.diary.answered();
    }
    listed.map(|(_, people)| people).ok_or(NoAnswer)
}

/// Reads a summary.
pub fn views(worker: &Worker, incident: &str, resident: &str) -> Result<(), NoAnswer> {
    let path = format!("/v1/residents/{resident}/summary?incident_id={incident}");
    let heard = worker.client.gets(&path);
    worker.examine(&heard, "summary");
    if began(&heard) {
        worker.diary.promised(Promise::Viewed {
            incident: incident.to_owned(),
            resident: resident.to_owned(),
        });
        worker.diary.answered();
    }
    heard.good().map(|_| ()).ok_or(NoAnswer)
}

fn began(heard: &Heard) -> bool {
    heard.status().is_some_and(|status| status < 300)
}
