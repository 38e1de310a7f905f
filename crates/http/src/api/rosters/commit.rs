//! Writes a roster that was checked.

use super::{LineFault, RosterQuery, Verdicts, file::unreadable};
use crate::{
    answer,
    api::residents::municipality::named_or_only,
    extract::{caller::ApiCaller, query::FromQuery},
    problem::Problem,
    rosters::{lines, read},
    run::run_within,
    state::AppState,
    wire::{Wired, wire_object},
};
use actix_web::{HttpResponse, http::StatusCode, post, web};
use tasuki_app::rosters;
use tasuki_domain::{access::Action, id::ImportId};
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

impl From<rosters::Imported> for Committed {
    fn from(imported: rosters::Imported) -> Self {
        let rejected = imported
            .rejected
            .into_iter()
            .map(|(line, code, problem, expected)| LineFault {
                line,
                column: None,
                code: code.to_owned(),
                problem,
                expected,
            })
            .collect();
        Self {
            import_id: imported.import,
            verdicts: imported.verdicts.into(),
            rejected,
        }
    }
}

impl Committed {
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
                expected: "同じ方なら登録番号を直し、別の方なら窓口の画面から登録してください"
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
    let committed = run_within(&state, state.limits.roster_work, move |tasuki, occasion| {
        let action = Action::ImportRoster;
        let municipality =
            match named_or_only(tasuki, &caller, occasion, action, query.municipality)? {
                Ok(municipality) => municipality,
                Err(refusal) => return Ok(Err(refusal)),
            };
        let file = match rosters::staged(tasuki, &caller, occasion, import)? {
            Ok(file) => file,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let good = match read(&file, occasion.today()) {
            Ok(roster) => lines(roster),
            Err(fault) => return Ok(Ok(Err(unreadable(&fault)))),
        };
        let imported = rosters::import(
            tasuki,
            &caller,
            occasion,
            &municipality,
            &good,
            &file,
            &mut |_| {},
        )?;
        Ok(imported.map(|imported| Ok(Committed::from(imported))))
    })
    .await?;
    Ok(answer::json(StatusCode::OK, &committed?))
}
