//! The service under faults: the real program is killed, its disk lies and fails, its database
//! goes away, and every promise that a client was given is then held against the database.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing loudly"
)]

mod chance;
mod checker;
mod client;
mod crash;
mod diary;
mod disk;
mod installation;
mod load;
mod mutants;
mod patience;
mod postgres;
mod serving;
mod sqlite;
mod state;

#[expect(
    clippy::print_stderr,
    reason = "the seed of a failed run is needed to have it again"
)]
fn say(text: &str) {
    eprintln!("{text}");
}
