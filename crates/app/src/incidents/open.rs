//! Opens an incident.

use crate::{
    Answer, Occasion, Once, Refusal, Tasuki,
    once::{Turn, take_turn},
    perform::{About, Changed, Noted, change},
};
use tasuki_domain::{
    Invalid,
    access::Action,
    caller::Caller,
    id::IncidentId,
    incident::{Basis, Incident, IncidentState, Origin},
    text::Line,
    time::Instant,
};

/// How far the dispatch centre's clock may run ahead of ours.
const CLOCK_SKEW_SECONDS: i64 = 300;

/// An incident to open.
#[derive(Debug, Clone)]
pub struct OpenIncident {
    /// The headquarters' number, or one of the four reasons.
    pub basis: Basis,
    /// How it began.
    pub origin: Origin,
    /// When the call came.
    pub called_at: Instant,
    /// Where, in the dispatch centre's words.
    pub place: Option<Line>,
}

/// The incident opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The incident.
    pub incident: Incident,
    /// Whether the request had been made before.
    pub replayed: bool,
}

/// Opens an incident of the caller's institution.
///
/// A number that is open already at the same institution gives the incident that is there: two
/// crews of one emergency share it. Refuses a call in the future.
pub fn open(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    once: Option<&Once>,
    input: &OpenIncident,
) -> Answer<Opened> {
    change(
        tasuki,
        caller,
        occasion,
        Action::OpenIncident,
        About::default(),
        |tx, present, draw| {
            let refused = |refusal| {
                Ok(Changed::refused(
                    refusal,
                    Action::OpenIncident,
                    About::default(),
                ))
            };
            if input.called_at.as_second() > occasion.now.as_second() + CLOCK_SKEW_SECONDS {
                let invalid = Invalid::new(
                    "called_at_in_future",
                    "覚知の時刻が未来です",
                    "119番を受けた時刻を入れてください",
                );
                return refused(Refusal::invalid("called_at", invalid));
            }
            let id: IncidentId = match take_turn(tx, once, present.caller, draw, occasion.now)? {
                Ok(Turn::First(id)) => id,
                Ok(Turn::Again(id)) => {
                    let Some(incident) = tx.incident(id)? else {
                        return refused(Refusal::NotFound);
                    };
                    let noted = Noted::new(Action::OpenIncident, About::incident(id));
                    return Ok(Changed::done(
                        Opened {
                            incident,
                            replayed: true,
                        },
                        noted,
                    ));
                }
                Err(refusal) => return refused(refusal),
            };
            if let Basis::Number(number) = &input.basis {
                let shared = tx
                    .incidents(present.caller.organization, OPEN_LOOKED_AT)?
                    .into_iter()
                    .find(|incident| {
                        incident.is_live(occasion.now)
                            && incident.basis == Basis::Number(number.clone())
                    });
                if let Some(incident) = shared {
                    let noted = Noted::new(Action::OpenIncident, About::incident(incident.id));
                    return Ok(Changed::done(
                        Opened {
                            incident,
                            replayed: true,
                        },
                        noted,
                    ));
                }
            }
            let incident = Incident {
                id,
                organization: present.caller.organization,
                basis: input.basis.clone(),
                origin: input.origin,
                called_at: input.called_at,
                place: input.place.clone(),
                opened_by: present.caller.account,
                opened_at: occasion.now,
                state: IncidentState::Open,
            };
            tx.insert_incident(&incident)?;
            let noted = Noted::new(Action::OpenIncident, About::incident(id));
            Ok(Changed::done(
                Opened {
                    incident,
                    replayed: false,
                },
                noted,
            ))
        },
    )
}

/// How many of an institution's newest incidents are searched for one of the same number; the
/// busiest headquarters has fewer open at once.
const OPEN_LOOKED_AT: u32 = 500;
