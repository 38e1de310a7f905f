//! The template that a city fills in.

use super::column::columns;

/// The Japanese header line without a line end.
pub fn header_line() -> String {
    columns()
        .iter()
        .map(|column| column.japanese)
        .collect::<Vec<_>>()
        .join(",")
}

/// The template: UTF-8 with a byte order mark, so that Excel opens it rightly; the header and one
/// fictional example line, to be deleted before use.
pub fn template_csv() -> String {
    let examples: Vec<String> = columns()
        .iter()
        .map(|column| quoted(column.example))
        .collect();
    format!("\u{FEFF}{}\r\n{}\r\n", header_line(), examples.join(","))
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
