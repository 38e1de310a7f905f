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
    /// Where; none when there is no screen for it yet and the API serves it.
    pub href: Option<String>,
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
