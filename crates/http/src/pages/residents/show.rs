//! `/officer/residents/{id}`: one registration with its consents and the form for a new one.

use super::view;
use crate::pages::{
    answer::{self, PageAnswer},
    visit::Visit,
};
use tasuki_app::residents;
use tasuki_domain::id::ResidentId;
use tasuki_ui::page::resident::GrantForm;

const TITLE: &str = "登録内容";

/// Shows the registration, and what was done just now.
pub(crate) async fn show(visit: Visit) -> PageAnswer {
    let id: ResidentId = visit.id()?;
    let (who, found) = visit
        .see(move |tasuki, caller, occasion| residents::view(tasuki, caller, occasion, id))
        .await?;
    let done = view::done(visit.query().get("done"), &found.consents);
    let page = view::resident(visit.frame(TITLE, &who), &found, done, None);
    answer::page(page.render())
}

/// Shows the registration again with the form as typed.
pub(crate) async fn again(
    visit: &Visit,
    id: ResidentId,
    form: impl FnOnce(i64) -> GrantForm,
) -> PageAnswer {
    let (who, found) = visit
        .see(move |tasuki, caller, occasion| residents::view(tasuki, caller, occasion, id))
        .await?;
    let form = form(found.summary.resident.version);
    let frame = visit.frame_at(TITLE, &who, format!("/officer/residents/{id}"));
    answer::wrong(view::resident(frame, &found, None, Some(form)).render())
}
