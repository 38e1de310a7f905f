//! On PostgreSQL.

pub mod cluster;
mod durable;
mod mutants;
mod outages;
mod proxy;

use crate::{crash::killed_again_and_again, installation::Installation};
use cluster::Cluster;

#[test]
fn a_killed_server_keeps_every_promise() {
    let cluster = Cluster::starts();
    let port = cluster.port;
    killed_again_and_again(
        Installation::on_postgres(&cluster, port),
        "kills on PostgreSQL",
    );
}
