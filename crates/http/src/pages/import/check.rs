//! Checks a roster: what it would change, before anything is written.

use super::{
    municipality,
    show::{PATH, TITLE, form},
    upload::{self, Fault, Upload},
    view,
};
use crate::{
    pages::{
        answer::{self, PageAnswer},
        visit::Visit,
    },
    rosters,
};
use actix_multipart::Multipart;
use actix_web::http::StatusCode;
use tasuki_app::rosters::dry_run;
use tasuki_ui::FieldError;

/// Reads the file and shows the report.
pub(crate) async fn check(visit: Visit, mut upload: Multipart) -> PageAnswer {
    let Upload { file, municipality } = match upload::read(&visit, &mut upload).await {
        Ok(upload) => upload,
        Err(Fault::Foreign) => return Err(visit.foreign_form()),
        Err(fault) => {
            return form(
                &visit,
                StatusCode::UNPROCESSABLE_ENTITY,
                Some(view::upload_fault(&fault)),
                None,
            )
            .await;
        }
    };
    let today = visit.setting.today();
    let who = visit.who().await?;
    let municipality = match municipality::chosen(&who.jurisdiction, municipality.as_deref()) {
        Ok(municipality) => municipality,
        Err(error) => {
            return form(&visit, StatusCode::UNPROCESSABLE_ENTITY, Some(error), None).await;
        }
    };
    let code = municipality.to_string();
    let limit = visit.setting.state.limits.roster_work;
    let (who, checked) = visit
        .ask_within(limit, move |tasuki, caller, occasion| {
            let roster = match tasuki_intake::read_roster(&file, today) {
                Ok(roster) => roster,
                Err(fault) => return Ok(Ok(Err(fault))),
            };
            let report = view::Checked::of(&roster);
            let lines = rosters::lines(roster);
            let dry = dry_run(tasuki, caller, occasion, &municipality, &lines, &file)?;
            Ok(dry.map(|dry| Ok((report, dry))))
        })
        .await?;
    let checked = checked.map_err(|refusal| visit.refused(Some(&who), &refusal))?;
    match checked {
        Ok((report, dry)) => {
            let frame = visit.frame_at(TITLE, &who, PATH.to_owned());
            answer::page(view::report(frame, report, &dry).render())
        }
        Err(fault) => {
            let error = FieldError::new(fault.problem(), fault.expected());
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            form(&visit, status, Some(error), Some(&code)).await
        }
    }
}
