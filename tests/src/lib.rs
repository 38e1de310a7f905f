//! The harness of the black-box suites: a world per test (database, server, clock), actors who
//! speak HTTP, and people for them to look after.
//!
//! A test says what an actor does (`world.crew().looks_up(…)`) and what comes back. It never
//! touches the database, except to plant a fault.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a harness that cannot do its part fails the test loudly"
)]

pub mod actor;
pub mod database;
pub mod edge;
pub mod given;
pub mod server;
mod staff;
pub mod world;

pub use actor::{Actor, Answer};
pub use world::World;
