//! The bounds within which a file is read.

/// Bytes of a file at most: 32 MiB.
pub(crate) const BYTES: usize = 32 * 1024 * 1024;
/// Physical lines of a file at most, the header not counted.
pub(crate) const LINES: usize = 200_000;
/// Bytes of one record at most; all columns at their longest stay below it.
pub(crate) const RECORD_BYTES: usize = 128 * 1024;
/// Physical lines within one quoted cell at most; beyond it the quote counts as never closed.
pub(crate) const CELL_LINES: usize = 50;
/// Items of one list at most.
pub(crate) const ITEMS: usize = 100;
/// Faults listed at most; the lines of further ones still give no row.
pub(crate) const FAULTS: usize = 20_000;
