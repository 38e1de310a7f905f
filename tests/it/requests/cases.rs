//! The cases themselves.

use super::{Asked, Case};
use serde_json::json;
use std::collections::BTreeMap;
use tasuki_tests::{World, given};

/// A roster that was taken in.
fn taken_in(world: &World, file: &[u8]) -> String {
    let officer = world.officer();
    let csv = [("content-type", "text/csv")];
    let waiting = officer.sends("POST", "/v1/rosters/dry-runs", &csv, file);
    let waiting = waiting.expect(200)["import_id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/v1/rosters/{waiting}/commit");
    let done = officer.posts(&path, &json!({})).expect(200);
    done["import_id"].as_str().unwrap().to_owned()
}

/// An event for the privacy officer that nobody looked into yet: a crew that fishes.
fn event_of(world: &World, incident: &str) -> String {
    let privacy = world.actor("privacy");
    let waiting = || {
        let events = privacy.gets("/v1/search-events").expect(200);
        let events = events["search_events"].as_array().unwrap().clone();
        events
            .iter()
            .find(|event| event["review"].is_null())
            .map(|event| event["id"].as_str().unwrap().to_owned())
    };
    for login in ["crew", "leader", "dispatcher"] {
        if let Some(event) = waiting() {
            return event;
        }
        for _ in 0..10 {
            let fishing = json!({"birth_date": given::HANAKO_BIRTH});
            world.actor(login).looks_up(incident, &fishing);
        }
    }
    waiting().unwrap()
}

/// Every case, by its route. Hanako is registered, an incident of the crew is open, a roster waits.
pub fn cases(world: &World) -> BTreeMap<String, Case> {
    let hanako = world.hanako();
    world.hanako_herself();
    let officer = world.officer();
    let incident = world.crew().opens_incident("0412");
    let consents = officer
        .gets(&format!("/v1/residents/{hanako}/consents"))
        .expect(200);
    let consent = consents["consents"][0]["id"].as_str().unwrap().to_owned();
    let version = officer.version_of(&hanako);
    let template = officer.gets("/v1/rosters/template.csv").text.into_bytes();
    let waiting = officer
        .sends(
            "POST",
            "/v1/rosters/dry-runs",
            &[("content-type", "text/csv")],
            &template,
        )
        .expect(200);
    let import = waiting["import_id"].as_str().unwrap().to_owned();

    let event = event_of(world, &incident);

    let mut all = BTreeMap::new();
    let mut add = |name: &'static str,
                   login: &'static str,
                   asked: Asked,
                   more: &[(&'static str, &str)],
                   query: &str| {
        let (method, pattern) = name.split_once(' ').unwrap();
        let id = if pattern.contains("/incidents/") {
            &incident
        } else if pattern.contains("/consents/{id}") {
            &consent
        } else if pattern.contains("/search-events/{id}") {
            &event
        } else if pattern.contains("/import/") || pattern.contains("/rosters/") {
            &import
        } else {
            &hanako
        };
        let start = pattern.find('{').unwrap_or(pattern.len());
        let end = pattern.find('}').map_or(pattern.len(), |end| end + 1);
        let path = format!(
            "{}{}{}{query}",
            &pattern[..start],
            if start < end { id.as_str() } else { "" },
            &pattern[end..]
        );
        let headers = more
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect();
        all.insert(
            name.to_owned(),
            Case {
                path,
                login,
                method,
                headers,
                asked,
                typed: None,
            },
        );
    };

    let within = format!("?incident_id={incident}");
    let fact = json!({
        "kind": "allergy", "value": {"substance": "蕎麦", "agent": "food"}, "source": "family", "as_of": "2026-11-01"
    });
    let opened =
        json!({"reason": "on_duty", "origin": "call119", "called_at": "2026-11-21T12:01:00+09:00"});
    let person = given::person("別人", "太郎", "ベツジン", "タロウ", "1950-01-01", "male");

    add("DELETE /v1/sessions/current", "crew", Asked::Bare, &[], "");
    add("GET /v1/me", "crew", Asked::Bare, &[], "");
    add("GET /v1/accesses", "privacy", Asked::Bare, &[], "");
    add("GET /v1/incidents", "crew", Asked::Bare, &[], "");
    add("POST /v1/incidents", "crew", Asked::Json(opened), &[], "");
    add(
        "POST /v1/incidents/{id}/lookups",
        "crew",
        Asked::Json(world.hanako_criteria()),
        &[],
        "",
    );
    add(
        "POST /v1/incidents/{id}/close",
        "crew",
        Asked::Json(json!({"search": "hit"})),
        &[],
        "",
    );
    add("GET /v1/residents", "officer", Asked::Bare, &[], "");
    add(
        "POST /v1/residents",
        "officer",
        Asked::Json(person),
        &[],
        "",
    );
    add(
        "POST /v1/residents/searches",
        "officer",
        Asked::Json(
            json!({"purpose": "duplicate", "criteria": {"birth_date": given::HANAKO_BIRTH}}),
        ),
        &[],
        "",
    );
    add("GET /v1/search-events", "privacy", Asked::Bare, &[], "");
    let note = "多数傷病者の事案だった";
    add(
        "POST /v1/search-events/{id}/review",
        "privacy",
        Asked::Json(json!({"note": note})),
        &[],
        "",
    );
    add("GET /search-events", "privacy", Asked::Bare, &[], "");
    add(
        "POST /search-events/{id}/review",
        "privacy",
        Asked::Form(vec![("note", note.into())]),
        &[],
        "",
    );
    add("GET /incidents", "crew", Asked::Bare, &[], "");
    add("GET /officer/search", "officer", Asked::Bare, &[], "");
    add(
        "POST /officer/search",
        "officer",
        Asked::Form(vec![
            ("purpose", "duplicate".into()),
            ("birth_date", given::HANAKO_BIRTH.into()),
        ]),
        &[],
        "",
    );
    add("GET /v1/residents/{id}", "officer", Asked::Bare, &[], "");
    add(
        "GET /v1/residents/{id}/summary",
        "crew",
        Asked::Bare,
        &[],
        &within,
    );
    add("GET /v1/organizations", "officer", Asked::Bare, &[], "");
    add(
        "GET /v1/residents/{id}/accesses",
        "officer",
        Asked::Bare,
        &[],
        "",
    );
    add(
        "GET /v1/residents/{id}/consents",
        "officer",
        Asked::Bare,
        &[],
        "",
    );
    add(
        "POST /v1/residents/{id}/consents",
        "officer",
        Asked::Json(given::consent_to_crews(&["allergies"])),
        &[],
        "",
    );
    add(
        "POST /v1/residents/{id}/facts",
        "officer",
        Asked::Json(fact),
        &[("if-match", &version)],
        "",
    );
    add(
        "POST /v1/consents/{id}/withdraw",
        "officer",
        Asked::Json(json!({})),
        &[],
        "",
    );
    add(
        "POST /v1/rosters/dry-runs",
        "officer",
        Asked::File(template.clone()),
        &[],
        "",
    );
    add(
        "POST /v1/rosters/{id}/commit",
        "officer",
        Asked::Json(json!({})),
        &[],
        "",
    );
    add(
        "GET /v1/rosters/template.csv",
        "officer",
        Asked::Bare,
        &[],
        "",
    );
    add("GET /v1/rosters/columns", "officer", Asked::Bare, &[], "");

    add("GET /home", "crew", Asked::Bare, &[], "");
    add("GET /me", "hanako", Asked::Bare, &[], "");
    add("GET /search", "crew", Asked::Bare, &[], "");
    let search = vec![
        ("incident_id", incident.clone()),
        ("family_kana", "シケン".into()),
        ("birth_date", given::HANAKO_BIRTH.into()),
    ];
    add("POST /search", "crew", Asked::Form(search), &[], "");
    add("GET /incidents/{id}/search", "crew", Asked::Bare, &[], "");
    add(
        "GET /incidents/{id}/no-record",
        "crew",
        Asked::Bare,
        &[],
        "",
    );
    add(
        "POST /incidents/{id}/close",
        "crew",
        Asked::Form(vec![("search", "hit".into())]),
        &[],
        "",
    );
    add("GET /incidents/{id}/closed", "crew", Asked::Bare, &[], "");
    add(
        "GET /residents/{id}/summary",
        "crew",
        Asked::Bare,
        &[],
        &within,
    );
    add(
        "GET /residents/{id}/accesses",
        "officer",
        Asked::Bare,
        &[],
        "",
    );
    add("GET /accesses", "privacy", Asked::Bare, &[], "");
    add("GET /officer/residents", "officer", Asked::Bare, &[], "");
    add(
        "POST /officer/residents",
        "officer",
        Asked::Form(vec![("kana", "シケン".into())]),
        &[],
        "",
    );
    add(
        "GET /officer/residents/{id}",
        "officer",
        Asked::Bare,
        &[],
        "",
    );
    let granted = vec![
        (
            "version",
            version.trim_matches('"').trim_start_matches('v').to_owned(),
        ),
        ("row", "allergies:ems:emergency".into()),
        ("evidence_kind", "own_signature".into()),
        ("form_version", "様式1".into()),
        ("signed_on", "R8.6.1".into()),
        ("until", String::new()),
        ("proxy_name", String::new()),
        ("proxy_relation", String::new()),
        ("proxy_basis", String::new()),
    ];
    add(
        "POST /officer/residents/{id}/consents",
        "officer",
        Asked::Form(granted),
        &[],
        "",
    );
    add(
        "GET /consents/{id}/withdraw",
        "officer",
        Asked::Bare,
        &[],
        "",
    );
    add(
        "POST /consents/{id}/withdraw",
        "officer",
        Asked::Form(vec![("confirm", "yes".into())]),
        &[],
        "",
    );
    add("GET /officer/import", "officer", Asked::Bare, &[], "");
    add(
        "POST /officer/import",
        "officer",
        Asked::Upload(template.clone()),
        &[],
        "",
    );
    add(
        "GET /officer/import/template.csv",
        "officer",
        Asked::Bare,
        &[],
        "",
    );
    add(
        "POST /officer/import/{id}/commit",
        "officer",
        Asked::Form(vec![]),
        &[],
        "",
    );
    add("POST /sign-out", "crew", Asked::Form(vec![]), &[], "");
    let import = taken_in(world, &template);
    all.insert(
        "GET /officer/import/{id}/done".to_owned(),
        Case {
            path: format!("/officer/import/{import}/done"),
            login: "officer",
            method: "GET",
            headers: Vec::new(),
            asked: Asked::Bare,
            typed: None,
        },
    );
    let institutions = officer.gets("/v1/organizations").expect(200);
    let institution = institutions["organizations"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    for method in ["PUT", "DELETE"] {
        let case = Case {
            path: format!("/v1/residents/{hanako}/care-team/{institution}"),
            login: "officer",
            method,
            headers: Vec::new(),
            asked: Asked::Bare,
            typed: None,
        };
        let route = format!("{method} /v1/residents/{{id}}/care-team/{{organization}}");
        all.insert(route, case);
    }
    let typed = all["POST /search"].asked.clone();
    if let Some(results) = all.get_mut("GET /incidents/{id}/search") {
        results.typed = Some(typed);
    }
    all
}
