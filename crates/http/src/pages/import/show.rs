//! `/officer/import`: the form, and the file to begin with.

use super::{municipality, view};
use crate::pages::{
    answer::{self, PageAnswer},
    visit::Visit,
};
use actix_web::{
    HttpResponse,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION},
    },
};
use tasuki_domain::access::Action;
use tasuki_ui::{FieldError, page::ImportFormView};

pub(super) const TITLE: &str = "名簿の取込";

/// The form's own address.
pub(super) const PATH: &str = "/officer/import";

/// Shows the form.
pub(crate) async fn show(visit: Visit) -> PageAnswer {
    form(&visit, StatusCode::OK, None, None).await
}

/// The form with the municipality chosen before, and what was wrong with the file.
pub(super) async fn form(
    visit: &Visit,
    status: StatusCode,
    error: Option<FieldError>,
    chosen: Option<&str>,
) -> PageAnswer {
    let who = visit.begins(Action::DryRunRoster).await?;
    let view = ImportFormView {
        frame: visit.frame_at(TITLE, &who, PATH.to_owned()),
        error,
        municipalities: municipality::options(&who.jurisdiction, chosen),
        columns: view::columns(),
    };
    answer::html(status, view.render())
}

/// The file to begin with. It holds the headings and one fictional person.
pub(crate) async fn template(visit: Visit) -> PageAnswer {
    visit.begins(Action::DryRunRoster).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((
            CONTENT_DISPOSITION,
            "attachment; filename=\"tasuki-roster.csv\"",
        ))
        .body(tasuki_intake::template_csv()))
}
