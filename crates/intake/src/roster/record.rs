//! Records and cells of CSV bytes (RFC 4180), such that one broken quote stays in its line.
//!
//! Works on bytes before they are decoded: neither UTF-8 nor CP932 uses the bytes of the quote, the
//! comma or the line ends within another character.

use super::limit;
use std::borrow::Cow;

/// One record, starting at a physical line counted from 1.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Record<'a> {
    pub(crate) line: usize,
    pub(crate) cells: Result<Vec<Cow<'a, [u8]>>, Broken>,
}

/// Why a record has no cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// The quoted cell at that place, from 0, does not close or goes on after its close.
    Quote(usize),
    /// The unquoted cell at that place, from 0, has a quote in it.
    Stray(usize),
    /// The record is longer than allowed.
    TooLong,
}

/// Splits bytes into records; lines without any byte are passed over.
pub(crate) struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
    /// Commas that a record has; none while the header itself is read.
    commas: Option<usize>,
}

/// What stood after a cell.
enum End {
    Comma,
    Line,
}

impl<'a> Records<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            line: 1,
            commas: None,
        }
    }

    /// Tells how many cells the header has. A quoted cell that swallows as many commas as a whole
    /// record has lost its closing quote, even when a later line happens to close it.
    pub(crate) fn expect_cells(&mut self, cells: usize) {
        self.commas = Some(cells.saturating_sub(1).max(1));
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// The place after the line end at `at`, if there is one: LF, CR LF or a lone CR.
    fn after_line_end(&self, at: usize) -> Option<usize> {
        match (self.byte(at), self.byte(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => Some(at + 2),
            (Some(b'\r' | b'\n'), _) => Some(at + 1),
            _ => None,
        }
    }

    /// Goes to the line after the present one.
    fn skip_line(&mut self) {
        while self.at < self.bytes.len() {
            if let Some(after) = self.after_line_end(self.at) {
                self.at = after;
                self.line += 1;
                return;
            }
            self.at += 1;
        }
    }

    fn end_of_cell(&mut self) -> Option<End> {
        if self.byte(self.at) == Some(b',') {
            self.at += 1;
            return Some(End::Comma);
        }
        if let Some(after) = self.after_line_end(self.at) {
            self.at = after;
            self.line += 1;
            return Some(End::Line);
        }
        (self.at >= self.bytes.len()).then_some(End::Line)
    }

    fn plain_cell(&mut self) -> Option<(Cow<'a, [u8]>, End)> {
        let from = self.at;
        let is_text = |byte: &u8| !matches!(byte, b',' | b'\r' | b'\n' | b'"');
        let rest = self.bytes.get(from..).unwrap_or_default();
        self.at += rest.iter().take_while(|byte| is_text(byte)).count();
        let cell = self.bytes.get(from..self.at).unwrap_or_default();
        self.end_of_cell().map(|end| (Cow::Borrowed(cell), end))
    }

    fn quoted_cell(&mut self, record_from: usize) -> Option<(Cow<'a, [u8]>, End)> {
        let from = self.at + 1;
        let (mut at, mut lines, mut commas, mut escaped) = (from, 0, 0, false);
        loop {
            match self.byte(at)? {
                b'"' if self.byte(at + 1) == Some(b'"') => {
                    escaped = true;
                    at += 2;
                    continue;
                }
                b'"' => break,
                b',' => commas += 1,
                b'\n' => lines += 1,
                b'\r' if self.byte(at + 1) != Some(b'\n') => lines += 1,
                _ => {}
            }
            let swallowed = lines > 0 && self.commas.is_some_and(|most| commas >= most);
            if lines > limit::CELL_LINES || swallowed || at - record_from > limit::RECORD_BYTES {
                return None;
            }
            at += 1;
        }
        let inner = self.bytes.get(from..at)?;
        let opened = (self.at, self.line);
        self.at = at + 1;
        self.line += lines;
        let Some(end) = self.end_of_cell() else {
            (self.at, self.line) = opened;
            return None;
        };
        Some((unescaped(inner, escaped), end))
    }
}

fn unescaped(inner: &[u8], escaped: bool) -> Cow<'_, [u8]> {
    if !escaped {
        return Cow::Borrowed(inner);
    }
    let mut text = Vec::with_capacity(inner.len());
    let mut bytes = inner.iter();
    while let Some(byte) = bytes.next() {
        text.push(*byte);
        if *byte == b'"' {
            bytes.next();
        }
    }
    Cow::Owned(text)
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        while let Some(after) = self.after_line_end(self.at) {
            self.at = after;
            self.line += 1;
        }
        if self.at >= self.bytes.len() {
            return None;
        }
        let (from, line) = (self.at, self.line);
        let mut cells = Vec::new();
        loop {
            let quoted = self.byte(self.at) == Some(b'"');
            let opened = self.line;
            let cell = if quoted {
                self.quoted_cell(from)
            } else {
                self.plain_cell()
            };
            let Some((cell, end)) = cell else {
                // The next physical line is the next place that is likely to start a record.
                self.skip_line();
                let (line, cells) = if quoted {
                    (opened, Err(Broken::Quote(cells.len())))
                } else {
                    (line, Err(Broken::Stray(cells.len())))
                };
                return Some(Record { line, cells });
            };
            let ended = matches!(end, End::Line);
            if self.at - from > limit::RECORD_BYTES {
                if !ended {
                    self.skip_line();
                }
                let cells = Err(Broken::TooLong);
                return Some(Record { line, cells });
            }
            cells.push(cell);
            if ended {
                let cells = Ok(cells);
                return Some(Record { line, cells });
            }
        }
    }
}

#[cfg(test)]
#[path = "record_tests.rs"]
mod tests;
