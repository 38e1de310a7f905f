//! Closes an incident with how the search for the person ended.

use crate::{
    Answer, Occasion, Refusal, Tasuki,
    perform::{About, Changed, Noted, change, known},
    residents::reach::reason_of,
};
use tasuki_domain::{
    access::{Action, Outcome},
    caller::Caller,
    id::IncidentId,
    incident::{Incident, SearchOutcome},
};

/// Closes an incident of the caller's institution.
///
/// Refuses one that is closed already, so that its first outcome stays in the statistics.
pub fn close(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    id: IncidentId,
    search: &SearchOutcome,
) -> Answer<Incident> {
    let about = About::incident(id);
    change(
        tasuki,
        caller,
        occasion,
        Action::CloseIncident,
        about,
        |tx, present, _| {
            let incident = match tx.incident(id)? {
                Some(incident) if incident.organization == present.caller.organization => incident,
                _ => {
                    return Ok(Changed::refused(
                        Refusal::NotFound,
                        Action::CloseIncident,
                        known(tx, about)?,
                    ));
                }
            };
            let reason = reason_of(&incident);
            match incident.close(search.clone(), occasion.now, present.caller.account) {
                Ok(closed) => {
                    tx.update_incident(&closed)?;
                    let mut noted = Noted::new(Action::CloseIncident, about).because(reason);
                    if !matches!(search, SearchOutcome::Hit) {
                        noted.outcome = Outcome::Missed;
                    }
                    Ok(Changed::done(closed, noted))
                }
                Err(_) => {
                    let refusal = Refusal::Conflict {
                        code: "incident_closed",
                        problem: "この事案は終わっています",
                        expected: "続けて検索するときは新しい事案を始めてください",
                    };
                    Ok(Changed::refused(refusal, Action::CloseIncident, about))
                }
            }
        },
    )
}
