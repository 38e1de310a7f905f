//! `/` for roles: what the role may do here, and the way there.

use crate::Frame;
use askama::Template;

/// One thing that the role may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What.
    pub label: String,
    /// In one sentence.
    pub explanation: String,
    /// Where: its page, or the description of the operation by which a connected system does it.
    pub href: String,
    /// Whether no page does it, only a connected system.
    pub by_api: bool,
}

/// The page of what a role may do.
#[derive(Debug, Clone, Template)]
#[template(path = "home.html")]
pub struct HomeView {
    /// The frame.
    pub frame: Frame,
    /// What the role may do, the main thing first.
    pub tasks: Vec<Task>,
}

impl HomeView {
    /// Whether the role does everything through a connected system.
    pub fn only_by_api(&self) -> bool {
        !self.tasks.is_empty() && self.tasks.iter().all(|task| task.by_api)
    }
}
