//! `/officer/import`: a roster file, its report before anything is written, and the result.

use crate::{FieldError, Frame};
use askama::Template;

/// One column of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportColumn {
    /// The Japanese header.
    pub japanese: String,
    /// The English header, taken as well.
    pub english: String,
    /// Whether a row needs it.
    pub required: bool,
    /// What it holds.
    pub explanation: String,
    /// An example.
    pub example: String,
}

/// One municipality that the institution serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MunicipalityOption {
    /// Its six-digit code (全国地方公共団体コード), the value of the `municipality` field.
    pub code: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The page that takes a file.
#[derive(Debug, Clone, Template)]
#[template(path = "import_form.html")]
pub struct ImportFormView {
    /// The frame.
    pub frame: Frame,
    /// Why the file was not read.
    pub error: Option<FieldError>,
    /// The municipalities to choose from; empty where there is one only.
    pub municipalities: Vec<MunicipalityOption>,
    /// The columns.
    pub columns: Vec<ImportColumn>,
}

/// What becomes of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// 新規
    pub new: usize,
    /// 更新
    pub changed: usize,
    /// 変わりなし
    pub same: usize,
    /// 取り込めない行
    pub rejected: usize,
}

/// One thing wrong in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultLine {
    /// The line of the file.
    pub line: usize,
    /// The column's header.
    pub column: String,
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub expected: String,
}

/// Faults shown at most.
pub const FAULTS_SHOWN: usize = 500;

/// The report before anything is written.
#[derive(Debug, Clone, Template)]
#[template(path = "import_report.html")]
pub struct ImportReportView {
    /// The frame.
    pub frame: Frame,
    /// The intake; its commit is at `/officer/import/{id}/commit`.
    pub id: String,
    /// The code of the municipality whose register it would change; the commit names it again.
    pub municipality: String,
    /// 「UTF-8」「Shift_JIS（CP932）」
    pub encoding: String,
    /// Rows of data read.
    pub lines: usize,
    /// What becomes of them.
    pub counts: Counts,
    /// Faults, at most [`FAULTS_SHOWN`].
    pub faults: Vec<FaultLine>,
    /// Faults in all.
    pub faults_total: usize,
}

impl ImportReportView {
    /// Whether there is anything to write.
    pub const fn can_commit(&self) -> bool {
        self.counts.new + self.counts.changed > 0
    }

    /// Whether more is wrong than is shown.
    pub const fn hides_faults(&self) -> bool {
        self.faults_total > self.faults.len()
    }
}

/// The result after writing.
#[derive(Debug, Clone, Template)]
#[template(path = "import_done.html")]
pub struct ImportDoneView {
    /// The frame.
    pub frame: Frame,
    /// What was written.
    pub counts: Counts,
    /// The code of the municipality whose register it changed.
    pub municipality: String,
    /// When, `12:20`.
    pub at: String,
    /// Lines that the register refused, at most [`FAULTS_SHOWN`].
    pub rejected: Vec<FaultLine>,
    /// Lines that could not be read; they were named before.
    pub unreadable: usize,
    /// Whether the lines that were refused are no longer kept.
    pub forgotten: bool,
}
