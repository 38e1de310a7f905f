//! Roster files as cities send them, right and wrong.

#[cfg(test)]
mod columns;
#[cfg(test)]
mod defects;
#[cfg(test)]
mod files;
#[cfg(test)]
mod values;

#[path = "../roster_generator/mod.rs"]
mod roster_generator;

use jiff::civil::{Date, date};

/// The day as of which every test reads.
const TODAY: Date = date(2026, 11, 21);

/// A file of one line with these cells beside the required ones, or in their place.
fn file(cells: &[(&str, &str)]) -> String {
    let mut line = vec![
        ("登録番号", "REI-1"),
        ("氏", "海風"),
        ("生年月日", "S15.3.2"),
        ("署名日", "R6.4.10"),
    ];
    for (header, cell) in cells {
        match line.iter_mut().find(|(name, _)| name == header) {
            Some(present) => present.1 = cell,
            None => line.push((header, cell)),
        }
    }
    let (headers, cells): (Vec<String>, Vec<String>) = line
        .iter()
        .map(|(header, cell)| (quoted(header), quoted(cell)))
        .unzip();
    format!("{}\r\n{}\r\n", headers.join(","), cells.join(","))
}

/// A cell as written in a CSV file.
fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}
