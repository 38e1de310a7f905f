//! Says what a roster would change.

use super::{LineFault, RosterQuery, Verdicts, file::unreadable};
use crate::{
    answer,
    api::residents::municipality::named_or_only,
    extract::{caller::ApiCaller, query::FromQuery, roster_body::RosterBody},
    problem::Problem,
    rosters::{lines, read},
    run::run_within,
    state::AppState,
    wire::{Wired, wire_object},
};
use actix_web::{HttpResponse, http::StatusCode, post, web};
use tasuki_app::rosters;
use tasuki_domain::{access::Action, id::ImportId, municipality::MunicipalityCode};
use tasuki_intake::{Encoding, Fault};

/// What a roster would change.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DryRun {
    import_id: ImportId,
    municipality: MunicipalityCode,
    encoding: String,
    encoding_label: String,
    lines: usize,
    verdicts: Verdicts,
    faults: Vec<LineFault>,
    unlisted_faults: usize,
    possible_duplicates: Vec<usize>,
}

/// What a roster would change, on the wire.
pub(crate) type DryRunBody = Wired<DryRun>;

wire_object! {
    /// What a roster would change. Nothing is written yet.
    DryRun as "RosterDryRun" {
        /// Names the waiting file for an hour; committing takes it.
        import_id,
        /// Whose register it would change.
        municipality,
        /// The encoding that the file was found to be in: utf8, utf8_bom or cp932.
        encoding,
        /// The encoding's name for people.
        encoding_label,
        /// Lines below the header.
        lines,
        /// How many good lines would do what.
        verdicts,
        /// What is wrong with the other lines.
        faults,
        /// Faults beyond those listed.
        unlisted_faults,
        /// Lines that look like a person registered under another number.
        possible_duplicates,
    }
}

impl From<Fault> for LineFault {
    fn from(fault: Fault) -> Self {
        Self {
            line: fault.line,
            column: Some(fault.column),
            code: fault.code.to_owned(),
            problem: fault.problem,
            expected: fault.expected,
        }
    }
}

impl DryRun {
    fn of(
        dry: rosters::DryRun,
        faults: Vec<Fault>,
        said: Option<(Encoding, usize, usize)>,
    ) -> Self {
        let (encoding, lines, unlisted_faults) = said.unwrap_or((Encoding::Utf8, 0, 0));
        Self {
            import_id: dry.import,
            municipality: dry.municipality,
            encoding: encoding.code().to_owned(),
            encoding_label: encoding.japanese().to_owned(),
            lines,
            verdicts: dry.verdicts.into(),
            faults: faults.into_iter().map(LineFault::from).collect(),
            unlisted_faults,
            possible_duplicates: dry.possible_duplicates,
        }
    }

    pub(crate) fn sample() -> Self {
        use crate::examples::text;
        Self {
            import_id: text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4fd0"),
            municipality: text("990019"),
            encoding: "cp932".to_owned(),
            encoding_label: "Shift_JIS（CP932）".to_owned(),
            lines: 1003,
            verdicts: Verdicts {
                new: 12,
                changed: 40,
                same: 949,
                rejected: 1,
            },
            faults: vec![LineFault {
                line: 17,
                column: Some("生年月日".to_owned()),
                code: "birth_date_no_such_day".to_owned(),
                problem: "暦にない日です".to_owned(),
                expected: "月と日を確かめてください".to_owned(),
            }],
            unlisted_faults: 0,
            possible_duplicates: vec![230],
        }
    }
}

/// 名簿の確認
///
/// Reads a roster (CSV, UTF-8 or CP932, up to 32 MiB) and says what it would change, without
/// changing it. One bad line never stops the rest.
#[utoipa::path(
    operation_id = "dryRunRoster",
    tag = "rosters",
    params(("municipality" = Option<String>, Query, description = "Whose register; left out, the only one that the officer's institution serves.")),
    request_body(content = String, content_type = "text/csv", description = "The file's bytes; application/octet-stream is taken too."),
    responses((status = 200, description = "取り込むとどうなるか", body = DryRunBody))
)]
#[post("/v1/rosters/dry-runs")]
pub(crate) async fn dry_run_roster(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
    FromQuery(query): FromQuery<RosterQuery>,
    RosterBody(file): RosterBody,
) -> Result<HttpResponse, Problem> {
    let answered = run_within(&state, state.limits.roster_work, move |tasuki, occasion| {
        let action = Action::DryRunRoster;
        let municipality =
            match named_or_only(tasuki, &caller, occasion, action, query.municipality)? {
                Ok(municipality) => municipality,
                Err(refusal) => return Ok(Err(refusal)),
            };
        // Who may not do this is refused, on record, without the work of reading the file.
        let may = tasuki.table().may(caller.role, action);
        let file: &[u8] = if may { &file } else { &[] };
        let mut roster = match read(file, occasion.today()) {
            Ok(roster) => Some(roster),
            Err(_) if !may => None,
            Err(fault) => return Ok(Ok(Err(unreadable(&fault)))),
        };
        let faults = roster
            .as_mut()
            .map(|roster| std::mem::take(&mut roster.faults));
        let said = roster
            .as_ref()
            .map(|roster| (roster.encoding, roster.lines, roster.unlisted_faults));
        let good = roster.map(lines).unwrap_or_default();
        let dry = rosters::dry_run(tasuki, &caller, occasion, &municipality, &good, file)?;
        Ok(dry.map(|dry| Ok(DryRun::of(dry, faults.unwrap_or_default(), said))))
    })
    .await?;
    Ok(answer::json(StatusCode::OK, &answered?))
}
