//! Opens an incident.

use crate::{
    Answer, Occasion, Once, Refusal, Tasuki,
    once::{Turn, claim},
    perform::{About, Changed, Noted, Present, change},
};
use tasuki_domain::{
    Invalid,
    access::Action,
    caller::Caller,
    id::IncidentId,
    incident::{Basis, Incident, IncidentNumber, IncidentState, Origin},
    text::Line,
    time::Instant,
};
use tasuki_store::{StoreError, WriteTx};

/// How far the dispatch centre's clock may run ahead of ours.
const CLOCK_SKEW_SECONDS: i64 = 300;

/// A call that lies further back is no emergency that a crew drives to now.
const OLDEST_CALL_SECONDS: i64 = 24 * 3600;

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
/// crews of one emergency share it. Refuses a call in the future or of
/// more than a day ago.
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
            let ahead = input.called_at.as_second() - occasion.now.as_second();
            let fault = match ahead {
                _ if ahead > CLOCK_SKEW_SECONDS => {
                    Some(("called_at_in_future", "覚知の時刻が未来です"))
                }
                _ if ahead < -OLDEST_CALL_SECONDS => {
                    Some(("called_at_long_ago", "覚知の時刻が1日より前です"))
                }
                _ => None,
            };
            if let Some((code, problem)) = fault {
                let invalid = Invalid::new(code, problem, "119番を受けた時刻を入れてください");
                return refused(Refusal::invalid("called_at", invalid));
            }
            let fresh = draw.uuid();
            let shared = match &input.basis {
                Basis::Number(number) => shared(tx, present, occasion, number)?,
                Basis::Reason(_) => None,
            };
            let result = shared.as_ref().map_or(fresh, |incident| incident.id.uuid());
            let id: IncidentId = match claim(tx, once, present.caller, result, occasion.now)? {
                Ok(Turn::First(id)) => match shared {
                    Some(incident) => return Ok(was_there(incident)),
                    None => id,
                },
                Ok(Turn::Again(id)) => {
                    return match tx.incident(id)? {
                        Some(incident) => Ok(was_there(incident)),
                        None => refused(Refusal::NotFound),
                    };
                }
                Err(refusal) => return refused(refusal),
            };
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

/// The open incident of that number, if the institution has one.
fn shared(
    tx: &mut WriteTx<'_>,
    present: &Present<'_>,
    occasion: &Occasion,
    number: &IncidentNumber,
) -> Result<Option<Incident>, StoreError> {
    let oldest = Incident::oldest_live(occasion.now);
    let open = tx.open_incident_by_number(present.caller.organization, number, oldest)?;
    Ok(open.filter(|incident| incident.is_live(occasion.now)))
}

fn was_there(incident: Incident) -> Changed<Opened> {
    let noted = Noted::new(Action::OpenIncident, About::incident(incident.id));
    Changed::done(
        Opened {
            incident,
            replayed: true,
        },
        noted,
    )
}
