//! What a roster says and would change → the pages' views.

use super::upload::Fault as UploadFault;
use std::collections::BTreeSet;
use tasuki_app::rosters::{DryRun, NotTaken, RefusedLine, Rejected, Shown, Verdicts};
use tasuki_domain::time::clock_in_japan;
use tasuki_intake::{Fault, Roster};
use tasuki_ui::{
    FieldError, Frame,
    page::{
        ImportDoneView, ImportReportView,
        import::{Counts, FAULTS_SHOWN, FaultLine, ImportColumn},
    },
};

/// The columns that a roster has.
pub(super) fn columns() -> Vec<ImportColumn> {
    tasuki_intake::columns()
        .iter()
        .map(|column| ImportColumn {
            japanese: column.japanese.to_owned(),
            english: column.english.to_owned(),
            required: column.required,
            explanation: column.explanation.to_owned(),
            example: column.example.to_owned(),
        })
        .collect()
}

/// Why no file came, in words.
pub(super) fn upload_fault(fault: &UploadFault) -> FieldError {
    match fault {
        UploadFault::TooLarge => FieldError::new(
            "ファイルが大きすぎます（32MBまで）。",
            "ファイルを分けて取り込んでください。",
        ),
        UploadFault::TooSlow => FieldError::new(
            "ファイルが時間内に届きませんでした。",
            "通信の状態を確かめ、もう一度読み込んでください。",
        ),
        UploadFault::Missing | UploadFault::Foreign => FieldError::new(
            "ファイルが選ばれていません。",
            "名簿のCSVファイルを選んでください。",
        ),
    }
}

/// What reading the file found, before the register is asked.
#[derive(Debug)]
pub(super) struct Checked {
    encoding: &'static str,
    lines: usize,
    faults: Vec<FaultLine>,
    faults_total: usize,
    /// Lines that give no row.
    pub(super) faulty_lines: usize,
}

impl Checked {
    pub(super) fn of(roster: &Roster) -> Self {
        let listed: BTreeSet<usize> = roster.faults.iter().map(|fault| fault.line).collect();
        Self {
            encoding: roster.encoding.japanese(),
            lines: roster.lines,
            faults: roster.faults.iter().take(FAULTS_SHOWN).map(fault).collect(),
            faults_total: roster.faults.len() + roster.unlisted_faults,
            // Lines whose faults are beyond the list give no row either.
            faulty_lines: roster
                .lines
                .saturating_sub(roster.rows.len())
                .max(listed.len()),
        }
    }
}

fn fault(of: &Fault) -> FaultLine {
    FaultLine {
        line: of.line,
        column: of.column.clone(),
        problem: of.problem.clone(),
        expected: of.expected.clone(),
    }
}

/// The report before anything is written.
pub(super) fn report(frame: Frame, checked: Checked, dry: &DryRun) -> ImportReportView {
    let rejected = dry.rejected.iter().map(rejected_line);
    let mut faults: Vec<FaultLine> = checked.faults.into_iter().chain(rejected).collect();
    faults.sort_by_key(|fault| fault.line);
    faults.truncate(FAULTS_SHOWN);
    ImportReportView {
        frame,
        id: dry.import.to_string(),
        municipality: dry.municipality.to_string(),
        encoding: checked.encoding.to_owned(),
        lines: checked.lines,
        counts: counts(dry.verdicts, checked.faulty_lines),
        faults,
        faults_total: checked.faults_total + dry.rejected.len(),
    }
}

fn rejected_line(rejected: &Rejected) -> FaultLine {
    FaultLine {
        line: rejected.line,
        column: Fault::WHOLE_LINE.to_owned(),
        problem: rejected.problem.clone(),
        expected: rejected.expected.clone(),
    }
}

/// What becomes of the lines; those that cannot be read are rejected too.
pub(super) fn counts(verdicts: Verdicts, faulty_lines: usize) -> Counts {
    Counts {
        new: verdicts.new,
        changed: verdicts.changed,
        same: verdicts.same,
        rejected: verdicts.rejected + faulty_lines,
    }
}

/// What is kept of the lines that were not taken.
pub(super) fn not_taken(rejected: Vec<Rejected>, unreadable: usize) -> NotTaken {
    let rejected = rejected.into_iter();
    NotTaken {
        unreadable,
        rejected: rejected
            .map(|rejected| RefusedLine {
                line: rejected.line,
                problem: rejected.problem,
                expected: rejected.expected,
            })
            .collect(),
    }
}

/// What was done.
pub(super) fn done(frame: Frame, shown: Shown) -> ImportDoneView {
    let forgotten = shown.refused > 0 && shown.not_taken.is_none();
    let NotTaken {
        unreadable,
        rejected,
    } = shown.not_taken.unwrap_or_default();
    let count = |lines: u32| usize::try_from(lines).unwrap_or(usize::MAX);
    ImportDoneView {
        frame,
        counts: Counts {
            new: count(shown.new),
            changed: count(shown.changed),
            same: count(shown.same),
            rejected: count(shown.refused) + unreadable,
        },
        municipality: shown.municipality.to_string(),
        at: clock_in_japan(shown.at),
        rejected: rejected
            .into_iter()
            .map(|line| FaultLine {
                line: line.line,
                column: Fault::WHOLE_LINE.to_owned(),
                problem: line.problem,
                expected: line.expected,
            })
            .collect(),
        unreadable,
        forgotten,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples::TODAY;
    use uuid::Uuid;

    fn dry_run(lines: Vec<usize>) -> DryRun {
        DryRun {
            import: Uuid::from_u128(31).into(),
            municipality: "990019".parse().unwrap(),
            verdicts: Verdicts {
                new: 1,
                changed: 2,
                same: 3,
                rejected: lines.len(),
            },
            rejected: lines
                .into_iter()
                .map(|line| Rejected {
                    line,
                    code: "possible_duplicate",
                    problem: "別の登録番号で登録されています".to_owned(),
                    expected: "確かめてください".to_owned(),
                })
                .collect(),
        }
    }

    #[test]
    fn the_template_reads_without_a_fault_and_a_broken_line_is_counted() {
        let file = tasuki_intake::template_csv();
        let roster = tasuki_intake::read_roster(file.as_bytes(), TODAY).unwrap();
        let checked = Checked::of(&roster);
        assert_eq!(
            (checked.lines, checked.faulty_lines, checked.faults_total),
            (1, 0, 0)
        );
        let broken = format!("{file}broken\r\n");
        let roster = tasuki_intake::read_roster(broken.as_bytes(), TODAY).unwrap();
        let checked = Checked::of(&roster);
        assert_eq!((checked.lines, checked.faulty_lines), (2, 1));
        assert!(checked.faults_total >= 1);
        let report = report(Frame::default(), checked, &dry_run(vec![2]));
        assert_eq!(
            report.counts,
            Counts {
                new: 1,
                changed: 2,
                same: 3,
                rejected: 2
            }
        );
        assert_eq!(report.encoding, "UTF-8（BOM付き）");
        assert_eq!(report.municipality, "990019");
        assert!(
            report
                .faults
                .windows(2)
                .all(|pair| pair[0].line <= pair[1].line)
        );
        assert!(
            report
                .faults
                .iter()
                .any(|fault| fault.line == 2 && fault.problem.contains("別の登録番号"))
        );
        assert_eq!(report.faults_total, report.faults.len());
    }

    #[test]
    fn the_result_names_every_line_or_says_that_it_cannot() {
        let rejected = dry_run(vec![4]).rejected;
        let shown = |not_taken| Shown {
            municipality: "990019".parse().unwrap(),
            at: "2026-11-21T12:20:00+09:00".parse().unwrap(),
            new: 3,
            changed: 0,
            same: 12,
            refused: 1,
            not_taken,
        };
        let kept = done(Frame::default(), shown(Some(not_taken(rejected, 2))));
        assert_eq!((kept.counts.rejected, kept.rejected[0].line), (3, 4));
        assert_eq!((kept.at.as_str(), kept.forgotten), ("12:20", false));
        assert!(done(Frame::default(), shown(None)).forgotten);
    }

    #[test]
    fn every_column_is_explained() {
        assert!(columns().iter().any(|column| column.required));
        assert!(
            columns()
                .iter()
                .all(|column| !column.japanese.is_empty() && !column.explanation.is_empty())
        );
    }
}
