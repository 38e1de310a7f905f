//! `/incidents/{id}/no-record`: going on without a record, with the reason.

use super::named;
use crate::pages::{
    answer::{self, PageAnswer},
    visit::Visit,
};
use tasuki_domain::id::IncidentId;
use tasuki_ui::{Field, page::NoRecordView};

/// Shows the form.
pub(crate) async fn no_record(visit: Visit) -> PageAnswer {
    let id: IncidentId = visit.id()?;
    let (who, incident) = named(&visit, id).await?;
    let view = NoRecordView {
        frame: visit.frame("該当なしで進む", &who),
        incident,
        chosen: None,
        reason_missing: false,
        not_searched: Field::default(),
    };
    answer::page(view.render())
}
