//! `/officer/residents/{id}/consents`: takes a consent in.

use super::form;
use crate::pages::{
    answer::{self, PageAnswer},
    posted::Posted,
    residents,
};
use tasuki_app::consents;
use tasuki_domain::id::ResidentId;
use tasuki_ui::page::resident::GrantForm;

/// Takes a consent in, or shows the form again.
pub(crate) async fn grant(Posted { visit, fields }: Posted) -> PageAnswer {
    let resident: ResidentId = visit.id()?;
    let input = match form::read(&fields, resident, visit.setting.today()) {
        Ok(input) => input,
        Err(wrong) => return residents::again(&visit, resident, |_| *wrong).await,
    };
    let sent = serde_json::to_vec(&(resident.uuid(), fields.pairs())).unwrap_or_default();
    let once = fields.once("grant", &sent);
    let asked = visit
        .ask(move |tasuki, caller, occasion| {
            consents::grant(tasuki, caller, occasion, once.as_ref(), &input)
        })
        .await?;
    match asked {
        (_, Ok(_)) => Ok(answer::see_other(&format!(
            "/officer/residents/{resident}?done=granted"
        ))),
        (who, Err(refusal)) => match form::refused(&fields, &refusal) {
            // Sent again, it is sent about the version that is shown now.
            Some(wrong) => {
                residents::again(&visit, resident, |version| GrantForm {
                    resident_version: version,
                    ..wrong
                })
                .await
            }
            None => Err(visit.refused(Some(&who), &refusal)),
        },
    }
}
