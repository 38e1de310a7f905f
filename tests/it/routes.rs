//! Every route that really exists has an authorization case and an access-entry case.
//!
//! The routes come from the framework's own table, so a new one fails here until it is declared
//! with who may use it, and until [`request`] knows how to ask for it. The exceptions below may
//! only shrink.

use crate::requests::{Case, cases};
use std::collections::{BTreeMap, BTreeSet};
use tasuki_domain::role::Role;
use tasuki_http::{Access, Kind, Route};
use tasuki_policy::Table;
use tasuki_tests::{World, world::login_of};

/// Routes that answer anyone. Nothing of a record stands in any of them.
const OPEN: &[&str] = &[
    "GET /",
    "GET /.well-known/jwks.json",
    "GET /assets/{file}",
    "GET /docs",
    "GET /healthz",
    "GET /metrics",
    "GET /openapi.json",
    "GET /policy",
    "GET /readyz",
    "GET /sign-in",
    "GET /v1/policy",
    "POST /sign-in",
    "POST /theme",
    "POST /v1/sessions",
];

/// Routes of a signed-in caller that show nothing of anyone else, so that they leave no entry.
const WITHOUT_ENTRY: &[&str] = &[
    "DELETE /v1/sessions/current",
    "GET /home",
    "GET /officer/import",
    "GET /officer/import/template.csv",
    "GET /officer/import/{id}/done",
    "GET /officer/search",
    "GET /v1/me",
    "GET /v1/organizations",
    "GET /v1/rosters/columns",
    "GET /v1/rosters/template.csv",
    "POST /search",
    "POST /sign-out",
];

fn name(route: &Route) -> String {
    format!("{} {}", route.method, route.path)
}

fn declared() -> BTreeMap<String, Route> {
    tasuki_http::routes()
        .into_iter()
        .map(|route| (name(&route), route))
        .collect()
}

#[test]
fn every_route_that_exists_is_declared_and_every_declared_one_exists() {
    let real: BTreeSet<String> = World::begins().routes().into_iter().collect();
    let declared: BTreeSet<String> = declared().into_keys().collect();
    assert!(real.len() > 40, "the framework lists its routes: {real:?}");
    assert_eq!(real, declared);
}

#[test]
fn the_exceptions_only_shrink() {
    let declared = declared();
    let open: Vec<&str> = declared
        .iter()
        .filter(|(_, route)| route.access == Access::Open)
        .map(|(name, _)| name.as_str())
        .collect();
    assert!(
        open.iter().all(|name| OPEN.contains(name)),
        "a new open route: {open:?}"
    );
    let silent: Vec<&str> = declared
        .iter()
        .filter(|(_, route)| route.access == Access::SignedIn && route.action.is_none())
        .map(|(name, _)| name.as_str())
        .collect();
    assert!(
        silent.iter().all(|name| WITHOUT_ENTRY.contains(name)),
        "a new route without an entry: {silent:?}"
    );
    for route in declared.values() {
        assert!(
            !route.discloses || route.action.is_some(),
            "{} discloses and records nothing",
            name(route)
        );
    }
}

#[test]
fn every_route_refuses_who_is_not_signed_in() {
    let world = World::begins();
    for (name, route) in declared() {
        if route.access == Access::Open {
            continue;
        }
        let Some(case) = cases(&world).remove(&name) else {
            panic!("requests.rs has no request for {name}")
        };
        let answer = case.asks(&world.anonymous());
        match route.kind {
            Kind::Api => assert_eq!(answer.status, 401, "{name}: {}", answer.text),
            Kind::Page => {
                assert_eq!(answer.status, 303, "{name}");
                assert!(
                    answer.header("location").unwrap().starts_with("/sign-in"),
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn every_route_refuses_every_role_that_may_not_and_puts_it_on_record() {
    let world = World::begins();
    let table = Table::builtin().unwrap();
    for (name, route) in declared() {
        let Some(action) = route.action.or(route.belongs_to) else {
            continue;
        };
        for role in Role::ALL
            .iter()
            .copied()
            .filter(|role| !table.may(*role, action))
        {
            let Some(login) = login_of(role) else {
                continue;
            };
            let case = cases(&world)
                .remove(&name)
                .unwrap_or_else(|| panic!("requests.rs has no request for {name}"));
            let before = world.entries();
            let answer = case.asks_as(&world, login, route.kind);
            assert_eq!(answer.status, 403, "{name} as {login}: {}", answer.text);
            assert_eq!(
                world.entries(),
                before + case.requests(),
                "{name} as {login}: the refusal is on record"
            );
        }
    }
}

#[test]
fn invariant_1_every_permitted_answer_is_on_record_before_it_exists() {
    for (name, route) in declared() {
        let Some(action) = route.action else { continue };
        let world = World::begins();
        let Some(case) = cases(&world).remove(&name) else {
            panic!("requests.rs has no request for {name}")
        };
        let before = world.entries_of(action.code());
        let answer = case.asks_as(&world, case.login, route.kind);
        assert!(
            answer.status < 400,
            "{name}: {} {}",
            answer.status,
            answer.text
        );
        assert!(
            world.entries_of(action.code()) > before,
            "{name}: {} is on record",
            action.code()
        );
    }
}

#[test]
fn no_request_is_for_a_route_that_is_gone() {
    let world = World::begins();
    let declared = declared();
    for (name, Case { path, .. }) in cases(&world) {
        assert!(declared.contains_key(&name), "{name} ({path})");
        assert!(matches!(declared[&name].kind, Kind::Api | Kind::Page));
    }
}
