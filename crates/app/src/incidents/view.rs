//! Reads one incident of the caller's institution.

use crate::{
    Answer, Occasion, Refusal, Tasuki,
    perform::{About, Looked, Noted, known, look},
};
use tasuki_domain::{access::Action, caller::Caller, id::IncidentId, incident::Incident};

/// Reads one incident; another institution's does not exist for the caller.
pub fn view(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    id: IncidentId,
) -> Answer<Incident> {
    let about = About::incident(id);
    look(
        tasuki,
        caller,
        occasion,
        Action::ListIncidents,
        about,
        |tx, present, _| {
            Ok(match tx.incident(id)? {
                Some(incident) if incident.organization == present.caller.organization => {
                    Looked::found(incident, vec![Noted::new(Action::ListIncidents, about)])
                }
                _ => Looked::refused(Refusal::NotFound, Action::ListIncidents, known(tx, about)?),
            })
        },
    )
}
