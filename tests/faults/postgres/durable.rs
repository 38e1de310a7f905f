//! A server that would lose what it acknowledged is not served from.

use super::cluster::Cluster;
use crate::{installation::Installation, patience::until};
use std::time::Duration;

#[test]
fn a_server_that_would_lose_commits_is_refused_at_the_start_and_later() {
    let cluster = Cluster::starts();
    let installation = Installation::on_postgres(&cluster, cluster.port);
    for setting in ["fsync", "full_page_writes"] {
        let serving = installation.serves();
        assert_eq!(installation.crew.gets("/readyz").status(), Some(200));
        cluster.sets(setting, "off");
        cluster.stops();
        cluster.starts_again();
        until(Duration::from_secs(30), "it is not ready", || {
            (installation.crew.gets("/readyz").status() == Some(503)).then_some(())
        });
        drop(serving);
        let told = installation.refuses_to_serve();
        assert!(told.contains(&format!("{setting} = off")), "{told}");
        assert!(told.contains("停電"), "{told}");
        cluster.sets(setting, "on");
        cluster.stops();
        cluster.starts_again();
    }
    // A server's default for commits does not matter: the service asks for its own.
    cluster.sets("synchronous_commit", "off");
    cluster.reloads();
    let serving = installation.serves();
    assert_eq!(installation.crew.gets("/readyz").status(), Some(200));
    drop(serving);
}
