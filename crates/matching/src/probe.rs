//! The questions a search asks the index of keys.

use crate::KeyKind;

/// One indexed way to candidates: all tests must hold for the same person.
///
/// The first test is the narrowest and drives the index; the others filter.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Probe {
    /// The tests, the narrowest first.
    pub tests: Vec<KeyTest>,
}

/// A test of one kind of key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct KeyTest {
    /// Of which keys.
    pub kind: KeyKind,
    /// What must hold of at least one of them.
    pub test: Test,
}

/// What must hold of a key's value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Test {
    /// It is this.
    Exact(String),
    /// It begins so.
    Prefix(String),
    /// It contains this. Of addresses only, and never the first test of a probe.
    Contains(String),
    /// It lies between these in text order, both included. Of birth dates only.
    Range(String, String),
}

impl Test {
    /// Whether the value passes: what an index must answer, in words.
    pub fn holds(&self, value: &str) -> bool {
        match self {
            Self::Exact(wanted) => value == wanted,
            Self::Prefix(start) => value.starts_with(start.as_str()),
            Self::Contains(part) => value.contains(part.as_str()),
            Self::Range(from, to) => from.as_str() <= value && value <= to.as_str(),
        }
    }
}
