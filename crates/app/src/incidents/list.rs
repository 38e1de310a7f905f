//! Lists the newest incidents of the caller's institution.

use crate::{
    Answer, Occasion, Tasuki,
    perform::{About, Looked, Noted, look},
};
use tasuki_domain::{access::Action, caller::Caller, incident::Incident};

/// Incidents of one answer.
const MOST: u32 = 50;

/// Lists the newest incidents of the caller's institution.
pub fn list(tasuki: &Tasuki, caller: &Caller, occasion: &Occasion) -> Answer<Vec<Incident>> {
    look(
        tasuki,
        caller,
        occasion,
        Action::ListIncidents,
        About::default(),
        |tx, present, _| {
            let incidents = tx.incidents(present.caller.organization, MOST)?;
            Ok(Looked::found(
                incidents,
                vec![Noted::new(Action::ListIncidents, About::default())],
            ))
        },
    )
}
