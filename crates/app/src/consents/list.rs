//! Lists a resident's consents, newest first.

use crate::{
    Answer, Occasion, Tasuki,
    perform::{About, Looked, Noted, known, look},
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
            let reached = match reach(tasuki, tx, present, occasion, resident, None)? {
                Ok(reached) => reached,
                Err(refusal) => {
                    return Ok(Looked::refused(
                        refusal,
                        Action::ListConsents,
                        known(tx, about)?,
                    ));
                }
            };
            let version = reached.resident.version;
            let consents = tx.consents(resident)?;
            let noted = Noted::new(Action::ListConsents, about);
            Ok(Looked::found((consents, version), vec![noted]).while_still(resident, version))
        },
    )
}
