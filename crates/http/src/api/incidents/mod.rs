//! Incidents (救急事案): opened, listed, closed.

pub(crate) mod close;
pub(crate) mod list;
pub(crate) mod open;

use crate::wire::{Wired, wire_object};
use tasuki_domain::{
    id::IncidentId,
    incident::{
        Basis, Incident as Emergency, IncidentNumber, IncidentState, LookReason, MissReason,
        Origin, SearchOutcome,
    },
    text::Line,
    time::Instant,
};

/// An incident as its institution sees it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Incident {
    id: IncidentId,
    number: Option<IncidentNumber>,
    reason: Option<LookReason>,
    origin: Origin,
    called_at: Instant,
    place: Option<Line>,
    opened_at: Instant,
    state: String,
    closed_at: Option<Instant>,
    search: Option<String>,
    miss_reason: Option<MissReason>,
    not_searched_because: Option<Line>,
}

/// An incident on the wire.
pub(crate) type IncidentBody = Wired<Incident>;

wire_object! {
    /// One emergency, from call to outcome.
    Incident as "Incident" {
        /// Its identifier.
        id,
        /// The headquarters' number, if it has one.
        number,
        /// The reason, if it has no number.
        reason,
        /// How it began.
        origin,
        /// When the call came.
        called_at,
        /// Where, in the dispatch centre's words.
        place,
        /// When it was opened here.
        opened_at,
        /// open or closed
        state,
        /// When it was closed.
        closed_at,
        /// How the search ended: hit, none or not_searched.
        search,
        /// Why the search found nobody.
        miss_reason,
        /// Why nobody was searched for.
        not_searched_because,
    }
}

impl From<Emergency> for Incident {
    fn from(incident: Emergency) -> Self {
        let (number, reason) = match incident.basis {
            Basis::Number(number) => (Some(number), None),
            Basis::Reason(reason) => (None, Some(reason)),
        };
        let mut body = Self {
            id: incident.id,
            number,
            reason,
            origin: incident.origin,
            called_at: incident.called_at,
            place: incident.place,
            opened_at: incident.opened_at,
            state: "open".to_owned(),
            closed_at: None,
            search: None,
            miss_reason: None,
            not_searched_because: None,
        };
        if let IncidentState::Closed { search, at, .. } = incident.state {
            body.state = "closed".to_owned();
            body.closed_at = Some(at);
            let (search, miss, because) = match search {
                SearchOutcome::Hit => ("hit", None, None),
                SearchOutcome::None(reason) => ("none", Some(reason), None),
                SearchOutcome::NotSearched(because) => ("not_searched", None, Some(because)),
            };
            body.search = Some(search.to_owned());
            body.miss_reason = miss;
            body.not_searched_because = because;
        }
        body
    }
}

impl Incident {
    pub(crate) fn sample() -> Self {
        use crate::examples::text;
        Self {
            id: text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f60"),
            number: IncidentNumber::try_from("2026-1121-031".to_owned()).ok(),
            reason: None,
            origin: Origin::Call119,
            called_at: text("2026-11-21T12:01:00+09:00"),
            place: Some(text("波の町2丁目")),
            opened_at: text("2026-11-21T12:03:00+09:00"),
            state: "open".to_owned(),
            closed_at: None,
            search: None,
            miss_reason: None,
            not_searched_because: None,
        }
    }

    pub(crate) fn closed_sample() -> Self {
        Self {
            state: "closed".to_owned(),
            closed_at: Some(crate::examples::text("2026-11-21T12:40:00+09:00")),
            search: Some("none".to_owned()),
            miss_reason: Some(MissReason::NotRegistered),
            ..Self::sample()
        }
    }
}
