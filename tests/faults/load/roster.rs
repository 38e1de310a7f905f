//! A roster's round: check a file of some hundred lines, write it.

use super::{NoAnswer, Worker, marker};
use crate::diary::{Promise, Waiting};

/// Lines of a roster: not a multiple of what is written together.
const LINES: usize = 230;

/// One file.
pub fn round(worker: &Worker) -> Result<(), NoAnswer> {
    let template = worker.client.gets("/v1/rosters/template.csv");
    let template = template.good().ok_or(NoAnswer)?;
    let prefix = marker('M');
    let file = roster(&template.text, &prefix);
    let csv = [("content-type", "text/csv")];
    let path = "/v1/rosters/dry-runs";
    let heard = worker.client.asks("POST", path, &csv, file.as_bytes());
    worker.examine(&heard, path);
    let report = heard.good().ok_or(NoAnswer)?.json();
    assert_eq!(report["verdicts"]["new"], LINES, "{report}");
    let waiting = Waiting {
        import: report["import_id"].as_str().expect("a file").to_owned(),
        prefix,
        lines: LINES,
    };
    commits(worker, &waiting)
}

/// Writes a checked file. Written again, it only adds what was missing.
pub fn commits(worker: &Worker, waiting: &Waiting) -> Result<(), NoAnswer> {
    let path = format!("/v1/rosters/{}/commit", waiting.import);
    let heard = worker.client.posts(&path, &[], &serde_json::json!({}));
    worker.examine(&heard, "commit of a roster");
    let done = heard.good();
    if let Some(answer) = done {
        let verdicts = &answer.json()["verdicts"];
        let written = verdicts["new"].as_u64().unwrap() + verdicts["same"].as_u64().unwrap();
        assert_eq!(written, waiting.lines as u64, "{verdicts}");
        worker.diary.answered();
    }
    let mut pages = worker.diary.pages();
    if done.is_none() {
        pages.rosters.push(waiting.clone());
    }
    pages.promises.push(Promise::Imported {
        prefix: waiting.prefix.clone(),
        lines: waiting.lines,
        acknowledged: done.is_some(),
    });
    done.map(|_| ()).ok_or(NoAnswer)
}

/// The template's example over and over, as different people.
fn roster(template: &str, prefix: &str) -> String {
    let mut lines = template.lines();
    let header = lines.next().expect("a header");
    let example: Vec<&str> = lines.next().expect("an example").split(',').collect();
    let mut file = format!("{header}\r\n");
    for line in 0..LINES {
        let mut cells: Vec<String> = example.iter().map(|cell| (*cell).to_owned()).collect();
        cells[0] = format!("{prefix}-{line:04}");
        // A name for each file and a birth date for each line: nobody looks like somebody else.
        cells[2] = given_name(prefix);
        cells[4] = given_name(prefix);
        cells[6] = format!(
            "{}-{:02}-{:02}",
            1920 + line / 28,
            1 + line % 12,
            1 + line % 28
        );
        file.push_str(&cells.join(","));
        file.push_str("\r\n");
    }
    file
}

fn given_name(prefix: &str) -> String {
    let kana = ['ア', 'カ', 'サ', 'タ', 'ナ', 'ハ', 'マ', 'ヤ', 'ラ', 'ワ'];
    let digits = prefix.chars().filter_map(|digit| digit.to_digit(10));
    digits.map(|digit| kana[digit as usize]).collect()
}
