//! The report of a roster: what it changes, and what is wrong with which line.

use crate::columns::{padded, table};
use tasuki_app::rosters::{Rejected, Verdicts};
use tasuki_domain::municipality::MunicipalityCode;
use tasuki_intake::{Encoding, Fault, columns};

/// What the report tells.
pub struct Report<'a> {
    pub committed: bool,
    pub encoding: Encoding,
    pub municipality: &'a MunicipalityCode,
    pub lines: usize,
    pub verdicts: Verdicts,
    pub rejected: usize,
    pub faults: &'a [Fault],
    pub unlisted: usize,
}

/// Lines that were not taken: those with a fault in the file, and good ones that the register
/// refused.
pub fn rejected_lines(lines: usize, good: usize, refused: usize) -> usize {
    lines.saturating_sub(good) + refused
}

/// A good line that the register does not take.
pub fn rejected(rejected: Rejected) -> Fault {
    Fault {
        line: rejected.line,
        column: Fault::WHOLE_LINE.to_owned(),
        code: rejected.code,
        problem: rejected.problem,
        expected: rejected.expected,
    }
}

/// The report in Japanese.
pub fn report(report: &Report<'_>) -> String {
    let head = if report.committed {
        "取り込みました"
    } else {
        "確認だけしました（まだ何も書いていません）"
    };
    let mut text = format!(
        "{head}\n自治体 {}　文字コード {}　{}行\n\n",
        report.municipality.as_str(),
        report.encoding.japanese(),
        report.lines
    );
    for (name, count) in [
        ("新しく登録", report.verdicts.new),
        ("変更", report.verdicts.changed),
        ("同じ", report.verdicts.same),
        ("取り込まない", report.rejected),
    ] {
        text.push_str(&format!("  {}{count:>7}行\n", padded(name, 14)));
    }
    if !report.faults.is_empty() {
        let heading = ["行", "欄", "どこが違うか", "どう書くか"];
        let mut rows = vec![heading.map(str::to_owned).to_vec()];
        rows.extend(report.faults.iter().map(|fault| {
            vec![
                fault.line.to_string(),
                fault.column.clone(),
                fault.problem.clone(),
                fault.expected.clone(),
            ]
        }));
        text.push('\n');
        text.push_str(&table(&rows));
    }
    if report.unlisted > 0 {
        text.push_str(&format!("ほかに{}件の誤りがあります\n", report.unlisted));
    }
    if !report.committed && report.verdicts.new + report.verdicts.changed > 0 {
        text.push_str("\n書き込むには --commit を付けてもう一度実行してください\n");
    }
    text
}

/// The columns of the file, for `--help`.
pub fn columns_help() -> String {
    let mut rows = vec![
        ["列（日本語）", "列（英語）", "", "書き方"]
            .map(str::to_owned)
            .to_vec(),
    ];
    rows.extend(columns().iter().map(|column| {
        let required = if column.required { "必須" } else { "" };
        [
            column.japanese,
            column.english,
            required,
            column.explanation,
        ]
        .map(str::to_owned)
        .to_vec()
    }));
    format!(
        "名簿の列（順番は自由。見出しは日本語でも英語でもよい）:\n\n{}",
        table(&rows)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(line: usize, column: &str) -> Fault {
        Fault {
            line,
            column: column.to_owned(),
            code: "x",
            problem: "違います".to_owned(),
            expected: "直してください".to_owned(),
        }
    }

    #[test]
    fn the_report_counts_every_line_once_and_aligns_the_faults() {
        let municipality = "990019".parse().unwrap();
        let faults = [fault(3, "氏"), fault(12, "生年月日")];
        let rejected = rejected_lines(10, 8, 1);
        let verdicts = Verdicts {
            new: 4,
            changed: 2,
            same: 1,
            rejected: 1,
        };
        assert_eq!(
            verdicts.new + verdicts.changed + verdicts.same + rejected,
            10
        );
        let text = report(&Report {
            committed: false,
            encoding: Encoding::Cp932,
            municipality: &municipality,
            lines: 10,
            verdicts,
            rejected,
            faults: &faults,
            unlisted: 5,
        });
        assert!(text.starts_with("確認だけしました"), "{text}");
        assert!(text.contains("\n3   氏        違います"), "{text}");
        assert!(text.contains("\n12  生年月日  違います"), "{text}");
        assert!(text.contains("取り込まない        3行"), "{text}");
        assert!(text.contains("ほかに5件"), "{text}");
        assert!(text.contains("--commit"), "{text}");
    }

    #[test]
    fn help_names_every_column() {
        let help = columns_help();
        for column in columns() {
            assert!(help.contains(column.japanese) && help.contains(column.english));
        }
    }
}
