//! The matrix of a consent form: categories down, recipient classes with their purposes across.

use std::collections::BTreeSet;
use tasuki_domain::{
    Category,
    consent::{ConsentRow, EvidenceKind, ProxyBasis, Purpose, RecipientClass},
};

/// One column of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// To whom.
    pub recipient: RecipientClass,
    /// For what.
    pub purpose: Purpose,
}

impl Column {
    /// `recipient:purpose`, the value of an `all` checkbox.
    pub fn code(&self) -> String {
        format!("{}:{}", self.recipient.code(), self.purpose.code())
    }
}

/// Every row of the column of an `all` checkbox's value; none for what is no column.
pub fn rows_of_column(code: &str) -> Vec<ConsentRow> {
    Category::ALL
        .iter()
        .filter_map(|category| row_from_code(&format!("{}:{code}", category.code())))
        .collect()
}

/// The columns of the paper form. Others are shown too when a consent holds them.
pub const COLUMNS: &[Column] = &[
    Column {
        recipient: RecipientClass::Ems,
        purpose: Purpose::Emergency,
    },
    Column {
        recipient: RecipientClass::Hospital,
        purpose: Purpose::Emergency,
    },
    Column {
        recipient: RecipientClass::Clinic,
        purpose: Purpose::Care,
    },
    Column {
        recipient: RecipientClass::Care,
        purpose: Purpose::Care,
    },
    Column {
        recipient: RecipientClass::Disaster,
        purpose: Purpose::Disaster,
    },
];

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The value of the `row` checkbox: `category:recipient:purpose`.
    pub value: String,
    /// The words that a screen reader says for it.
    pub label: String,
    /// Whether it is permitted or ticked.
    pub on: bool,
}

/// One line of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The category's name.
    pub category: &'static str,
    /// Whether it says something about health.
    pub clinical: bool,
    /// One cell per column.
    pub cells: Vec<Cell>,
}

/// The matrix with its headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// The columns.
    pub columns: Vec<Column>,
    /// The lines, in reading order.
    pub lines: Vec<Line>,
}

impl Matrix {
    /// The matrix in which those rows are on.
    pub fn of(rows: &BTreeSet<ConsentRow>) -> Self {
        let mut columns = COLUMNS.to_vec();
        for row in rows {
            let column = Column {
                recipient: row.recipient,
                purpose: row.purpose,
            };
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        let lines = Category::ALL
            .iter()
            .map(|category| Line {
                category: category.japanese(),
                clinical: category.is_clinical(),
                cells: columns
                    .iter()
                    .map(|column| cell(*category, *column, rows))
                    .collect(),
            })
            .collect();
        Self { columns, lines }
    }
}

fn cell(category: Category, column: Column, rows: &BTreeSet<ConsentRow>) -> Cell {
    let row = ConsentRow {
        category,
        recipient: column.recipient,
        purpose: column.purpose,
    };
    Cell {
        value: row_code(&row),
        label: format!(
            "{}を{}に（{}）",
            category.japanese(),
            column.recipient.japanese(),
            column.purpose.japanese()
        ),
        on: rows.contains(&row),
    }
}

/// `category:recipient:purpose`, the value of a `row` checkbox.
pub fn row_code(row: &ConsentRow) -> String {
    format!(
        "{}:{}:{}",
        row.category.code(),
        row.recipient.code(),
        row.purpose.code()
    )
}

/// The row of a checkbox's value, if it is one.
pub fn row_from_code(code: &str) -> Option<ConsentRow> {
    let mut parts = code.split(':');
    let row = ConsentRow {
        category: Category::from_code(parts.next()?)?,
        recipient: RecipientClass::from_code(parts.next()?)?,
        purpose: Purpose::from_code(parts.next()?)?,
    };
    parts.next().is_none().then_some(row)
}

/// The options of the `evidence_kind` select: value and words.
pub const EVIDENCE: &[(EvidenceKind, &str, &str)] = &[
    (EvidenceKind::OwnSignature, "own_signature", "本人の署名"),
    (
        EvidenceKind::ProxySignature,
        "proxy_signature",
        "代理人の署名",
    ),
    (
        EvidenceKind::CareCertificationBox,
        "care_certification_box",
        "要介護認定申請書の同意欄",
    ),
];

/// The options of the `proxy_basis` select: value and words.
pub const PROXY_BASES: &[(ProxyBasis, &str, &str)] = &[
    (
        ProxyBasis::LegalRepresentative,
        "legal_representative",
        "成年後見人などの法定代理人",
    ),
    (ProxyBasis::Mandate, "mandate", "本人からの委任"),
];

/// The words of an evidence kind.
pub fn evidence_words(kind: EvidenceKind) -> &'static str {
    EVIDENCE
        .iter()
        .find(|(each, ..)| *each == kind)
        .map_or("", |(.., words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_reads_back_as_its_row() {
        let all: BTreeSet<ConsentRow> = Category::ALL
            .iter()
            .flat_map(|category| {
                COLUMNS.iter().map(|column| ConsentRow {
                    category: *category,
                    recipient: column.recipient,
                    purpose: column.purpose,
                })
            })
            .collect();
        let read: BTreeSet<ConsentRow> = Matrix::of(&all)
            .lines
            .iter()
            .flat_map(|line| &line.cells)
            .filter(|cell| cell.on)
            .filter_map(|cell| row_from_code(&cell.value))
            .collect();
        assert_eq!(read, all);
    }

    #[test]
    fn an_unusual_row_gets_its_own_column_instead_of_disappearing() {
        let row = ConsentRow {
            category: Category::Home,
            recipient: RecipientClass::Clinic,
            purpose: Purpose::Disaster,
        };
        let matrix = Matrix::of(&BTreeSet::from([row]));
        assert_eq!(matrix.columns.len(), COLUMNS.len() + 1);
    }

    #[test]
    fn a_whole_column_is_every_category_of_it() {
        for column in COLUMNS {
            let rows = rows_of_column(&column.code());
            assert_eq!(rows.len(), Category::ALL.len());
            assert!(
                rows.iter()
                    .all(|row| row.recipient == column.recipient && row.purpose == column.purpose)
            );
        }
        for code in ["", "ems", "ems:emergency:x", "x:emergency"] {
            assert_eq!(rows_of_column(code), [], "{code}");
        }
    }

    #[test]
    fn other_texts_are_no_rows() {
        for code in [
            "",
            "wishes",
            "wishes:ems",
            "wishes:ems:emergency:x",
            "x:ems:emergency",
        ] {
            assert_eq!(row_from_code(code), None, "{code}");
        }
    }
}
