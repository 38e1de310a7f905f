//! The same statements raw: what the service's own units of work sent to the database is recorded,
//! with its values, and sent again by a loop with nothing around it.

use crate::{dataset::Dataset, figures::Measured, lookup::Window};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Commit {
    Shared,
    Single,
}

pub struct Recording;

pub fn record(_dataset: &Dataset) -> anyhow::Result<Recording> {
    Ok(Recording)
}

pub fn run(
    _: &Dataset,
    _: &Recording,
    _: usize,
    _: Commit,
    _: &Window,
) -> anyhow::Result<Measured> {
    Ok(Measured::default())
}
