//! Says what a roster would change.

use super::{LineFault, RosterQuery, Verdicts, file::unreadable};
use crate::{
    answer,
    api::residents::municipality::named_or_only,
    extract::{caller::ApiCaller, query::FromQuery, roster_body::RosterFile},
    problem::Problem,
    rosters::{lines, read},
    run::{run, run_roster},
    state::AppState,
    wire::{Wired, wire_object},
};
use actix_web::{HttpRequest, HttpResponse, http::StatusCode, post, web};
use tasuki_app::{accounts::begin, rosters};
use tasuki_domain::{access::Action, id::ImportId, municipality::MunicipalityCode};
use tasuki_intake::{Encoding, Fault, Roster};

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
    rejected: Vec<LineFault>,
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
        /// How many lines would do what.
        verdicts,
        /// What is wrong with the other lines.
        faults,
        /// Faults beyond those listed.
        unlisted_faults,
        /// Good lines that would not be taken until a person has looked, and why.
        rejected,
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

impl From<rosters::Rejected> for LineFault {
    fn from(rejected: rosters::Rejected) -> Self {
        Self {
            line: rejected.line,
            column: None,
            code: rejected.code.to_owned(),
            problem: rejected.problem,
            expected: rejected.expected,
        }
    }
}

/// What reading the file found, before its rows become lines.
struct Said {
    encoding: Encoding,
    lines: usize,
    unread: usize,
    faults: Vec<LineFault>,
    unlisted_faults: usize,
}

impl Said {
    fn of(roster: &Roster) -> Self {
        Self {
            encoding: roster.encoding,
            lines: roster.lines,
            unread: roster.lines.saturating_sub(roster.rows.len()),
            faults: roster.faults.iter().cloned().map(LineFault::from).collect(),
            unlisted_faults: roster.unlisted_faults,
        }
    }
}

impl DryRun {
    fn of(dry: rosters::DryRun, said: Said) -> Self {
        Self {
            import_id: dry.import,
            municipality: dry.municipality,
            encoding: said.encoding.code().to_owned(),
            encoding_label: said.encoding.japanese().to_owned(),
            lines: said.lines,
            verdicts: Verdicts::with_unread(dry.verdicts, said.unread),
            faults: said.faults,
            unlisted_faults: said.unlisted_faults,
            rejected: dry.rejected.into_iter().map(LineFault::from).collect(),
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
            rejected: vec![LineFault {
                line: 230,
                column: None,
                code: "possible_duplicate".to_owned(),
                problem: "同じフリガナと生年月日の方が別の登録番号で登録されています".to_owned(),
                expected: "同じ方なら登録番号を直し、別の方なら登録されている方の行もこの名簿に入れてください".to_owned(),
            }],
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
    req: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    // Who may not do this is refused, on record, before the file is read.
    let asking = caller.clone();
    run(&state, move |tasuki, occasion| {
        begin(tasuki, &asking, occasion, Action::DryRunRoster)
    })
    .await?;
    let file = RosterFile::read(&state, &req, payload).await?;
    let answered = run_roster(&state, move |tasuki, occasion| {
        let action = Action::DryRunRoster;
        let municipality =
            match named_or_only(tasuki, &caller, occasion, action, query.municipality)? {
                Ok(municipality) => municipality,
                Err(refusal) => return Ok(Err(refusal)),
            };
        let roster = match read(&file.bytes, occasion.today()) {
            Ok(roster) => roster,
            Err(fault) => {
                let checked = rosters::dry_run(tasuki, &caller, occasion, &municipality, &[], &[])?;
                return Ok(checked.map(|_| Err(unreadable(&fault))));
            }
        };
        let said = Said::of(&roster);
        let good = lines(roster);
        let dry = rosters::dry_run(tasuki, &caller, occasion, &municipality, &good, &file.bytes)?;
        Ok(dry.map(|dry| Ok(DryRun::of(dry, said))))
    })
    .await?;
    Ok(answer::json(StatusCode::OK, &answered?))
}
