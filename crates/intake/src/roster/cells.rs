//! One record's cells by column, and the faults found in them.

use super::{
    column::Field,
    encoding::{Encoding, is_private},
    fault::Fault,
    header::Layout,
};
use std::{borrow::Cow, str::FromStr};
use tasuki_domain::Invalid;

/// One record's cells by column, and the faults found in them.
pub(crate) struct Cells<'a> {
    line: usize,
    layout: &'a Layout,
    /// Trimmed text; none where the bytes are unreadable, which has been listed as a fault.
    texts: &'a [Option<Cow<'a, str>>],
    pub(crate) faults: Vec<Fault>,
}

/// The text of every cell, and a fault for each that has none.
pub(crate) fn decode<'a>(
    line: usize,
    layout: &Layout,
    cells: &'a [Cow<'a, [u8]>],
    encoding: Encoding,
) -> (Vec<Option<Cow<'a, str>>>, Vec<Fault>) {
    let mut faults = Vec::new();
    let texts = cells
        .iter()
        .zip(&layout.fields)
        .map(|(cell, field)| {
            let fault = match encoding.text(cell) {
                None => Fault::of_line(
                    line,
                    "cell_undecodable",
                    format!(
                        "文字コード {} で読めない文字があります",
                        encoding.japanese()
                    ),
                    "その欄を入れ直し、Excelで「CSV UTF-8」を選んで保存してください",
                ),
                Some(text) if text.contains('\0') => Fault::of_line(
                    line,
                    "cell_nul",
                    "見えない文字（NUL）が入っています",
                    "その欄を入れ直してください",
                ),
                Some(text) if text.contains('\u{FFFD}') => Fault::of_line(
                    line,
                    "cell_replaced",
                    "前の変換で失われた文字があります",
                    "元の文字を入れ直してください",
                ),
                Some(text) if text.chars().any(is_private) => Fault::of_line(
                    line,
                    "cell_private_character",
                    "外字が入っています（ほかの端末では表示できません）",
                    "標準の字形に置き換えてください",
                ),
                Some(text) => return Some(text),
            };
            faults.push(fault.in_column(*field));
            None
        })
        .collect();
    (texts, faults)
}

impl<'a> Cells<'a> {
    pub(crate) fn new(
        line: usize,
        layout: &'a Layout,
        texts: &'a [Option<Cow<'a, str>>],
        faults: Vec<Fault>,
    ) -> Self {
        Self {
            line,
            layout,
            texts,
            faults,
        }
    }

    pub(crate) const fn line(&self) -> usize {
        self.line
    }

    fn cell(&self, field: Field) -> Option<&'a Option<Cow<'a, str>>> {
        self.layout
            .place(field)
            .and_then(|place| self.texts.get(place))
    }

    /// The trimmed text; empty when the file lacks the column or the cell is unreadable.
    pub(crate) fn text(&self, field: Field) -> &'a str {
        self.cell(field)
            .and_then(Option::as_deref)
            .map_or("", str::trim)
    }

    /// Whether something is in the cell, readable or not: what rules across columns ask, so that
    /// one mistake is not reported as two.
    pub(crate) fn is_filled(&self, field: Field) -> bool {
        self.cell(field)
            .is_some_and(|cell| cell.as_deref().is_none_or(|text| !text.trim().is_empty()))
    }

    pub(crate) fn any_filled(&self, fields: &[Field]) -> bool {
        fields.iter().any(|field| self.is_filled(*field))
    }

    pub(crate) fn fault(
        &mut self,
        field: Field,
        code: &'static str,
        problem: impl Into<String>,
        expected: impl Into<String>,
    ) {
        self.faults
            .push(Fault::of_line(self.line, code, problem, expected).in_column(field));
    }

    /// Lists a refused value. Its suggestion may be made from the cell and is left behind.
    pub(crate) fn refuse(&mut self, field: Field, invalid: Invalid) {
        self.fault(field, invalid.code, invalid.problem, invalid.expected);
    }

    /// The value of a cell; none when it is empty or at fault.
    pub(crate) fn read<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(&str) -> Result<T, Invalid>,
    ) -> Option<T> {
        let text = self.text(field);
        if text.is_empty() {
            return None;
        }
        read(text)
            .map_err(|invalid| self.refuse(field, invalid))
            .ok()
    }

    pub(crate) fn parse<T: FromStr<Err = Invalid>>(&mut self, field: Field) -> Option<T> {
        self.read(field, str::parse)
    }

    /// Lists a fault for each of `fields` that is empty.
    pub(crate) fn require(&mut self, fields: &[Field], because: &str) {
        for field in fields {
            if !self.is_filled(*field) {
                self.fault(
                    *field,
                    "cell_missing",
                    format!("空です（{because}）"),
                    "入れてください",
                );
            }
        }
    }
}
