//! Who may know whom. The table is the one in `crates/README.md`; a new arrow is a decision, so it fails here first.

use std::error::Error;
use std::process::Command;

use serde_json::{Value, json};

/// Our crates and the crates of ours that each may name. `fhir` has its row before it has its code.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("city", &["domain"]),
    ("matching", &["domain"]),
    ("policy", &["domain"]),
    ("ledger", &[]),
    ("store", &["domain", "matching"]),
    ("auth", &["domain"]),
    (
        "app",
        &["domain", "matching", "policy", "ledger", "store", "auth"],
    ),
    ("fhir", &["domain"]),
    ("intake", &["domain"]),
    ("ui", &["domain"]),
    ("http", &["domain", "app", "auth", "fhir", "intake", "ui"]),
    (
        "cli",
        &[
            "domain", "city", "matching", "policy", "ledger", "store", "auth", "app", "fhir",
            "intake", "ui", "http",
        ],
    ),
    (
        "bench",
        &[
            "domain",
            "city",
            "matching",
            "policy",
            "store",
            "auth",
            "app",
            "http",
            "bench-people",
        ],
    ),
    // What asks the questions of the benches must not know how they are answered.
    ("bench-people", &[]),
    (
        "tests",
        &[
            "domain", "matching", "policy", "ledger", "store", "auth", "app", "fhir", "intake",
            "ui", "http",
        ],
    ),
];

/// Crates of others that only these rooms may name; what is not listed is free to all but `domain`.
const KEPT: &[(&str, &[&str])] = &[
    // The black-box suites plant faults with SQL, past the service.
    ("diesel", &["store", "tests", "bench"]),
    ("diesel_migrations", &["store"]),
    ("libsqlite3-sys", &["store"]),
    ("rusqlite", &["bench"]),
    ("actix-web", &["http", "cli", "tests", "bench"]),
    ("actix-multipart", &["http"]),
    ("utoipa", &["http"]),
    ("utoipa-actix-web", &["http"]),
    ("prometheus-client", &["http"]),
    ("futures-util", &["http", "tests"]),
    ("tokio", &["http", "cli", "tests"]),
    ("rustls", &["http", "cli", "tests", "bench"]),
    ("rcgen", &["cli", "tests", "bench"]),
    ("ureq", &["cli", "tests"]),
    ("getrandom", &["http", "cli", "tests", "bench"]),
    ("askama", &["ui"]),
    ("jsonwebtoken", &["auth"]),
    ("p256", &["auth"]),
    ("argon2", &["auth"]),
    ("totp-rs", &["auth"]),
    ("encoding_rs", &["intake", "tests"]),
    ("clap", &["cli", "bench"]),
    ("anyhow", &["cli", "bench"]),
    // What leaves the machine is sealed at its edge; the store writes plain backups.
    ("age", &["cli"]),
    ("indicatif", &["cli"]),
    ("tracing-subscriber", &["cli", "tests"]),
];

/// All that the innermost room may be built from. Development dependencies are free, as they reach no binary.
const DOMAIN_IS_MADE_OF: &[&str] = &[
    "jiff",
    "serde",
    "thiserror",
    "unicode-normalization",
    "uuid",
];

/// Every arrow in `cargo metadata --no-deps` that the tables above do not draw.
fn violations(metadata: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for package in list(metadata, "packages") {
        let Some(room) = room_of(text(package, "name")) else {
            found.push(format!("{} is not named tasuki-…", text(package, "name")));
            continue;
        };
        let Some((_, may_know)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            found.push(format!("{room} is not in the table of rooms"));
            continue;
        };
        for dependency in list(package, "dependencies") {
            let name = text(dependency, "name");
            if let Some(other) = room_of(name) {
                if other != room && !may_know.contains(&other) {
                    found.push(format!("{room} must not know {other}"));
                }
            } else if KEPT
                .iter()
                .any(|(kept, rooms)| *kept == name && !rooms.contains(&room))
            {
                found.push(format!("{room} must not know {name}"));
            } else if room == "domain"
                && dependency["kind"] != "dev"
                && !DOMAIN_IS_MADE_OF.contains(&name)
            {
                found.push(format!("domain is not made of {name}"));
            }
        }
    }
    found
}

fn room_of(package: &str) -> Option<&str> {
    package.strip_prefix("tasuki-")
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

#[test]
fn arrows_point_the_way_the_table_draws_them() -> Result<(), Box<dyn Error>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .arg("--manifest-path")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml"))
        .output()?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout)?;

    // An empty answer would agree with any table.
    let names: Vec<&str> = list(&metadata, "packages")
        .iter()
        .map(|package| text(package, "name"))
        .collect();
    for expected in ["tasuki-domain", "tasuki-store", "tasuki-http", "tasuki-cli"] {
        assert!(names.contains(&expected), "{expected} is not in {names:?}");
    }
    let found = violations(&metadata);
    assert!(found.is_empty(), "{found:#?}");
    Ok(())
}

#[test]
fn the_whole_table_agrees_with_itself() {
    assert_eq!(violations(&made_up(&[])), Vec::<String>::new());
}

#[test]
fn made_up_wrong_arrows_are_refused() {
    let wrong = [
        ("domain", "tasuki-store", None, "domain must not know store"),
        ("ui", "tasuki-app", None, "ui must not know app"),
        ("http", "tasuki-store", None, "http must not know store"),
        // A test is no way around the table.
        (
            "auth",
            "tasuki-http",
            Some("dev"),
            "auth must not know http",
        ),
        ("app", "tasuki-tests", None, "app must not know tests"),
        (
            "ledger",
            "tasuki-domain",
            None,
            "ledger must not know domain",
        ),
        ("fhir", "tasuki-intake", None, "fhir must not know intake"),
        ("app", "diesel", None, "app must not know diesel"),
        ("app", "actix-web", None, "app must not know actix-web"),
        ("http", "diesel", None, "http must not know diesel"),
        ("http", "anyhow", None, "http must not know anyhow"),
        ("store", "clap", Some("build"), "store must not know clap"),
        ("domain", "tokio", Some("dev"), "domain must not know tokio"),
        (
            "domain",
            "serde_json",
            None,
            "domain is not made of serde_json",
        ),
    ];
    for (room, dependency, kind, expected) in wrong {
        let edge = [(room, dependency, kind)];
        assert_eq!(violations(&made_up(&edge)), [expected], "{edge:?}");
    }
    // What the same shapes allow, so that the refusals above are about the arrow.
    let right = [
        ("domain", "serde_json", Some("dev")),
        ("cli", "anyhow", None),
        ("store", "tasuki-store", Some("dev")),
    ];
    for edge in right {
        assert_eq!(
            violations(&made_up(&[edge])),
            Vec::<String>::new(),
            "{edge:?}"
        );
    }
}

#[test]
fn a_room_without_a_row_is_refused() {
    let metadata = json!({ "packages": [
        { "name": "tasuki-attic", "dependencies": [] },
        { "name": "elsewhere", "dependencies": [] },
    ]});
    assert_eq!(
        violations(&metadata),
        [
            "attic is not in the table of rooms",
            "elsewhere is not named tasuki-…"
        ]
    );
}

/// Metadata with every arrow that the tables draw, and `more`.
fn made_up(more: &[(&str, &str, Option<&str>)]) -> Value {
    let packages: Vec<Value> = ROOMS
        .iter()
        .map(|(room, may_know)| {
            let ours = may_know.iter().map(|name| format!("tasuki-{name}"));
            let kept = KEPT
                .iter()
                .filter(|(_, rooms)| rooms.contains(room))
                .map(|(name, _)| (*name).to_owned());
            let free = ["serde".to_owned()];
            let planted = more
                .iter()
                .filter(|(from, ..)| from == room)
                .map(|(_, name, kind)| json!({ "name": name, "kind": kind }));
            let dependencies: Vec<Value> = ours
                .chain(kept)
                .chain(free)
                .map(|name| json!({ "name": name, "kind": null }))
                .chain(planted)
                .collect();
            json!({ "name": format!("tasuki-{room}"), "dependencies": dependencies })
        })
        .collect();
    json!({ "packages": packages })
}
