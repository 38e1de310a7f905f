//! The examples of the API's description: made-up people whose values read as their types.

use crate::{
    api::{accesses, consents, incidents, lookups, me, policy, residents, rosters, sessions},
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
    pub(crate) answer: Option<Value>,
}

fn example(operation: &'static str, request: Option<Value>, answer: &impl Wire) -> Example {
    Example {
        operation,
        request,
        answer: Some(answer.write()),
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
        view::Registration,
        view_summary::Summary,
    };
    use rosters::{columns::Columns, commit::Committed, dry_run::DryRun};
    use sessions::create::{CreateSession, Session};
    vec![
        example("createSession", sent(&CreateSession::sample()), &Session::sample()),
        example("viewMe", None, &me::view::Account::sample()),
        example("openIncident", sent(&OpenIncident::sample()), &Incident::sample()),
        example("listIncidents", None, &Incidents::sample()),
        example("closeIncident", sent(&CloseIncident::sample()), &Incident::closed_sample()),
        example("lookUp", sent(&LookUp::sample()), &Found::sample()),
        example("viewSummary", None, &Summary::sample()),
        example("registerResident", sent(&RegisterResident::sample()), &Registered::sample()),
        example("listResidents", None, &ResidentList::sample()),
        example("viewResident", None, &Registration::sample()),
        example("recordFact", sent(&RecordFact::sample()), &Recorded::sample()),
        example("grantConsent", sent(&GrantConsent::sample()), &Consent::sample()),
        example("listConsents", None, &Consents::sample()),
        example("withdrawConsent", None, &Consent::withdrawn_sample()),
        example("listAccessesOfResident", None, &Accesses::sample()),
        example("listAccesses", None, &Accesses::sample()),
        example("dryRunRoster", None, &DryRun::sample()),
        example("commitRoster", None, &Committed::sample()),
        example("listRosterColumns", None, &Columns::sample()),
        example("viewPolicy", None, &policy::view::Policy::sample()),
    ]
}
