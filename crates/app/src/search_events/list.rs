//! Lists what was unusual about searches in the caller's jurisdiction.

use crate::{
    Answer, Occasion, Tasuki,
    perform::{About, Looked, Noted, look},
};
use tasuki_domain::{
    access::Action, caller::Caller, id::SearchEventId, municipality::MunicipalityCode, role::Role,
    search_event::SearchEvent, text::Line, time::Instant,
};
use tasuki_store::{EventPlace, ReadTx, ReviewedEvent, StoreError};

/// Events of one page.
pub const PAGE: u32 = 50;

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

/// One page of events.
#[derive(Debug, Clone)]
pub struct SearchEventPage {
    /// The lines: those that nobody looked into first, then the others, each newest first.
    pub lines: Vec<SearchEventLine>,
    /// The event asked for by name, unless it stands in the lines or does not exist for the caller.
    pub named: Option<SearchEventLine>,
    /// Where the next page begins, if there is one.
    pub next: Option<EventPlace>,
}

/// Lists what was unusual about the searches of the institutions that serve the caller's
/// jurisdiction: what nobody looked into first, each newest first, from `after` on. Nobody who was
/// searched for stands in it.
pub fn list(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    after: Option<EventPlace>,
    named: Option<SearchEventId>,
) -> Answer<SearchEventPage> {
    look(
        tasuki,
        caller,
        occasion,
        Action::ListSearchEvents,
        About::default(),
        |tx, present, _| {
            let jurisdiction = tx.jurisdiction(present.caller.organization)?;
            let mut events = tx.search_events_in(&jurisdiction, after, PAGE + 1)?;
            let next = (events.len() > PAGE as usize).then(|| {
                events.truncate(PAGE as usize);
                events.last().map(EventPlace::of)
            });
            let named = match named {
                Some(id) if events.iter().all(|(event, _)| event.id != id) => {
                    reviewable(tx, &jurisdiction, id)?
                }
                _ => None,
            };
            let page = SearchEventPage {
                lines: events
                    .into_iter()
                    .map(|event| line(tx, event))
                    .collect::<Result<Vec<_>, StoreError>>()?,
                named: named.map(|event| line(tx, event)).transpose()?,
                next: next.flatten(),
            };
            let noted = Noted::new(Action::ListSearchEvents, About::default());
            Ok(Looked::found(page, vec![noted]))
        },
    )
}

/// An event of an institution that serves any of these municipalities.
pub(super) fn reviewable(
    tx: &mut ReadTx<'_>,
    jurisdiction: &[MunicipalityCode],
    id: SearchEventId,
) -> Result<Option<ReviewedEvent>, StoreError> {
    let Some((event, review)) = tx.search_event(id)? else {
        return Ok(None);
    };
    let serves = tx.jurisdiction(event.organization)?;
    let shared = serves.iter().any(|each| jurisdiction.contains(each));
    Ok(shared.then_some((event, review)))
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
