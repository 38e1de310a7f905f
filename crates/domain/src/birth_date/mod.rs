//! Birth dates: partial dates as stored, and every form in which people type them.

mod eraless;
mod partial;
mod read;
mod refusal;
mod stated;
mod typed;

#[cfg(test)]
mod tests;

pub use partial::PartialDate;
pub use read::{BirthDateInput, Reading, read, read_for_record};
pub use refusal::ambiguous;
