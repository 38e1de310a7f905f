//! Reads a registration as its own city's officer sees it.

use super::{
    reach::reach,
    view_summary::{SummaryView, assemble},
};
use crate::{
    Answer, Occasion, Tasuki,
    perform::{About, Looked, look},
};
use tasuki_domain::{
    access::Action, application::Application, caller::Caller, consent::Consent, id::ResidentId,
};

/// A registration: what the officer may see of the record, the forms it rests on, the consents.
#[derive(Debug, Clone)]
pub struct ResidentView {
    /// The record; clinical categories say only whether something is recorded.
    pub summary: SummaryView,
    /// The forms, oldest first.
    pub applications: Vec<Application>,
    /// The consents, newest first.
    pub consents: Vec<Consent>,
}

/// Reads the registration of a resident of the caller's own register.
pub fn view(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    resident: ResidentId,
) -> Answer<ResidentView> {
    let about = About::resident(resident);
    look(
        tasuki,
        caller,
        occasion,
        Action::ViewResident,
        about,
        |tx, present, _| {
            let reached = match reach(
                tasuki,
                tx,
                present,
                occasion,
                Action::ViewResident,
                resident,
                None,
            )? {
                Ok(reached) => reached,
                Err(denied) => return Ok(denied.into()),
            };
            let version = reached.resident.version;
            let noted = reached.noted.showing(&reached.decision);
            let view = ResidentView {
                summary: assemble(tx, occasion.today(), reached.resident, &reached.decision)?,
                applications: tx.applications(resident)?,
                consents: tx.consents(resident)?,
            };
            Ok(Looked::found(view, vec![noted]).while_still(resident, version))
        },
    )
}
