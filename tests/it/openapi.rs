//! The committed description is the one that the binary serves.

use serde_json::Value;
use std::collections::BTreeSet;
use tasuki_http::Kind;
use tasuki_tests::World;

#[test]
fn the_committed_document_has_not_drifted() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi/tasuki.json");
    let committed = std::fs::read_to_string(path).unwrap();
    let generated = tasuki_http::openapi_json();
    let drifted = committed
        .lines()
        .zip(generated.lines())
        .enumerate()
        .find(|(_, (committed, generated))| committed != generated);
    assert_eq!(
        drifted, None,
        "run: cargo run -- openapi > openapi/tasuki.json"
    );
    assert_eq!(committed.lines().count(), generated.lines().count());
}

#[test]
fn the_server_serves_it_and_it_names_every_api_route() {
    let world = World::begins();
    let served = world.anonymous().gets("/openapi.json").expect(200);
    assert_eq!(
        served["openapi"].as_str().map(|version| &version[..4]),
        Some("3.1.")
    );
    let documented: BTreeSet<String> = served["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| {
            item.as_object()
                .unwrap()
                .keys()
                .filter(|key| ["get", "post", "put", "delete", "patch"].contains(&key.as_str()))
                .map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect();
    let api: BTreeSet<String> = tasuki_http::routes()
        .into_iter()
        .filter(|route| route.kind == Kind::Api && route.path.starts_with("/v1"))
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    assert!(
        api.is_subset(&documented),
        "{:?}",
        api.difference(&documented).collect::<Vec<_>>()
    );
    let page = world.anonymous().gets("/docs");
    assert_eq!(page.status, 200);
    assert!(page.text.contains("/v1/incidents/{id}/lookups"));
}

#[test]
fn every_operation_says_what_it_does_in_japanese_and_how_it_can_fail() {
    let document: Value = serde_json::from_str(&tasuki_http::openapi_json()).unwrap();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if !operation.is_object() {
                continue;
            }
            let summary = operation["summary"].as_str().unwrap_or_default();
            assert!(
                summary.chars().any(|c| ('ぁ'..='龠').contains(&c)),
                "{method} {path}: {summary}"
            );
            assert!(operation["operationId"].is_string(), "{method} {path}");
            assert!(
                operation["responses"]
                    .as_object()
                    .is_some_and(|all| !all.is_empty()),
                "{method} {path}"
            );
        }
    }
}
