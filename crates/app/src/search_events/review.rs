//! Keeps that somebody looked into unusually many searches, and what they found.

use super::list::{SearchEventLine, line, reviewable};
use crate::{
    Answer, Occasion, Refusal, Tasuki,
    perform::{About, Changed, Noted, change},
};
use tasuki_domain::{
    access::Action, caller::Caller, id::SearchEventId, search_event::SearchEventReview, text::Line,
};

/// Keeps that the caller looked into an event.
///
/// One of an institution that does not serve the caller's jurisdiction does not exist for them; one
/// that was looked into stays as it was written then. The same said again by the same person, whose
/// answer was lost, is answered with what is there.
pub fn review(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    id: SearchEventId,
    note: &Line,
) -> Answer<SearchEventLine> {
    const ACTION: Action = Action::ReviewSearchEvent;
    let about = About::default();
    change(tasuki, caller, occasion, ACTION, about, |tx, present, _| {
        let jurisdiction = tx.jurisdiction(present.caller.organization)?;
        let event = match reviewable(tx, &jurisdiction, id)? {
            None => return Ok(Changed::refused(Refusal::NotFound, ACTION, about)),
            Some((event, Some(review)))
                if review.by == present.caller.account && review.note == *note =>
            {
                let line = line(tx, (event, Some(review)))?;
                return Ok(Changed::done(line, Noted::new(ACTION, about)));
            }
            Some((_, Some(_))) => {
                let refusal = Refusal::Conflict {
                    code: "search_event_reviewed",
                    problem: "この知らせは確認が済んでいます",
                    expected: "一覧を開き直して、確認の内容を見てください",
                };
                return Ok(Changed::refused(refusal, ACTION, about));
            }
            Some((event, None)) => event,
        };
        let review = SearchEventReview {
            by: present.caller.account,
            at: occasion.now,
            note: note.clone(),
        };
        tx.insert_search_event_review(id, &review)?;
        let line = line(tx, (event, Some(review)))?;
        Ok(Changed::done(line, Noted::new(ACTION, about)))
    })
}
