//! The same test bodies on both databases.
//!
//! SQLite always; PostgreSQL when `TASUKI_TEST_POSTGRES` holds the address of a server on which
//! databases may be made and dropped.

mod candidates;
mod consents;
mod database;
mod derived;
mod facts;
mod fixtures;
mod group_commit;
mod lists;
mod opening;
mod round_trips;
mod schema_rules;
mod sign_ins;
mod transactions;
mod triggers;

/// Runs a test body once per database.
macro_rules! on_both {
    ($($(#[$doc:meta])* fn $name:ident($database:ident) $body:block)+) => {$(
        mod $name {
            use super::*;

            fn body($database: &$crate::tests::database::Database) $body

            #[test]
            fn sqlite() {
                body(&$crate::tests::database::Database::sqlite());
            }

            #[cfg(feature = "postgres")]
            #[test]
            fn postgres() {
                if let Some(database) = $crate::tests::database::Database::postgres() {
                    body(&database);
                }
            }
        }
    )+};
}
pub(crate) use on_both;
