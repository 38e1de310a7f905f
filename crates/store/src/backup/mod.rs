//! Backups that either database writes and either reads back.
//!
//! A backup is lines of JSON: a header; for each table its name and columns, then its rows; a
//! footer with the number of rows of each table and the SHA-256 of every byte before it. It is
//! written from one snapshot, row by row, while others write. It is plain text: whoever keeps it
//! encrypts it.

mod fault;
mod lines;
mod put_back;
mod restore;
mod tables;
mod write;

pub use fault::{BackupError, RestoreError};
pub use restore::{Evidence, RestoreRecord, Restored, restore};

use crate::AccessExtent;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tasuki_domain::time::Instant;
use uuid::Uuid;

/// The version of the format that is written, and the only one that is read.
const FORMAT: u32 = 1;

/// What a backup is called and when it is taken; the store knows neither clock nor chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupLabel {
    /// Its identifier.
    pub id: Uuid,
    /// When its snapshot is taken.
    pub taken_at: Instant,
}

/// What a backup holds. It says nothing about anyone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupContents {
    /// The backup.
    pub id: Uuid,
    /// When its snapshot was taken.
    pub taken_at: Instant,
    /// The version of the program that wrote it.
    pub program: String,
    /// Rows by table.
    pub rows: BTreeMap<String, u64>,
    /// How far the record of looks reaches in it.
    pub accesses: AccessExtent,
}

/// Every table and column of the format.
#[cfg(test)]
pub(crate) fn columns() -> Vec<(&'static str, &'static [&'static str])> {
    tables::TABLES
        .iter()
        .map(|table| (table.name, table.columns))
        .collect()
}

/// The first line.
#[derive(Serialize, Deserialize)]
struct Header {
    tasuki_backup: u32,
    program: String,
    migrations: Vec<String>,
    taken_at: Instant,
    id: Uuid,
}

/// The line before a table's rows.
#[derive(Serialize, Deserialize)]
struct Heading {
    table: String,
    columns: Vec<String>,
}

/// The last line.
#[derive(Serialize, Deserialize)]
struct Footer {
    rows: BTreeMap<String, u64>,
    sha256: String,
}
