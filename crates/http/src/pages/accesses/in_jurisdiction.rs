//! `/accesses`: every look, refusal and miss in the jurisdiction, for those who review them.

use super::{losses, view};
use crate::pages::{
    answer::{self, PageAnswer},
    visit::Visit,
};
use tasuki_app::accesses::list_in_jurisdiction;
use tasuki_domain::id::AccessEntryId;
use tasuki_ui::page::{AccessesView, accesses::Reader};

/// Shows the looks; this look is recorded too.
pub(crate) async fn in_jurisdiction(visit: Visit) -> PageAnswer {
    let before: Option<AccessEntryId> = visit
        .query()
        .filled("before")
        .and_then(|id| id.parse().ok());
    let (who, page) = visit
        .see(move |tasuki, caller, occasion| list_in_jurisdiction(tasuki, caller, occasion, before))
        .await?;
    let view = AccessesView {
        frame: visit.frame("閲覧の記録", &who),
        reader: Reader::Officer,
        subject: "受け持つ市町村のすべての閲覧・検索".to_owned(),
        losses: page.restorations.iter().map(losses::for_officers).collect(),
        rows: page.lines.iter().map(view::line).collect(),
        older: page.next.map(|next| format!("/accesses?before={next}")),
        back: None,
    };
    answer::page(view.render())
}
