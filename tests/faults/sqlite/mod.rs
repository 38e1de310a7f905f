//! On SQLite.

mod failing;
mod mutants;
mod power;

use crate::{crash::killed_again_and_again, installation::Installation};

#[test]
fn a_killed_server_keeps_every_promise() {
    killed_again_and_again(Installation::on_sqlite(), "kills on SQLite");
}
