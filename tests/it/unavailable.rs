//! The database goes and comes back.

use serde_json::json;
use std::time::Duration;
use tasuki_store::Options;
use tasuki_tests::{World, database::on_postgres};

fn impatient() -> Options {
    Options {
        wait: Duration::from_millis(300),
        ..Options::default()
    }
}

/// A world made patiently and then served with little patience, so that only the fault is waited for.
fn world() -> World {
    World::begins().served_with(impatient())
}

#[test]
fn a_database_that_does_not_take_writes_is_503_with_retry_after_and_back_by_itself() {
    let world = world();
    let hanako = world.hanako();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let held = world.database.holds_writes();
    let answer = crew.views_summary(&hanako, &incident);
    assert!(answer.header("retry-after").is_some(), "{}", answer.text);
    for secret in tasuki_tests::given::HANAKO_SECRETS {
        assert!(!answer.text.contains(secret), "{secret}");
    }
    // SQLite's writer cannot begin; PostgreSQL's statement waits for a lock and gives up.
    let code = answer.problem(503);
    assert!(["unavailable", "busy"].contains(&code.as_str()), "{code}");
    drop(held);
    crew.views_summary(&hanako, &incident).expect(200);
}

#[test]
fn a_server_that_is_cut_off_is_503_and_back_by_itself() {
    if !on_postgres() {
        return;
    }
    let world = world();
    let hanako = world.hanako();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    world.database.refuses_connections();
    let answer = crew.views_summary(&hanako, &incident);
    assert!(answer.header("retry-after").is_some(), "{}", answer.text);
    assert_eq!(answer.problem(503), "unavailable");
    assert_eq!(world.anonymous().gets("/readyz").status, 503);
    assert_eq!(world.anonymous().gets("/healthz").status, 200);
    world.database.takes_connections();
    crew.views_summary(&hanako, &incident).expect(200);
    assert_eq!(world.anonymous().gets("/readyz").status, 200);
    assert_eq!(
        crew.closes(&incident, &json!({"search": "hit"})).status,
        200
    );
}
