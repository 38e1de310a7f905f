//! `/residents/{id}/summary?incident_id=…`: the emergency summary.

mod view;

use super::{
    answer::{self, PageAnswer},
    incidents,
    visit::Visit,
};
use tasuki_app::residents::{ViewSummary, view_summary};
use tasuki_domain::id::{IncidentId, ResidentId};

/// Shows the summary; the look is on record before the page exists.
pub(crate) async fn show(visit: Visit) -> PageAnswer {
    let resident: ResidentId = visit.id()?;
    let incident: Option<IncidentId> = visit
        .query()
        .filled("incident_id")
        .and_then(|id| id.parse().ok());
    let input = ViewSummary { resident, incident };
    let (who, summary) = visit
        .see(move |tasuki, caller, occasion| view_summary(tasuki, caller, occasion, input))
        .await?;
    let incident = match incident {
        Some(incident) => Some(incidents::named(&visit, incident).await?),
        None => None,
    };
    let frame = visit.frame("救急サマリー", &who);
    answer::page(view::summary(frame, who.role, incident, &summary).render())
}
