//! Every address of the service: the registration of the API, and the table that tests compare
//! with what is really served.

use crate::{
    api::{
        accesses, care_teams, consents, incidents, lookups, me, organizations, policy, residents,
        rosters, search_events, sessions,
    },
    docs, health,
};
use actix_web::{dev::ResourceDef, http::Method};
use std::sync::LazyLock;
use tasuki_domain::access::Action;
use utoipa_actix_web::service_config::ServiceConfig;

/// Who may ask at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone.
    Open,
    /// Whoever is signed in; what they may then do is decided by the service.
    SignedIn,
}

/// For programs or for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The API.
    Api,
    /// A page.
    Page,
}

/// One address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// How it is asked.
    pub method: Method,
    /// Its pattern.
    pub path: &'static str,
    /// Who may ask at all.
    pub access: Access,
    /// For programs or for people.
    pub kind: Kind,
    /// Whether its answer holds personal data of residents.
    pub discloses: bool,
    /// What is recorded about it; none where nobody's data is touched.
    pub action: Option<Action>,
    /// For the empty form or the stamp of a piece of work: who may not do that work is refused,
    /// on record. To others it shows nothing of anyone, and leaves no entry.
    pub belongs_to: Option<Action>,
}

/// Registers the API.
pub(crate) fn configure(cfg: &mut ServiceConfig<'_>) {
    cfg.service(sessions::create::create_session)
        .service(sessions::end::end_session)
        .service(me::view::view_me)
        .service(incidents::open::open_incident)
        .service(incidents::list::list_incidents)
        .service(incidents::close::close_incident)
        .service(lookups::look_up::look_up)
        .service(residents::register::register_resident)
        .service(residents::list::list_residents)
        .service(residents::search::search_residents)
        .service(residents::view::view_resident)
        .service(residents::view_summary::view_summary)
        .service(residents::record_fact::record_fact)
        .service(consents::grant::grant_consent)
        .service(consents::list::list_consents)
        .service(consents::withdraw::withdraw_consent)
        .service(care_teams::join::join_care_team)
        .service(care_teams::leave::leave_care_team)
        .service(organizations::list::list_organizations)
        .service(accesses::list_of_resident::list_accesses_of_resident)
        .service(accesses::list::list_accesses)
        .service(search_events::list::list_search_events)
        .service(search_events::review::review_search_event)
        .service(rosters::dry_run::dry_run_roster)
        .service(rosters::template::roster_template)
        .service(rosters::columns::roster_columns)
        .service(rosters::commit::commit_roster)
        .service(policy::view::view_policy)
        .service(health::healthz)
        .service(health::readyz)
        .service(health::metrics)
        .service(health::jwks)
        .service(docs::openapi_json);
}

/// The API's part of the table, in the order of its registration.
fn api() -> Vec<Route> {
    use Action::*;
    vec![
        open("POST", "/v1/sessions"),
        own("DELETE", "/v1/sessions/current"),
        own("GET", "/v1/me"),
        does("POST", "/v1/incidents", OpenIncident),
        does("GET", "/v1/incidents", ListIncidents),
        does("POST", "/v1/incidents/{id}/close", CloseIncident),
        tells("POST", "/v1/incidents/{id}/lookups", LookUp),
        does("POST", "/v1/residents", RegisterResident),
        tells("GET", "/v1/residents", ListResidents),
        tells("POST", "/v1/residents/searches", SearchResidents),
        tells("GET", "/v1/residents/{id}", ViewResident),
        tells("GET", "/v1/residents/{id}/summary", ViewSummary),
        does("POST", "/v1/residents/{id}/facts", RecordFact),
        tells("POST", "/v1/residents/{id}/consents", GrantConsent),
        tells("GET", "/v1/residents/{id}/consents", ListConsents),
        tells("POST", "/v1/consents/{id}/withdraw", WithdrawConsent),
        does(
            "PUT",
            "/v1/residents/{id}/care-team/{organization}",
            JoinCareTeam,
        ),
        does(
            "DELETE",
            "/v1/residents/{id}/care-team/{organization}",
            LeaveCareTeam,
        ),
        own("GET", "/v1/organizations"),
        tells("GET", "/v1/residents/{id}/accesses", ListAccesses),
        tells("GET", "/v1/accesses", ListAccesses),
        does("GET", "/v1/search-events", ListSearchEvents),
        does("POST", "/v1/search-events/{id}/review", ReviewSearchEvent),
        does("POST", "/v1/rosters/dry-runs", DryRunRoster),
        own("GET", "/v1/rosters/template.csv"),
        own("GET", "/v1/rosters/columns"),
        does("POST", "/v1/rosters/{id}/commit", ImportRoster),
        open("GET", "/v1/policy"),
        open("GET", "/healthz"),
        open("GET", "/readyz"),
        open("GET", "/metrics"),
        open("GET", "/.well-known/jwks.json"),
        open("GET", "/openapi.json"),
    ]
}

/// The pages' part of the table; they are registered in `pages`.
fn pages() -> Vec<Route> {
    use Action::*;
    let rows = vec![
        open("GET", "/docs"),
        open("GET", "/"),
        open("GET", "/sign-in"),
        open("POST", "/sign-in"),
        own("POST", "/sign-out"),
        open("POST", "/theme"),
        own("GET", "/home"),
        tells("GET", "/me", ListAccesses),
        open("GET", "/policy"),
        open("GET", "/assets/{file}"),
        does("GET", "/search", ListIncidents),
        frames("POST", "/search", LookUp),
        tells("GET", "/incidents/{id}/search", LookUp),
        does("GET", "/incidents", ListIncidents),
        does("GET", "/incidents/{id}/no-record", ListIncidents),
        does("POST", "/incidents/{id}/close", CloseIncident),
        does("GET", "/incidents/{id}/closed", ListIncidents),
        tells("GET", "/residents/{id}/summary", ViewSummary),
        tells("GET", "/officer/residents", ListResidents),
        tells("POST", "/officer/residents", ListResidents),
        frames("GET", "/officer/search", SearchResidents),
        tells("POST", "/officer/search", SearchResidents),
        does("GET", "/search-events", ListSearchEvents),
        does("POST", "/search-events/{id}/review", ReviewSearchEvent),
        tells("GET", "/officer/residents/{id}", ViewResident),
        does("POST", "/officer/residents/{id}/consents", GrantConsent),
        tells("GET", "/consents/{id}/withdraw", ListConsents),
        does("POST", "/consents/{id}/withdraw", WithdrawConsent),
        frames("GET", "/officer/import", DryRunRoster),
        does("POST", "/officer/import", DryRunRoster),
        frames("GET", "/officer/import/template.csv", DryRunRoster),
        frames("GET", "/officer/import/{id}/done", ImportRoster),
        does("POST", "/officer/import/{id}/commit", ImportRoster),
        tells("GET", "/residents/{id}/accesses", ListAccesses),
        tells("GET", "/accesses", ListAccesses),
    ];
    rows.into_iter()
        .map(|route| Route {
            kind: Kind::Page,
            ..route
        })
        .collect()
}

/// Every address of the service.
pub fn routes() -> Vec<Route> {
    let mut routes = api();
    routes.extend(pages());
    routes
}

/// The methods that a path has, for the answer to one that it does not have.
pub(crate) fn methods_of(path: &str) -> Vec<&'static str> {
    static PATTERNS: LazyLock<Vec<(ResourceDef, &'static str)>> = LazyLock::new(|| {
        routes()
            .into_iter()
            .filter_map(|route| Some((ResourceDef::new(route.path), named(&route.method)?)))
            .collect()
    });
    let mut methods: Vec<&'static str> = PATTERNS
        .iter()
        .filter(|(pattern, _)| pattern.is_match(path))
        .map(|(_, method)| *method)
        .collect();
    methods.sort_unstable();
    methods.dedup();
    methods
}

fn named(method: &Method) -> Option<&'static str> {
    ["DELETE", "GET", "POST", "PUT"]
        .into_iter()
        .find(|name| method.as_str() == *name)
}

fn route(method: &'static str, path: &'static str, access: Access) -> Route {
    Route {
        method: match method {
            "POST" => Method::POST,
            "DELETE" => Method::DELETE,
            "PUT" => Method::PUT,
            _ => Method::GET,
        },
        path,
        access,
        kind: Kind::Api,
        discloses: false,
        action: None,
        belongs_to: None,
    }
}

/// Open to anyone: it holds nobody's data.
fn open(method: &'static str, path: &'static str) -> Route {
    route(method, path, Access::Open)
}

/// About the caller's own account or nobody.
fn own(method: &'static str, path: &'static str) -> Route {
    route(method, path, Access::SignedIn)
}

/// The form or the stamp of a piece of work.
fn frames(method: &'static str, path: &'static str, action: Action) -> Route {
    Route {
        belongs_to: Some(action),
        ..own(method, path)
    }
}

/// Recorded, and answers with nothing about a resident that the caller did not send.
fn does(method: &'static str, path: &'static str, action: Action) -> Route {
    Route {
        action: Some(action),
        ..route(method, path, Access::SignedIn)
    }
}

/// Recorded, and answers with a resident's data.
fn tells(method: &'static str, path: &'static str, action: Action) -> Route {
    Route {
        discloses: true,
        ..does(method, path, action)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_address_stands_twice_and_what_discloses_is_recorded() {
        let routes = routes();
        let named: BTreeSet<(&str, &str)> = routes
            .iter()
            .map(|route| (route.path, route.method.as_str()))
            .collect();
        assert_eq!(named.len(), routes.len());
        for route in &routes {
            assert!(super::named(&route.method).is_some(), "{route:?}");
            assert!(!route.discloses || route.action.is_some(), "{route:?}");
            assert!(
                route.action.is_none() || route.access == Access::SignedIn,
                "{route:?}"
            );
        }
    }

    #[test]
    fn methods_are_those_of_the_path() {
        for (path, methods) in [
            ("/v1/incidents", vec!["GET", "POST"]),
            ("/v1/residents/0198/consents", vec!["GET", "POST"]),
            ("/v1/sessions/current", vec!["DELETE"]),
            ("/v1/rosters/template.csv", vec!["GET"]),
            ("/v1/residents/1/2/3", vec![]),
            ("/v2", vec![]),
        ] {
            assert_eq!(methods_of(path), methods, "{path}");
        }
    }

    #[test]
    fn the_description_and_the_table_name_the_same_operations() {
        let document = serde_json::to_value(crate::document()).unwrap();
        let mut described = BTreeSet::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            for method in item.as_object().unwrap().keys() {
                described.insert((path.clone(), method.to_uppercase()));
            }
        }
        let table: BTreeSet<(String, String)> = api()
            .iter()
            .map(|route| (route.path.to_owned(), route.method.to_string()))
            .collect();
        assert_eq!(described, table);
    }
}
