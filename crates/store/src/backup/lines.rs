//! Reads a backup line by line, counting and hashing.

use super::{Footer, Header, Heading, RestoreError, tables::Table};
use data_encoding::HEXLOWER;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use std::{
    collections::BTreeMap,
    io::{BufRead, Read as _},
};

/// Longer than any row: a staged file is the largest, and takes a third more as text.
const LONGEST: u64 = 128 * 1024 * 1024;

/// What is read next.
pub(super) struct Lines<'i> {
    input: &'i mut dyn BufRead,
    hash: Sha256,
    /// The line that ended the table before.
    next: Option<Vec<u8>>,
    rows: BTreeMap<String, u64>,
}

impl<'i> Lines<'i> {
    /// Reads the header.
    pub(super) fn begin(input: &'i mut dyn BufRead) -> Result<(Self, Header), RestoreError> {
        let mut lines = Self {
            input,
            hash: Sha256::new(),
            next: None,
            rows: BTreeMap::new(),
        };
        let line = lines.take()?;
        // The version comes before the rest, which another version may write otherwise.
        let text: serde_json::Value =
            serde_json::from_slice(&line).map_err(|_| RestoreError::NotABackup)?;
        let Some(format) = text["tasuki_backup"].as_u64() else {
            return Err(RestoreError::NotABackup);
        };
        if format > u64::from(super::FORMAT) {
            return Err(RestoreError::Newer(format!("format {format}")));
        }
        let header = serde_json::from_value(text).map_err(|_| RestoreError::NotABackup)?;
        lines.hash.update(&line);
        Ok((lines, header))
    }

    /// One line with its end.
    fn take(&mut self) -> Result<Vec<u8>, RestoreError> {
        if let Some(line) = self.next.take() {
            return Ok(line);
        }
        let mut line = Vec::new();
        (&mut *self.input)
            .take(LONGEST)
            .read_until(b'\n', &mut line)
            .map_err(RestoreError::Input)?;
        match line.last() {
            Some(b'\n') => Ok(line),
            _ if line.len() as u64 >= LONGEST => Err(RestoreError::Damaged("a line")),
            _ => Err(RestoreError::CutOff),
        }
    }

    /// Reads the line before a table's rows, which must be of that table.
    pub(super) fn heading(&mut self, table: &Table) -> Result<(), RestoreError> {
        let line = self.take()?;
        let heading: Heading = read(&line, table.name)?;
        if heading.table != table.name || heading.columns != table.columns {
            return Err(RestoreError::Damaged(table.name));
        }
        self.hash.update(&line);
        self.rows.insert(heading.table, 0);
        Ok(())
    }

    /// Reads rows of the table, at most `most` and about `bytes`; none when it has no more.
    pub(super) fn rows(
        &mut self,
        table: &Table,
        most: usize,
        bytes: usize,
    ) -> Result<Vec<Vec<u8>>, RestoreError> {
        let (mut rows, mut size) = (Vec::new(), 0);
        while rows.len() < most && size < bytes {
            let line = self.take()?;
            if line.first() != Some(&b'[') {
                self.next = Some(line);
                break;
            }
            self.hash.update(&line);
            size += line.len();
            rows.push(line);
        }
        if let Some(count) = self.rows.get_mut(table.name) {
            *count += rows.len() as u64;
        }
        Ok(rows)
    }

    /// Reads the footer, which must agree with what was read, and the end.
    pub(super) fn end(mut self, tables: &[Table]) -> Result<BTreeMap<String, u64>, RestoreError> {
        let line = self.take()?;
        let footer: Footer = read(&line, "the footer")?;
        for table in tables {
            if footer.rows.get(table.name) != self.rows.get(table.name) {
                return Err(RestoreError::Rows(table.name));
            }
        }
        if footer.rows.len() != self.rows.len() {
            return Err(RestoreError::Damaged("the footer"));
        }
        if footer.sha256 != HEXLOWER.encode(&self.hash.finalize()) {
            return Err(RestoreError::Checksum);
        }
        let mut more = [0];
        match self.input.read(&mut more).map_err(RestoreError::Input)? {
            0 => Ok(self.rows),
            _ => Err(RestoreError::Damaged("what follows the footer")),
        }
    }
}

fn read<T: DeserializeOwned>(line: &[u8], what: &'static str) -> Result<T, RestoreError> {
    serde_json::from_slice(line).map_err(|_| RestoreError::Damaged(what))
}
