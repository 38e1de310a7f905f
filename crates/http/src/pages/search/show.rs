//! Shows the empty form.

use super::view::{TITLE, blank};
use crate::pages::{
    answer::{self, PageAnswer},
    incidents,
    visit::Visit,
};
use tasuki_app::incidents::list;
use tasuki_domain::id::IncidentId;
use tasuki_ui::{Field, page::search::IncidentChoice};

/// Shows the form with the emergencies to go on with; one that is named is gone on with at once.
pub(crate) async fn show(visit: Visit) -> PageAnswer {
    if let Some(id) = visit
        .query()
        .filled("incident_id")
        .and_then(|id| id.parse::<IncidentId>().ok())
    {
        return Ok(answer::see_other(&format!("/incidents/{id}/search")));
    }
    let (who, listed) = visit.see(list).await?;
    let incident = IncidentChoice::New {
        number: Field::default(),
        reason: None,
        open: incidents::open(&listed, visit.setting.now),
    };
    answer::page(blank(visit.frame(TITLE, &who), visit.caller.role, incident).render())
}
