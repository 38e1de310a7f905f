//! Reads one consent by its identifier.

use crate::{
    Answer, Occasion, Refusal, Tasuki,
    perform::{About, Looked, look},
    residents::reach::reach,
};
use tasuki_domain::{access::Action, caller::Caller, consent::Consent, id::ConsentId};

/// Reads one consent.
///
/// Refuses an unknown one and one of a resident whom the caller may not reach alike.
pub fn view(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    id: ConsentId,
) -> Answer<Consent> {
    look(
        tasuki,
        caller,
        occasion,
        Action::ListConsents,
        About::default(),
        |tx, present, _| {
            let Some(consent) = tx.consent(id)? else {
                return Ok(Looked::refused(
                    Refusal::NotFound,
                    Action::ListConsents,
                    About::default(),
                ));
            };
            let reached = match reach(
                tasuki,
                tx,
                present,
                occasion,
                Action::ListConsents,
                consent.resident,
                None,
            )? {
                Ok(reached) => reached,
                Err(denied) => return Ok(denied.into()),
            };
            let (resident, version) = (consent.resident, reached.resident.version);
            Ok(Looked::found(consent, vec![reached.noted]).while_still(resident, version))
        },
    )
}
