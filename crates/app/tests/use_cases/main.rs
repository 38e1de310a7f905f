//! Use-cases on a real SQLite file with a fixed clock. What people see over HTTP, on both
//! databases, is tested in the black-box suite; here are the rules that are easier to see from
//! inside: what a roster may and may not undo, and that a unit of work can be run again.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what it expects by failing loudly"
)]

mod accounts;
mod alike;
mod entries;
mod installation;
mod own_register;
mod retention;
mod rosters;
mod running_again;
mod sign_in;
mod superseding;
mod town;
