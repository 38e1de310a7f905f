//! Reads a roster file.

use super::{
    Roster, RosterRow,
    cells::{Cells, decode},
    clinical,
    column::{Field, columns},
    consent, day,
    encoding::Encoding,
    fault::{Fault, Faults},
    file_fault::FileFault,
    header::Layout,
    home, limit, people, person,
    record::{Broken, Record, Records},
    usual, wishes, words,
};
use std::collections::HashMap;
use tasuki_domain::{birth_date::PartialDate, provenance::Source, resident::RosterKey, time::Date};

const SOURCES: &[(&str, Source)] = &[
    ("本人", Source::Resident),
    ("ケアマネ", Source::CareManager),
    ("訪問看護", Source::Nurse),
    ("お薬手帳", Source::MedicationNotebook),
    ("市町村", Source::City),
];

/// Reads a roster file as of `today`. What is wrong with a line never stops the others; a line with
/// any fault gives no row.
pub fn read_roster(bytes: &[u8], today: Date) -> Result<Roster, FileFault> {
    if bytes.len() > limit::BYTES {
        return Err(FileFault::TooLarge);
    }
    let (encoding, bytes) = Encoding::detect(bytes)?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(FileFault::Empty);
    }
    let ends = |end: u8| bytes.iter().filter(|byte| **byte == end).count();
    // CR LF is counted once; lone CR are rare, and counting either kind keeps the bound.
    if ends(b'\n').max(ends(b'\r')) > limit::LINES + 1 {
        return Err(FileFault::TooManyLines);
    }
    let mut records = Records::new(bytes);
    let header = records.next().ok_or(FileFault::Empty)?;
    let header = header.cells.map_err(|_| FileFault::HeaderBroken)?;
    let layout = Layout::read(&header, encoding)?;
    records.expect_cells(layout.fields.len());

    let mut reader = Reader {
        encoding,
        layout,
        today,
        first_lines: HashMap::new(),
        faults: Faults::default(),
    };
    let (mut rows, mut lines) = (Vec::new(), 0);
    for record in records {
        // Excel leaves lines of commas where rows were cleared.
        let is_blank = |cells: &Vec<_>| {
            cells
                .iter()
                .all(|cell: &std::borrow::Cow<'_, [u8]>| cell.iter().all(u8::is_ascii_whitespace))
        };
        if record.cells.as_ref().is_ok_and(is_blank) {
            continue;
        }
        lines += 1;
        rows.extend(reader.row(record));
    }
    if lines == 0 {
        return Err(FileFault::NoLines);
    }
    Ok(Roster {
        encoding,
        rows,
        faults: reader.faults.listed,
        unlisted_faults: reader.faults.unlisted,
        lines,
    })
}

struct Reader {
    encoding: Encoding,
    layout: Layout,
    today: Date,
    /// The line on which each key came first.
    first_lines: HashMap<RosterKey, usize>,
    faults: Faults,
}

impl Reader {
    fn row(&mut self, record: Record<'_>) -> Option<RosterRow> {
        let line = record.line;
        let columns = self.layout.fields.len();
        let cells = match record.cells {
            Ok(cells) if cells.len() == columns => cells,
            Ok(cells) => {
                self.faults.push(uneven(line, cells.len(), columns));
                return None;
            }
            Err(broken) => {
                self.faults.push(self.broken(line, broken));
                return None;
            }
        };
        let (texts, faults) = decode(line, &self.layout, &cells, self.encoding);
        let mut cells = Cells::new(line, &self.layout, &texts, faults);
        let row = read_row(&mut cells, &mut self.first_lines, self.today);
        let faults = cells.faults;
        let is_clean = faults.is_empty();
        for fault in faults {
            self.faults.push(fault);
        }
        row.filter(|_| is_clean)
    }

    fn broken(&self, line: usize, broken: Broken) -> Fault {
        let (fault, place) = match broken {
            Broken::Quote(place) => (
                Fault::of_line(
                    line,
                    "quote_broken",
                    "引用符（\"）が閉じていないか、閉じたあとに文字があります",
                    "欄の始めと終わりに一つずつ付け、中の \" は \"\" と重ねてください",
                ),
                place,
            ),
            Broken::Stray(place) => (
                Fault::of_line(
                    line,
                    "quote_stray",
                    "引用符（\"）が欄の途中にあります",
                    "欄全体を \" で囲み、中の \" は \"\" と重ねてください",
                ),
                place,
            ),
            Broken::TooLong => {
                return Fault::of_line(
                    line,
                    "line_too_long",
                    "1行が長すぎます",
                    format!("{}KBまでにしてください", limit::RECORD_BYTES / 1024),
                );
            }
        };
        match self.layout.fields.get(place) {
            Some(field) => fault.in_column(*field),
            None => fault,
        }
    }
}

fn uneven(line: usize, cells: usize, columns: usize) -> Fault {
    let code = if cells > columns {
        "cells_too_many"
    } else {
        "cells_too_few"
    };
    Fault::of_line(
        line,
        code,
        format!("欄の数が合いません（見出しは{columns}、この行は{cells}）"),
        "コンマの数を見出しにそろえてください。文の中のコンマは欄全体を \" で囲んでください",
    )
}

fn read_row(
    cells: &mut Cells<'_>,
    first_lines: &mut HashMap<RosterKey, usize>,
    today: Date,
) -> Option<RosterRow> {
    let required: Vec<Field> = columns()
        .iter()
        .zip(Field::ALL)
        .filter(|(column, _)| column.required)
        .map(|(_, field)| *field)
        .collect();
    cells.require(&required, "必ず書く欄です");
    let key = key(cells, first_lines);
    let identity = person::identity(cells, today);
    let protected_address = cells.read(Field::AddressProtected, words::is_protected);

    let mut facts = Vec::new();
    facts.extend(home::home(cells));
    people::contacts(cells, &mut facts);
    people::physicians(cells, &mut facts);
    people::services(cells, &mut facts);
    clinical::clinical(cells, today, &mut facts);
    facts.extend(usual::care_level(cells, today));
    facts.extend(usual::baseline(cells));
    facts.extend(people::backup_hospital(cells, today));
    facts.extend(wishes::wish(cells, today));

    let signed_on = cells.read(Field::SignedOn, |text| day::read_past_day(text, today));
    let consent = consent::consent(cells, signed_on, today);
    let source = cells.read(Field::Source, |text| {
        let words: Vec<(&str, Source)> = Source::ALL
            .iter()
            .flat_map(|source| [(source.japanese(), *source), (source.code(), *source)])
            .chain(SOURCES.iter().copied())
            .collect();
        let names: Vec<&str> = Source::ALL.iter().map(|source| source.japanese()).collect();
        words::choose(text, &words, &names.join("・"))
    });
    let as_of = cells.read(Field::AsOf, |text| day::read_past(text, today));
    let confirmed_on = cells.read(Field::ConfirmedOn, |text| day::read_past_day(text, today));
    let signed_on = signed_on?;
    Some(RosterRow {
        line: cells.line(),
        key: key?,
        identity: identity?,
        protected_address,
        facts,
        consent: consent?,
        signed_on,
        as_of: as_of.unwrap_or(PartialDate::Day(signed_on)),
        confirmed_on,
        source: source.unwrap_or(Source::City),
    })
}

fn key(cells: &mut Cells<'_>, first_lines: &mut HashMap<RosterKey, usize>) -> Option<RosterKey> {
    let key: RosterKey = cells.parse(Field::Key)?;
    let line = cells.line();
    let first = *first_lines.entry(key.clone()).or_insert(line);
    if first != line {
        cells.fault(
            Field::Key,
            "roster_key_repeated",
            format!("{first}行目と同じ登録番号です"),
            "1人に一つの番号にし、同じ人の行は一つにまとめてください",
        );
    }
    Some(key)
}
