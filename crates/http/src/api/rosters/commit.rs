//! Writes a roster that was checked.

use super::{LineFault, RosterQuery, Verdicts, file::unreadable};
use crate::{
    answer,
    api::residents::municipality::named_or_only,
    extract::{caller::ApiCaller, query::FromQuery},
    problem::Problem,
    rosters::{lines, read},
    run::run_roster,
    state::AppState,
    wire::{Wired, wire_object},
};
use actix_web::{HttpResponse, http::StatusCode, post, web};
use tasuki_app::rosters;
use tasuki_domain::{access::Action, id::ImportId};
use tasuki_intake::Fault;
use uuid::Uuid;

/// What a roster changed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Committed {
    import_id: ImportId,
    verdicts: Verdicts,
    rejected: Vec<LineFault>,
}

/// What a roster changed, on the wire.
pub(crate) type CommittedBody = Wired<Committed>;

wire_object! {
    /// What a roster changed.
    Committed as "RosterCommit" {
        /// The import on record.
        import_id,
        /// How many lines did what.
        verdicts,
        /// Lines that were not taken, and why.
        rejected,
    }
}

impl Committed {
    fn of(imported: rosters::Imported, faults: Vec<Fault>, unread: usize) -> Self {
        let faulty = faults.into_iter().map(LineFault::from);
        let refused = imported.rejected.into_iter().map(LineFault::from);
        let mut rejected: Vec<LineFault> = faulty.chain(refused).collect();
        rejected.sort_by_key(|fault| fault.line);
        Self {
            import_id: imported.import,
            verdicts: Verdicts::with_unread(imported.verdicts, unread),
            rejected,
        }
    }

    pub(crate) fn sample() -> Self {
        Self {
            import_id: crate::examples::text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4fe0"),
            verdicts: Verdicts {
                new: 12,
                changed: 40,
                same: 949,
                rejected: 1,
            },
            rejected: vec![LineFault {
                line: 230,
                column: None,
                code: "possible_duplicate".to_owned(),
                problem: "同じフリガナと生年月日の方が別の登録番号で登録されています".to_owned(),
                expected: "同じ方なら登録番号を直し、別の方なら登録されている方の行もこの名簿に入れてください"
                    .to_owned(),
            }],
        }
    }
}

/// 名簿の取込
///
/// Writes the good lines of a roster that the caller checked within the last hour. Each line is
/// whole or not at all; written again, it changes nothing.
#[utoipa::path(
    operation_id = "commitRoster",
    tag = "rosters",
    params(
        ("id" = Uuid, Path, description = "The waiting file."),
        ("municipality" = Option<String>, Query, description = "Whose register, as at the dry run.")
    ),
    responses((status = 200, description = "取り込みました", body = CommittedBody))
)]
#[post("/v1/rosters/{id}/commit")]
pub(crate) async fn commit_roster(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
    import: web::Path<Uuid>,
    FromQuery(query): FromQuery<RosterQuery>,
) -> Result<HttpResponse, Problem> {
    let import = import.into_inner().into();
    let committed = run_roster(&state, move |tasuki, occasion| {
        let action = Action::ImportRoster;
        let municipality =
            match named_or_only(tasuki, &caller, occasion, action, query.municipality)? {
                Ok(municipality) => municipality,
                Err(refusal) => return Ok(Err(refusal)),
            };
        let file = match rosters::staged(tasuki, &caller, occasion, import, &municipality)? {
            Ok(file) => file,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let mut roster = match read(&file, occasion.today()) {
            Ok(roster) => roster,
            Err(fault) => return Ok(Ok(Err(unreadable(&fault)))),
        };
        let faults = std::mem::take(&mut roster.faults);
        let unread = roster.lines.saturating_sub(roster.rows.len());
        let good = lines(roster);
        let imported = rosters::import(
            tasuki,
            &caller,
            occasion,
            &municipality,
            &good,
            &file,
            &mut |_| {},
        )?;
        Ok(imported.map(|imported| Ok(Committed::of(imported, faults, unread))))
    })
    .await?;
    Ok(answer::json(StatusCode::OK, &committed?))
}
