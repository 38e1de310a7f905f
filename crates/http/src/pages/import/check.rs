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
    run::turn,
};
use actix_multipart::Multipart;
use actix_web::http::StatusCode;
use tasuki_app::rosters::dry_run;
use tasuki_domain::access::Action;
use tasuki_ui::FieldError;

/// Reads the file and shows the report. Who may not do this is refused, on record, before the file
/// is read.
pub(crate) async fn check(visit: Visit, mut upload: Multipart) -> PageAnswer {
    let who = visit.begins(Action::DryRunRoster).await?;
    let (uploads, wait) = (
        &visit.setting.state.uploads,
        visit.setting.state.limits.wait,
    );
    let place = turn(uploads, 1, wait)
        .await
        .map_err(|busy| visit.failed(&busy))?;
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
    let municipality = match municipality::chosen(&who.jurisdiction, municipality.as_deref()) {
        Ok(municipality) => municipality,
        Err(error) => {
            return form(&visit, StatusCode::UNPROCESSABLE_ENTITY, Some(error), None).await;
        }
    };
    let code = municipality.to_string();
    let (who, checked) = visit
        .ask_roster(move |tasuki, caller, occasion| {
            let _place = place;
            let roster = match tasuki_intake::read_roster(&file, today) {
                Ok(roster) => roster,
                Err(fault) => {
                    let checked = dry_run(tasuki, caller, occasion, &municipality, &[], &[])?;
                    return Ok(checked.map(|_| Err(fault)));
                }
            };
            let report = view::Checked::of(&roster);
            let lines = rosters::lines(roster);
            let dry = dry_run(tasuki, caller, occasion, &municipality, &lines, &file)?;
            Ok(dry.map(|dry| Ok((report, dry))))
        })
        .await?;
    match checked {
        Err(refusal) => Err(visit.refused(Some(&who), &refusal)),
        Ok(Ok((report, dry))) => {
            let frame = visit.frame_at(TITLE, &who, PATH.to_owned());
            answer::page(view::report(frame, report, &dry).render())
        }
        Ok(Err(fault)) => {
            let error = FieldError::new(fault.problem(), fault.expected());
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            form(&visit, status, Some(error), Some(&code)).await
        }
    }
}
