//! The black-box suites: people who do their work over HTTP, on the database of the run, and the
//! rules that the repository keeps about itself.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what it expects by failing loudly"
)]

mod accesses_pages;
mod architecture;
mod bad_input;
mod consents;
mod double_taps;
mod entry_faults;
mod incidents;
mod leaks;
mod lookups_conduct;
mod lookups_look_up;
mod lookups_pasted;
mod openapi;
mod page_sessions;
mod rehearsal;
mod requests;
mod residents_record;
mod residents_search;
mod residents_search_pages;
mod residents_view_summary;
mod restorations;
mod rosters;
mod routes;
mod search_events;
mod sessions;
mod stopping;
mod theme;
mod tree_rules;
mod two_databases;
mod unavailable;
mod wording;
