//! The questions a search asks the index of keys.

/// One range or list of search keys, by the text under which they are stored ([`crate::SearchKey::text`]).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Probe {
    /// Whoever has one of these; sorted, each once.
    AnyOf(Vec<String>),
    /// Whoever has one that begins so.
    Prefix(String),
    /// Whoever has one between these in text order, both included.
    Range(String, String),
}

impl Probe {
    /// Whether it holds of a key: what an index must answer, in words.
    pub fn holds(&self, text: &str) -> bool {
        match self {
            Self::AnyOf(texts) => texts.iter().any(|wanted| wanted == text),
            Self::Prefix(start) => text.starts_with(start.as_str()),
            Self::Range(from, to) => from.as_str() <= text && text <= to.as_str(),
        }
    }
}

/// What a search asks the index, in three steps. Each is a handful of short ranges; none reads
/// everyone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Whoever agrees, and whoever may be taken for them: only when all of these were seen can
    /// anybody be certain.
    pub guard: Vec<Probe>,
    /// Whoever agrees but for two slips; only when nobody probable was found.
    pub wide: Vec<Probe>,
    /// Only when nobody probable was found.
    pub last: Vec<Probe>,
    /// What was searched with, item by item: the kind and the folded value. Personal data; only
    /// keyed hashes of it may be kept.
    pub items: Vec<(&'static str, String)>,
}
