//! The examples of the API's description: made-up people whose values read as their types.

use crate::{
    api::{
        accesses, consents, incidents, lookups, me, organizations, policy, residents, rosters,
        search_events, sessions,
    },
    wire::Wire,
};
use serde_json::Value;
use std::{fmt::Debug, str::FromStr};

/// A value from its text.
#[expect(
    clippy::expect_used,
    reason = "the texts are written in this crate, and a test reads every one of them"
)]
pub(crate) fn text<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().expect("an example reads as its type")
}

/// What an operation is sent, and what it answers with.
pub(crate) struct Example {
    /// The operation's identifier.
    pub(crate) operation: &'static str,
    /// What is sent.
    pub(crate) request: Option<Value>,
    /// What comes back.
    pub(crate) answer: Value,
}

fn example(operation: &'static str, request: Option<Value>, answer: &impl Wire) -> Example {
    Example {
        operation,
        request,
        answer: answer.write(),
    }
}

fn sent(body: &impl Wire) -> Option<Value> {
    Some(body.write())
}

/// One example per operation that sends or answers JSON.
pub(crate) fn examples() -> Vec<Example> {
    use accesses::Accesses;
    use consents::{Consent, Consents, grant::GrantConsent};
    use incidents::{Incident, close::CloseIncident, list::Incidents, open::OpenIncident};
    use lookups::{Found, criteria::LookUp};
    use residents::{
        list::ResidentList,
        record_fact::{RecordFact, Recorded},
        register::{RegisterResident, Registered},
        search::{ResidentsFound, SearchResidents},
        view::Registration,
        view_summary::Summary,
    };
    use rosters::{columns::Columns, commit::Committed, dry_run::DryRun};
    use sessions::create::{CreateSession, Session};
    vec![
        example(
            "createSession",
            sent(&CreateSession::sample()),
            &Session::sample(),
        ),
        example("viewMe", None, &me::view::Account::sample()),
        example(
            "openIncident",
            sent(&OpenIncident::sample()),
            &Incident::sample(),
        ),
        example("listIncidents", None, &Incidents::sample()),
        example(
            "closeIncident",
            sent(&CloseIncident::sample()),
            &Incident::closed_sample(),
        ),
        example("lookUp", sent(&LookUp::sample()), &Found::sample()),
        example("viewSummary", None, &Summary::sample()),
        example(
            "registerResident",
            sent(&RegisterResident::sample()),
            &Registered::sample(),
        ),
        example("listResidents", None, &ResidentList::sample()),
        example(
            "searchResidents",
            sent(&SearchResidents::sample()),
            &ResidentsFound::sample(),
        ),
        example(
            "listSearchEvents",
            None,
            &search_events::list::SearchEvents::sample(),
        ),
        example(
            "reviewSearchEvent",
            sent(&search_events::review::ReviewSearchEvent::sample()),
            &search_events::Event::reviewed_sample(),
        ),
        example("viewResident", None, &Registration::sample()),
        example(
            "recordFact",
            sent(&RecordFact::sample()),
            &Recorded::sample(),
        ),
        example(
            "grantConsent",
            sent(&GrantConsent::sample()),
            &Consent::sample(),
        ),
        example("listConsents", None, &Consents::sample()),
        example("withdrawConsent", None, &Consent::withdrawn_sample()),
        example(
            "listOrganizations",
            None,
            &organizations::list::Organizations::sample(),
        ),
        example("listAccessesOfResident", None, &Accesses::sample()),
        example("listAccesses", None, &Accesses::sample()),
        example("dryRunRoster", None, &DryRun::sample()),
        example("commitRoster", None, &Committed::sample()),
        example("listRosterColumns", None, &Columns::sample()),
        example("viewPolicy", None, &policy::view::Policy::sample()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::At;
    use std::collections::BTreeMap;

    fn reads<T: Wire>(value: &Value) -> bool {
        let mut at = At::new(jiff::civil::date(2026, 11, 21));
        let read = T::read(value, &mut at);
        at.finish(read).is_ok_and(|read| read.write() == *value)
    }

    #[test]
    fn every_example_reads_as_what_it_is_an_example_of() {
        let mut examples: BTreeMap<&str, Example> = examples()
            .into_iter()
            .map(|example| (example.operation, example))
            .collect();
        let mut check =
            |operation: &str, sent: Option<fn(&Value) -> bool>, answered: fn(&Value) -> bool| {
                let example = examples
                    .remove(operation)
                    .unwrap_or_else(|| panic!("{operation}"));
                assert_eq!(sent.is_some(), example.request.is_some(), "{operation}");
                if let (Some(reads), Some(request)) = (sent, &example.request) {
                    assert!(reads(request), "{operation}: {request}");
                }
                assert!(answered(&example.answer), "{operation}: {}", example.answer);
            };
        check(
            "createSession",
            Some(reads::<sessions::create::CreateSession>),
            reads::<sessions::create::Session>,
        );
        check("viewMe", None, reads::<me::view::Account>);
        check(
            "openIncident",
            Some(reads::<incidents::open::OpenIncident>),
            reads::<incidents::Incident>,
        );
        check("listIncidents", None, reads::<incidents::list::Incidents>);
        check(
            "closeIncident",
            Some(reads::<incidents::close::CloseIncident>),
            reads::<incidents::Incident>,
        );
        check(
            "lookUp",
            Some(reads::<lookups::criteria::LookUp>),
            reads::<lookups::Found>,
        );
        check(
            "viewSummary",
            None,
            reads::<residents::view_summary::Summary>,
        );
        check(
            "registerResident",
            Some(reads::<residents::register::RegisterResident>),
            reads::<residents::register::Registered>,
        );
        check(
            "listResidents",
            None,
            reads::<residents::list::ResidentList>,
        );
        check(
            "searchResidents",
            Some(reads::<residents::search::SearchResidents>),
            reads::<residents::search::ResidentsFound>,
        );
        check(
            "listSearchEvents",
            None,
            reads::<search_events::list::SearchEvents>,
        );
        check(
            "reviewSearchEvent",
            Some(reads::<search_events::review::ReviewSearchEvent>),
            reads::<search_events::Event>,
        );
        check("viewResident", None, reads::<residents::view::Registration>);
        check(
            "recordFact",
            Some(reads::<residents::record_fact::RecordFact>),
            reads::<residents::record_fact::Recorded>,
        );
        check(
            "grantConsent",
            Some(reads::<consents::grant::GrantConsent>),
            reads::<consents::Consent>,
        );
        check("listConsents", None, reads::<consents::Consents>);
        check("withdrawConsent", None, reads::<consents::Consent>);
        check(
            "listOrganizations",
            None,
            reads::<organizations::list::Organizations>,
        );
        check("listAccessesOfResident", None, reads::<accesses::Accesses>);
        check("listAccesses", None, reads::<accesses::Accesses>);
        check("dryRunRoster", None, reads::<rosters::dry_run::DryRun>);
        check("commitRoster", None, reads::<rosters::commit::Committed>);
        check(
            "listRosterColumns",
            None,
            reads::<rosters::columns::Columns>,
        );
        check("viewPolicy", None, reads::<policy::view::Policy>);
        assert!(examples.is_empty(), "{:?}", examples.keys());
    }

    #[test]
    fn every_example_is_of_an_operation() {
        let document = serde_json::to_value(crate::document()).unwrap();
        let text = document.to_string();
        for example in examples() {
            assert!(
                text.contains(&format!(r#""operationId":"{}""#, example.operation)),
                "{}",
                example.operation
            );
        }
    }
}
