//! The same test bodies on both databases.
//!
//! SQLite always; PostgreSQL when `TASUKI_TEST_POSTGRES` holds the address of a server on which
//! databases may be made and dropped.

mod backups;
mod candidates;
mod checkpoints;
mod consents;
mod database;
mod derived;
mod durability;
mod fact_bodies;
mod facts;
mod fixtures;
mod group_commit;
mod incidents;
mod lists;
mod lookups;
mod opening;
mod restores;
mod reviews;
mod round_trips;
mod schema_rules;
mod search_events;
mod sign_ins;
mod transactions;
mod triggers;

/// Runs a test body once per database.
macro_rules! on_both {
    ($(fn $name:ident($database:ident) $body:block)+) => {$(
        fn $name($database: &$crate::tests::database::Database) $body

        mod $name {
            #[test]
            fn sqlite() {
                super::$name(&$crate::tests::database::Database::sqlite());
            }

            #[cfg(feature = "postgres")]
            #[test]
            fn postgres() {
                if let Some(database) = $crate::tests::database::Database::postgres() {
                    super::$name(&database);
                }
            }
        }
    )+};
}
pub(crate) use on_both;
