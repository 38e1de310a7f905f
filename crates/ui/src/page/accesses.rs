//! `/residents/{id}/accesses` (だれが見たか) and `/accesses`: every look at one person, or in a
//! jurisdiction.

use crate::{Field, Frame};
use askama::Template;

/// For whom the page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// An officer.
    Officer,
    /// The resident or their representative: plain words, larger type.
    Own,
}

/// The person whose record it was, by a mark that says nothing about them: who reviews looks does
/// not see who the person is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonMark {
    /// `/residents/{id}/accesses`
    pub href: String,
    /// 「登録者 3f90」, the end of the identifier.
    pub label: String,
}

/// One look, or several of one piece of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessLine {
    /// 「R8.11.21 12:03」
    pub at: String,
    /// The institution.
    pub organization: String,
    /// The name of the person who acted; officers read it.
    pub account: String,
    /// Where all that this person did is listed; none outside a list of many people.
    pub account_path: Option<String>,
    /// The role's words.
    pub role: String,
    /// What was done.
    pub action: String,
    /// Whose records, in a list of many people; empty when nobody's.
    pub people: Vec<PersonMark>,
    /// Why, in words: 「事案 #0412」「市の窓口の仕事」; never empty.
    pub reason: String,
    /// What was shown, in words; never empty.
    pub shown: Vec<String>,
    /// The categories that were withheld.
    pub withheld: Vec<String>,
    /// 「表示した」「該当なし」「断った」
    pub outcome: String,
}

/// One option of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterOption {
    /// The value.
    pub value: String,
    /// The words.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// What a list of many people is narrowed to. Nothing of it names a resident.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AccessFilter {
    /// `organization`
    pub organizations: Vec<FilterOption>,
    /// `action`
    pub actions: Vec<FilterOption>,
    /// `from`, a day.
    pub from: Field,
    /// `to`, a day.
    pub to: Field,
    /// `account`: the identifier and the name of the one person whose work is listed.
    pub account: Option<(String, String)>,
    /// Whether anything is narrowed.
    pub set: bool,
    /// How far was read: 「新しい順に500件を調べました」.
    pub read: String,
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
    /// What the list of a jurisdiction is narrowed to; none for the list of one person.
    pub filter: Option<AccessFilter>,
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

    /// Whether it lists looks at many people.
    pub const fn is_of_many(&self) -> bool {
        self.filter.is_some()
    }
}
