//! The emergency summary (救急サマリー) and the stored projection it is read from.

use crate::{
    Category, Recorded,
    fact::{FactBody, FactKind},
    id::FactId,
    provenance::Provenance,
};
use serde::{Deserialize, Serialize};

/// One current fact as the projection keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The version of the statement.
    pub fact: FactId,
    /// What it says.
    pub body: FactBody,
    /// Who said it and when.
    pub provenance: Provenance,
}

/// All current facts of one category in reading order. Nothing in it depends on a clock, so it can
/// be stored and compared with the facts at any time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Which category.
    pub category: Category,
    /// Its entries in reading order.
    pub entries: Vec<Entry>,
}

impl Section {
    /// An empty section: nothing recorded.
    pub fn empty(category: Category) -> Self {
        Self {
            category,
            entries: Vec::new(),
        }
    }

    /// Builds the section of a category from current facts, in reading order.
    pub fn build(category: Category, entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut entries: Vec<Entry> = entries
            .into_iter()
            .filter(|entry| entry.body.kind().category() == category)
            .collect();
        entries.sort_by_cached_key(|entry| (entry.body.reading_key(), entry.fact));
        Self { category, entries }
    }

    /// What is known of one kind: entries, a confirmed none, or nothing said.
    pub fn recorded(&self, kind: FactKind) -> Recorded<Vec<&Entry>> {
        let of_kind = |entry: &&Entry| entry.body.kind() == kind;
        let known: Vec<&Entry> = self
            .entries
            .iter()
            .filter(of_kind)
            .filter(|entry| !entry.body.is_confirmed_none())
            .collect();
        if !known.is_empty() {
            return Recorded::Known(known);
        }
        self.entries
            .iter()
            .filter(of_kind)
            .find(|entry| entry.body.is_confirmed_none())
            .map_or(Recorded::NotRecorded, |entry| {
                Recorded::KnownNone(entry.provenance.clone())
            })
    }
}

/// Why a category is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithheldBecause {
    /// The person did not permit it. 「本人の申出により表示できません」
    PersonsWish,
    /// The role may not see it at all.
    Role,
    /// The address is protected (支援措置).
    Protected,
}

impl WithheldBecause {
    /// The stable name in the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PersonsWish => "persons_wish",
            Self::Role => "role",
            Self::Protected => "protected",
        }
    }

    /// The sentence in the place of the content.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::PersonsWish => "本人の申出により表示できません",
            Self::Role => "この職種には表示されません",
            Self::Protected => "保護の申出により住所は表示できません",
        }
    }
}

/// How much of a category leaves.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// The content.
    Full(Section),
    /// Only whether something is recorded.
    Existence {
        /// Whether anything is recorded, also that there is none.
        recorded: bool,
    },
    /// Nothing, and why.
    Withheld(WithheldBecause),
}
