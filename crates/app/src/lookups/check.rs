//! Tells whether a search could run, for a page that has yet to open the emergency.

use super::conduct::{Asked, searchable, turned_down};
use crate::{
    Answer, Occasion, Tasuki,
    perform::{About, Looked, known, look},
    residents::reach::reason_of,
};
use tasuki_domain::{access::Action, caller::Caller, id::IncidentId, lookup::Criteria};

/// Refuses too little to search with, on record like any other refused search. What could run leaves
/// nothing behind: the search itself will.
pub fn check(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    incident: Option<IncidentId>,
    criteria: &Criteria,
) -> Answer<()> {
    let about = About {
        resident: None,
        incident,
    };
    look(
        tasuki,
        caller,
        occasion,
        Action::LookUp,
        about,
        |tx, present, draw| {
            let Err(refusal) = searchable(criteria) else {
                return Ok(Looked::found((), Vec::new()));
            };
            let own = match known(tx, about)?.incident {
                Some(id) => tx
                    .incident(id)?
                    .filter(|incident| incident.organization == present.caller.organization),
                None => None,
            };
            let asked = Asked {
                action: Action::LookUp,
                about: About {
                    resident: None,
                    incident: own.as_ref().map(|incident| incident.id),
                },
                reason: own.as_ref().map(reason_of).unwrap_or_default(),
                criteria,
            };
            turned_down(tasuki, tx, present, occasion, draw, &asked, refusal)
        },
    )
}
