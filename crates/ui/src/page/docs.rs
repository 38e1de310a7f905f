//! `/docs`: the API's operations for the people who connect other systems.

use crate::Frame;
use askama::Template;

/// What a value is: a plain type, or a form that the page describes once for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocType {
    /// 「文字（date）」, or the form's name.
    pub words: String,
    /// Whether the form of that name is described on the page.
    pub described: bool,
    /// Whether it is a list of these.
    pub list: bool,
}

/// A parameter, a header or a field of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocField {
    /// Its name.
    pub name: String,
    /// 「パス」「クエリー」「ヘッダー」; empty for a field of a body.
    pub place: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// What it is; several where one of them is.
    pub types: Vec<DocType>,
    /// What it means.
    pub description: String,
    /// A value that works.
    pub example: Option<String>,
    /// The codes it may be.
    pub codes: Vec<String>,
}

/// What is sent or answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocBody {
    /// `application/json`
    pub media: String,
    /// What it is.
    pub types: Vec<DocType>,
    /// Its fields.
    pub fields: Vec<DocField>,
    /// One that works.
    pub example: Option<String>,
}

/// A form that operations share: fields, codes, or one of several forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocSchema {
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// Its fields.
    pub fields: Vec<DocField>,
    /// Its codes.
    pub codes: Vec<String>,
    /// The forms of which it is one.
    pub one_of: Vec<DocType>,
    /// The forms of which it is one that have no name of their own.
    pub variants: Vec<DocSchema>,
}

/// One answer of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocResponse {
    /// The HTTP status, or 「ほか」.
    pub status: String,
    /// When it is given.
    pub description: String,
    /// Its headers.
    pub headers: Vec<DocField>,
    /// Its body.
    pub body: Option<DocBody>,
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
    /// What stands in the path, the query and the headers.
    pub parameters: Vec<DocField>,
    /// What is sent.
    pub request: Option<DocBody>,
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
    /// The forms that they share.
    pub schemas: Vec<DocSchema>,
}
