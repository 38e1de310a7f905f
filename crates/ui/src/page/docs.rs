//! `/docs`: the API's operations for the people who connect other systems.

use crate::Frame;
use askama::Template;

/// One answer of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocResponse {
    /// The HTTP status.
    pub status: u16,
    /// When it is given.
    pub description: String,
}

/// One operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocOperation {
    /// `POST`
    pub method: String,
    /// `/api/v1/lookups`
    pub path: String,
    /// In a few words.
    pub summary: String,
    /// In full.
    pub description: String,
    /// A request that works.
    pub request_example: Option<String>,
    /// The answers.
    pub responses: Vec<DocResponse>,
}

impl DocOperation {
    /// The fragment that leads to it.
    pub fn anchor(&self) -> String {
        format!("{}-{}", self.method, self.path)
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() {
                    c.to_ascii_lowercase()
                } else {
                    '-'
                }
            })
            .collect()
    }
}

/// The page of operations.
#[derive(Debug, Clone, Template)]
#[template(path = "docs.html")]
pub struct DocsView {
    /// The frame.
    pub frame: Frame,
    /// Where the machine-readable description is.
    pub openapi_path: String,
    /// The operations.
    pub operations: Vec<DocOperation>,
}
