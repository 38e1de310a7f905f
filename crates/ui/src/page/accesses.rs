//! `/residents/{id}/accesses` (だれが見たか): every look at one person.

use crate::Frame;
use askama::Template;

/// For whom the page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// An officer.
    Officer,
    /// The resident or their representative: plain words, larger type.
    Own,
}

/// One look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessLine {
    /// 「R8.11.21 12:03」
    pub at: String,
    /// The institution.
    pub organization: String,
    /// The role's words.
    pub role: String,
    /// What was done.
    pub action: String,
    /// Why: 「事案 #0412」; empty when none is recorded.
    pub reason: String,
    /// The categories that were shown.
    pub shown: Vec<String>,
    /// The categories that were withheld.
    pub withheld: Vec<String>,
    /// 「表示した」「該当なし」「断った」
    pub outcome: String,
}

/// The page of looks.
#[derive(Debug, Clone, Template)]
#[template(path = "accesses.html")]
pub struct AccessesView {
    /// The frame.
    pub frame: Frame,
    /// For whom.
    pub reader: Reader,
    /// Whose record: 「山田　花子 さん」.
    pub subject: String,
    /// What restores from backups lost, a sentence each.
    pub losses: Vec<String>,
    /// Looks, newest first.
    pub rows: Vec<AccessLine>,
    /// The link to older ones.
    pub older: Option<String>,
    /// The link back.
    pub back: Option<String>,
}

impl AccessesView {
    /// Whether the resident reads it.
    pub fn is_own(&self) -> bool {
        self.reader == Reader::Own
    }
}
