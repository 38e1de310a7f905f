//! What an entry will say.

use crate::Refusal;
use std::collections::BTreeSet;
use tasuki_domain::{
    Category,
    access::{Action, ConsentVersion, Outcome},
    id::{IncidentId, LookupId, ResidentId},
};
use tasuki_policy::Decision;

/// What a unit of work is about, for the entry of an early refusal.
#[derive(Debug, Clone, Copy, Default)]
pub struct About {
    /// The resident named in the request.
    pub resident: Option<ResidentId>,
    /// The incident named in the request.
    pub incident: Option<IncidentId>,
}

impl About {
    /// About a resident.
    pub fn resident(resident: ResidentId) -> Self {
        Self {
            resident: Some(resident),
            incident: None,
        }
    }

    /// About an incident.
    pub fn incident(incident: IncidentId) -> Self {
        Self {
            resident: None,
            incident: Some(incident),
        }
    }
}

/// What an entry will say beyond who, when and under which table.
#[derive(Debug, Clone)]
pub(crate) struct Noted {
    pub action: Action,
    pub resident: Option<ResidentId>,
    pub incident: Option<IncidentId>,
    pub lookup: Option<LookupId>,
    pub reason: Option<String>,
    pub outcome: Outcome,
    pub refusal: Option<&'static str>,
    pub rules: BTreeSet<String>,
    pub consents: Vec<ConsentVersion>,
    pub shown: BTreeSet<Category>,
    pub withheld: BTreeSet<Category>,
    pub search_keys: Vec<String>,
    pub people: u32,
}

impl Noted {
    pub(crate) fn new(action: Action, about: About) -> Self {
        Self {
            action,
            resident: about.resident,
            incident: about.incident,
            lookup: None,
            reason: None,
            outcome: Outcome::Permitted,
            refusal: None,
            rules: BTreeSet::new(),
            consents: Vec::new(),
            shown: BTreeSet::new(),
            withheld: BTreeSet::new(),
            search_keys: Vec::new(),
            people: u32::from(about.resident.is_some()),
        }
    }

    /// The same entry of a refusal: what decided stays, nothing left.
    pub(crate) fn turned_down(mut self, refusal: &Refusal) -> Self {
        self.outcome = Outcome::Refused;
        self.refusal = Some(refusal.code());
        self.shown.clear();
        self.withheld.clear();
        self.people = 0;
        self
    }

    /// With the rules and the consents that decided.
    pub(crate) fn resting_on(mut self, decision: &Decision) -> Self {
        self.rules.extend(decision.rules.iter().cloned());
        self.consents.extend(decision.consents.iter().cloned());
        self
    }

    /// With everything that the decision let out or withheld.
    pub(crate) fn showing(mut self, decision: &Decision) -> Self {
        self.shown.extend(decision.shown.keys().copied());
        self.withheld.extend(decision.withheld.keys().copied());
        self
    }

    pub(crate) fn because(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }
}
