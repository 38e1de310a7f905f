//! `/residents/{id}/accesses`: every look at one person.

use super::{losses, view};
use crate::pages::{
    answer::{self, PageAnswer},
    visit::Visit,
};
use tasuki_app::accesses::list_of_resident;
use tasuki_domain::{
    id::{AccessEntryId, ResidentId},
    role::Role,
};
use tasuki_ui::page::{AccessesView, accesses::Reader};

/// Shows the looks; this look is recorded too.
pub(crate) async fn of_resident(visit: Visit) -> PageAnswer {
    let id: ResidentId = visit.id()?;
    let before: Option<AccessEntryId> = visit
        .query()
        .filled("before")
        .and_then(|id| id.parse().ok());
    let (who, page) = visit
        .see(move |tasuki, caller, occasion| list_of_resident(tasuki, caller, occasion, id, before))
        .await?;
    let (reader, subject, back) = match who.role {
        Role::Resident => (
            Reader::Own,
            format!("{} さん", who.name.as_str()),
            Some("/me".to_owned()),
        ),
        Role::CityOfficer => (
            Reader::Officer,
            SUBJECT.to_owned(),
            Some(format!("/officer/residents/{id}")),
        ),
        _ => (
            Reader::Officer,
            SUBJECT.to_owned(),
            Some("/accesses".to_owned()),
        ),
    };
    let told = match reader {
        Reader::Own => losses::for_oneself,
        Reader::Officer => losses::for_officers,
    };
    let view = AccessesView {
        frame: visit.frame("だれが見たか", &who),
        reader,
        subject,
        losses: page.restorations.iter().map(told).collect(),
        filter: None,
        rows: page.lines.iter().map(view::line).collect(),
        older: page
            .next
            .map(|next| format!("/residents/{id}/accesses?before={next}")),
        back,
    };
    answer::page(view.render())
}

/// The list does not say who it is of, so that reviewers need not know.
const SUBJECT: &str = "選んだ登録者の記録への閲覧";
