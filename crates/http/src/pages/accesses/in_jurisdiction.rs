//! `/accesses`: every look, refusal and miss in the jurisdiction, for those who review them.

use super::{filter::Filter, losses, runs};
use crate::pages::{
    answer::{self, PageAnswer},
    visit::Visit,
};
use tasuki_app::{
    accesses::{ReadFrom, list_in_jurisdiction},
    accounts::organizations,
};
use tasuki_ui::page::{AccessesView, accesses::Reader};

/// Lines that are enough for one screen.
const ENOUGH: usize = 25;

/// How often one screen reads on to find them; each reading is a look of its own.
const READINGS: usize = 10;

/// Shows the looks; this look is recorded too.
pub(crate) async fn in_jurisdiction(visit: Visit) -> PageAnswer {
    let query = visit.query();
    let filter = Filter::read(&query, visit.setting.today());
    let before = query.filled("before").and_then(|id| id.parse().ok());
    let mut next = Some(match (before, filter.ends()) {
        (Some(id), _) => ReadFrom::Before(id),
        (None, Some(end)) => ReadFrom::At(end),
        (None, None) => ReadFrom::Newest,
    });
    let mut older = None;
    let (mut met, mut read, mut losses) = (Vec::new(), 0, Vec::new());
    for _ in 0..READINGS {
        let Some(from) = next else { break };
        let (_, page) = visit
            .see(move |tasuki, caller, occasion| {
                list_in_jurisdiction(tasuki, caller, occasion, from)
            })
            .await?;
        read += page.lines.len();
        losses = page.restorations.iter().map(losses::for_officers).collect();
        older = page.next;
        if page
            .lines
            .last()
            .is_some_and(|last| filter.ends_before(last))
        {
            older = None;
        }
        next = older.map(ReadFrom::Before);
        met.extend(page.lines.into_iter().filter(|of| filter.takes(of)));
        if runs::lines(&met).len() >= ENOUGH {
            break;
        }
    }
    let (who, institutions) = visit.see(organizations).await?;
    let view = AccessesView {
        frame: visit.frame("閲覧の記録", &who),
        reader: Reader::Officer,
        subject: "受け持つ市町村のすべての閲覧・検索".to_owned(),
        losses,
        rows: runs::lines(&met),
        older: older.map(|older| filter.older(&older.to_string())),
        filter: Some(filter.view(&institutions, &met, read)),
        back: None,
    };
    answer::page(view.render())
}
