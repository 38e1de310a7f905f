//! Lists a resident's consents, newest first.

use crate::{
    Answer, Occasion, Tasuki,
    perform::{About, Looked, look},
    residents::reach::reach,
};
use tasuki_domain::{access::Action, caller::Caller, consent::Consent, id::ResidentId};

/// Lists a resident's consents, newest first, with the record's version.
pub fn list(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    resident: ResidentId,
) -> Answer<(Vec<Consent>, i64)> {
    let about = About::resident(resident);
    look(
        tasuki,
        caller,
        occasion,
        Action::ListConsents,
        about,
        |tx, present, _| {
            let reached = match reach(
                tasuki,
                tx,
                present,
                occasion,
                Action::ListConsents,
                resident,
                None,
            )? {
                Ok(reached) => reached,
                Err(denied) => return Ok(denied.into()),
            };
            let version = reached.resident.version;
            let consents = tx.consents(resident)?;
            Ok(Looked::found((consents, version), vec![reached.noted])
                .while_still(resident, version))
        },
    )
}
