//! Judging the people found: what agrees, how sure that makes, and who else is near.

mod address;
mod birth;
mod grade;
mod name;
mod near;
mod weigh;

#[cfg(test)]
mod tests;

pub use grade::grade;
