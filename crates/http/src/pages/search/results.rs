//! `/incidents/{id}/search`: searches with what was typed last, or shows the empty form.

use super::{
    criteria, kept,
    view::{self, TITLE, blank},
};
use crate::pages::{
    answer::{self, PageAnswer},
    incidents,
    visit::Visit,
};
use tasuki_app::{
    Refusal,
    lookups::{LookUp, look_up},
};
use tasuki_domain::id::IncidentId;
use tasuki_ui::{FieldError, page::search::IncidentChoice};

/// Searches; each time is on record.
pub(crate) async fn results(visit: Visit) -> PageAnswer {
    let incident: IncidentId = visit.id()?;
    let today = visit.setting.today();
    let read = visit
        .cookie(kept::COOKIE)
        .and_then(|cookie| {
            kept::open(
                visit.setting.state.tasuki.master(),
                visit.caller.session,
                incident,
                &cookie,
            )
        })
        .map(|typed| criteria::read(&typed, today));
    let Some(read) = read else {
        return empty(&visit, incident).await;
    };
    if !read.is_right() {
        // Kept before midnight or a new rule; the form says what is wrong now.
        let (who, incident) = incidents::named(&visit, incident).await?;
        let chosen = IncidentChoice::Chosen(incident);
        return answer::wrong(
            view::typed(visit.frame(TITLE, &who), visit.caller.role, chosen, read).render(),
        );
    }
    let input = LookUp {
        incident,
        criteria: read.criteria.clone(),
    };
    match visit
        .ask(move |tasuki, caller, occasion| look_up(tasuki, caller, occasion, &input))
        .await?
    {
        (who, Ok(found)) => {
            let results = view::results(&found, &read, visit.setting.now, today);
            let chosen = IncidentChoice::Chosen(results.incident.clone());
            let mut page = view::typed(visit.frame(TITLE, &who), visit.caller.role, chosen, read);
            page.results = Some(results);
            answer::page(page.render())
        }
        (_, Err(Refusal::Invalid { invalid, .. })) => {
            let (who, incident) = incidents::named(&visit, incident).await?;
            let chosen = IncidentChoice::Chosen(incident);
            let mut page = view::typed(visit.frame(TITLE, &who), visit.caller.role, chosen, read);
            page.form_errors.push(FieldError::sentence(&invalid));
            answer::wrong(page.render())
        }
        (who, Err(refusal)) => Err(visit.refused(Some(&who), &refusal)),
    }
}

async fn empty(visit: &Visit, incident: IncidentId) -> PageAnswer {
    let (who, incident) = incidents::named(visit, incident).await?;
    let chosen = IncidentChoice::Chosen(incident);
    answer::page(blank(visit.frame(TITLE, &who), visit.caller.role, chosen).render())
}
