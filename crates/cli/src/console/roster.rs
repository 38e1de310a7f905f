//! `tasuki import roster`: a city's roster file, first without writing.

use super::{Where, caller, read, roster_report};
use crate::{answer::done, edge::SystemEdge, exit::Exit, say};
use anyhow::Context as _;
use std::path::PathBuf;
use tasuki_app::{Tasuki, accounts, rosters};
use tasuki_domain::{account::Login, caller::Caller, municipality::MunicipalityCode};
use tasuki_intake::read_roster;

/// Which file, into which register, as whom.
#[derive(Debug, clap::Args)]
#[command(after_help = roster_report::columns_help())]
pub struct Args {
    /// 名簿のCSV（UTF-8 または Excelの「CSV」）
    #[arg(required_unless_present = "template")]
    file: Option<PathBuf>,
    #[command(flatten)]
    place: Where,
    /// 取り込む市町村職員のログイン名
    #[arg(long, value_parser = read::<Login>, required_unless_present = "template")]
    account: Option<Login>,
    /// 自治体コード。機関の受け持ちが一つなら書かなくてよい
    #[arg(long, value_parser = read::<MunicipalityCode>)]
    municipality: Option<MunicipalityCode>,
    /// 書き込む。付けなければ、何が変わるかを示すだけ
    #[arg(long)]
    commit: bool,
    /// ひな形のCSVを出力する
    #[arg(long)]
    template: bool,
}

/// Reads the file, says what it would change, and with `--commit` changes it.
pub fn run(args: &Args) -> anyhow::Result<()> {
    if args.template {
        say::raw(&tasuki_intake::template_csv());
        return Ok(());
    }
    let (Some(path), Some(login)) = (&args.file, &args.account) else {
        return Err(Exit::unusable("ファイルと --account を指定してください").into());
    };
    let file = std::fs::read(path)
        .with_context(|| format!("ファイルを読めません / cannot read {}", path.display()))?;
    let edge = SystemEdge;
    let roster = read_roster(&file, edge.today())
        .map_err(|fault| Exit::unusable(format!("{}。{}", fault.problem(), fault.expected())))?;
    let tasuki = args.place.open()?;
    let caller = caller(&tasuki, login)?;
    let municipality = municipality(args, &tasuki, &caller)?;
    let (encoding, lines) = (roster.encoding, roster.lines);
    let (mut faults, unlisted) = (roster.faults.clone(), roster.unlisted_faults);
    let rows = tasuki_http::rosters::lines(roster);
    let verdicts = if args.commit {
        let bar = say::progress(rows.len(), "取り込んでいます");
        let imported = done(rosters::import(
            &tasuki,
            &caller,
            &edge.occasion(),
            &municipality,
            &rows,
            &file,
            &mut |written| bar.set_position(written as u64),
        ))?;
        bar.finish_and_clear();
        faults.extend(imported.rejected.into_iter().map(roster_report::rejected));
        imported.verdicts
    } else {
        let run = done(rosters::dry_run(
            &tasuki,
            &caller,
            &edge.occasion(),
            &municipality,
            &rows,
            b"",
        ))?;
        faults.extend(run.rejected.into_iter().map(roster_report::rejected));
        run.verdicts
    };
    faults.sort_by_key(|fault| fault.line);
    let rejected = roster_report::rejected_lines(lines, rows.len(), verdicts.rejected);
    say::raw(&roster_report::report(&roster_report::Report {
        committed: args.commit,
        encoding,
        municipality: &municipality,
        lines,
        verdicts,
        rejected,
        faults: &faults,
        unlisted,
    }));
    Ok(())
}

fn municipality(args: &Args, tasuki: &Tasuki, caller: &Caller) -> anyhow::Result<MunicipalityCode> {
    if let Some(code) = &args.municipality {
        return Ok(code.clone());
    }
    let whoami = done(accounts::whoami(tasuki, caller, &SystemEdge.occasion()))?;
    match whoami.jurisdiction.as_slice() {
        [only] => Ok(only.clone()),
        several => {
            let codes: Vec<&str> = several.iter().map(MunicipalityCode::as_str).collect();
            Err(Exit::unusable(format!(
                "--municipality で自治体を選んでください: {}",
                codes.join(", ")
            ))
            .into())
        }
    }
}
