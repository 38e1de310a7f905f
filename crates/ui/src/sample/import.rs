//! The roster import.

use super::officer;
use crate::{
    FieldError,
    page::{
        ImportDoneView, ImportFormView, ImportReportView,
        import::{Counts, FaultLine, ImportColumn, MunicipalityOption},
    },
};

pub(super) fn form() -> Vec<(&'static str, ImportFormView)> {
    let column =
        |japanese: &str, english: &str, required, explanation: &str, example: &str| ImportColumn {
            japanese: japanese.into(),
            english: english.into(),
            required,
            explanation: explanation.into(),
            example: example.into(),
        };
    let municipality = |code: &str, chosen| MunicipalityOption {
        code: code.into(),
        chosen,
    };
    let view = ImportFormView {
        frame: officer("名簿の取込", "/officer/import"),
        error: None,
        municipalities: Vec::new(),
        columns: vec![
            column(
                "登録番号",
                "roster_key",
                true,
                "市の名簿での番号。次に取り込むとき、同じ方かどうかをこの番号で見ます",
                "M-00012",
            ),
            column("氏名（姓）", "family", true, "漢字・かな・ローマ字", "見本"),
            column(
                "生年月日",
                "birth_date",
                true,
                "和暦でも西暦でもかまいません",
                "S15.3.2",
            ),
            column(
                "電話",
                "phone",
                false,
                "複数は ; で区切ります",
                "0557-00-0000;090-0000-0000",
            ),
        ],
    };
    vec![
        ("import", view.clone()),
        (
            "import-refused",
            ImportFormView {
                error: Some(FieldError::new(
                    "1行目に「生年月日」の列がありません。",
                    "ひな形の1行目をそのまま使ってください。",
                )),
                ..view.clone()
            },
        ),
        (
            "import-several",
            ImportFormView {
                municipalities: vec![municipality("990019", false), municipality("222089", true)],
                ..view
            },
        ),
    ]
}

pub(super) fn report() -> Vec<(&'static str, ImportReportView)> {
    let fault = |line, column: &str, problem: &str, expected: &str| FaultLine {
        line,
        column: column.into(),
        problem: problem.into(),
        expected: expected.into(),
    };
    let faults = vec![
        fault(
            14,
            "生年月日",
            "昭和にない年です（昭和は64年1月7日まで）",
            "S15.3.2 や 19400302 のように入れてください",
        ),
        fault(31, "電話", "数字が9桁です", "10桁か11桁で入れてください"),
        fault(57, "署名日", "空です", "書面の署名の日を入れてください"),
    ];
    let view = ImportReportView {
        frame: officer("名簿の確認", "/officer/import"),
        id: "01932d2a-7c1e-7000-8000-0000000000f1".into(),
        municipality: "990019".into(),
        encoding: "Shift_JIS（CP932）".into(),
        lines: 1003,
        counts: Counts {
            new: 871,
            changed: 102,
            same: 27,
            rejected: 3,
        },
        faults_total: 3,
        faults,
    };
    vec![
        ("import-report", view.clone()),
        (
            "import-report-many",
            ImportReportView {
                faults_total: 812,
                ..view.clone()
            },
        ),
        (
            "import-report-same",
            ImportReportView {
                encoding: "UTF-8".into(),
                counts: Counts {
                    new: 0,
                    changed: 0,
                    same: 1003,
                    rejected: 0,
                },
                faults: Vec::new(),
                faults_total: 0,
                ..view
            },
        ),
    ]
}

pub(super) fn done() -> Vec<(&'static str, ImportDoneView)> {
    vec![(
        "import-done",
        ImportDoneView {
            frame: officer("取込の結果", "/officer/import"),
            counts: Counts {
                new: 871,
                changed: 102,
                same: 27,
                rejected: 3,
            },
            municipality: "990019".into(),
            at: "12:20".into(),
            rejected: vec![FaultLine {
                line: 230,
                column: String::new(),
                problem: "同じフリガナと生年月日の方が別の登録番号で登録されています".into(),
                expected: "同じ方なら名簿の登録番号を直してください".into(),
            }],
            unreadable: 2,
            forgotten: false,
        },
    )]
}
