//! The protections of PostgreSQL, taken away.

use super::cluster::Cluster;
use crate::{
    installation::Installation,
    mutants::{entries_that_vanish_are_missed, things_done_twice_are_found},
};

#[test]
fn mutant_entries_that_vanish_and_things_done_twice_are_found() {
    let cluster = Cluster::starts();
    let installation = || Installation::on_postgres(&cluster, cluster.port);
    entries_that_vanish_are_missed(installation(), |town| {
        town.installation.shell(
            "CREATE FUNCTION vanish() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; \
             CREATE TRIGGER vanish BEFORE INSERT ON access_bodies \
             FOR EACH ROW EXECUTE FUNCTION vanish()",
        );
    });
    things_done_twice_are_found(installation());
}
