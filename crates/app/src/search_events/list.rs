//! Lists what was unusual about searches in the caller's jurisdiction.

use crate::{
    Answer, Occasion, Tasuki,
    perform::{About, Looked, Noted, look},
};
use tasuki_domain::{
    access::Action, caller::Caller, role::Role, search_event::SearchEvent, text::Line,
    time::Instant,
};
use tasuki_store::{ReadTx, ReviewedEvent, StoreError};

/// Events of one answer.
const MOST: u32 = 100;

/// An event with the names of who searched and who looked into it.
#[derive(Debug, Clone)]
pub struct SearchEventLine {
    /// The event.
    pub event: SearchEvent,
    /// The institution's name.
    pub organization: Line,
    /// Whose searches, and their role; none when it is the institution's as a whole.
    pub account: Option<(Line, Role)>,
    /// Who looked into it.
    pub review: Option<SearchEventReviewed>,
}

/// That somebody looked into an event.
#[derive(Debug, Clone)]
pub struct SearchEventReviewed {
    /// Who.
    pub by: Line,
    /// When.
    pub at: Instant,
    /// What they found.
    pub note: Line,
}

/// Lists what was unusual about the searches of the institutions that serve the caller's
/// jurisdiction, newest first. Nobody who was searched for stands in it.
pub fn list(tasuki: &Tasuki, caller: &Caller, occasion: &Occasion) -> Answer<Vec<SearchEventLine>> {
    look(
        tasuki,
        caller,
        occasion,
        Action::ListSearchEvents,
        About::default(),
        |tx, present, _| {
            let jurisdiction = tx.jurisdiction(present.caller.organization)?;
            let events = tx.search_events_in(&jurisdiction, MOST)?;
            let lines = events
                .into_iter()
                .map(|event| line(tx, event))
                .collect::<Result<Vec<_>, StoreError>>()?;
            let noted = Noted::new(Action::ListSearchEvents, About::default());
            Ok(Looked::found(lines, vec![noted]))
        },
    )
}

/// An event with its names.
pub(super) fn line(
    tx: &mut ReadTx<'_>,
    (event, review): ReviewedEvent,
) -> Result<SearchEventLine, StoreError> {
    let missing = || StoreError::Corrupt("search_events");
    let organization = tx.organization(event.organization)?.ok_or_else(missing)?;
    let account = match event.account {
        Some(id) => {
            let account = tx.account(id)?.ok_or_else(missing)?;
            Some((account.name, account.role))
        }
        None => None,
    };
    let review = match review {
        Some(review) => Some(SearchEventReviewed {
            by: tx.account(review.by)?.ok_or_else(missing)?.name,
            at: review.at,
            note: review.note,
        }),
        None => None,
    };
    Ok(SearchEventLine {
        event,
        organization: organization.name,
        account,
        review,
    })
}
