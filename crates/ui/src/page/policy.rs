//! `/policy` (だれが何を見られるか): the disclosure table in words, for everyone.

use crate::Frame;
use askama::Template;

/// One rule in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyRow {
    /// The rule's identifier, which records of looks name.
    pub id: String,
    /// Who.
    pub roles: Vec<String>,
    /// In which situation.
    pub situation: String,
    /// For what.
    pub purpose: String,
    /// Which categories.
    pub categories: Vec<String>,
    /// 「内容」「要点」「有無のみ」
    pub level: String,
    /// Whether it rests on the person's consent.
    pub consent: bool,
    /// On what it rests.
    pub basis: String,
    /// The rule in one plain sentence.
    pub sentence: String,
    /// Whether it says who never sees it.
    pub never: bool,
}

/// The page of rules.
#[derive(Debug, Clone, Template)]
#[template(path = "policy.html")]
pub struct PolicyView {
    /// The frame; signed in or not.
    pub frame: Frame,
    /// The rules.
    pub rows: Vec<PolicyRow>,
    /// The SHA-256 of the table in force.
    pub hash: String,
}
