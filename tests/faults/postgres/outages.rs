//! The database goes away in every way it can, and comes back.

use super::{
    cluster::Cluster,
    proxy::{Cut, Proxy},
};
use crate::{
    chance::Chance,
    crash::{holds, is_well},
    installation::Installation,
    load::{Shift, Town},
    patience::until,
    say,
    serving::Serving,
};
use diesel::Connection as _;
use std::time::Duration;

/// What the service may take to say that it cannot: 5 s for a turn and 15 s at work, and as much
/// again on a machine that does other things.
const LIMIT: Duration = Duration::from_secs(40);

/// How long after the database is back everybody is served again.
const RECOVERY: Duration = Duration::from_secs(30);

/// A town whose database can be taken away.
struct Scene {
    cluster: Cluster,
    proxy: Proxy,
    town: Town,
    serving: Serving,
}

impl Scene {
    fn opens() -> Self {
        let cluster = Cluster::starts();
        let proxy = Proxy::before(cluster.port);
        let installation = Installation::on_postgres(&cluster, proxy.port);
        let serving = installation.serves();
        Self {
            town: Town::settled(installation),
            cluster,
            proxy,
            serving,
        }
    }

    fn ready(&self) -> Option<u16> {
        self.town.installation.officer.gets("/readyz").status()
    }

    /// Works, takes the database away, wants everybody to be turned away within the limit, gives
    /// it back, and wants everything to be as promised, without a restart.
    fn bears(
        &mut self,
        what: &str,
        shift: Shift,
        goes: impl FnOnce(&Self),
        comes_back: impl FnOnce(&Self),
    ) {
        let workers = self.town.works(shift);
        self.town.diary.awaits(30);
        goes(self);
        self.town
            .diary
            .awaits_refusals(shift.crews + shift.officers);
        assert_eq!(self.ready(), Some(503), "{what}");
        comes_back(self);
        until(RECOVERY, "it is ready again", || {
            (self.ready() == Some(200)).then_some(())
        });
        self.town.diary.awaits(30);
        self.town.diary.ends();
        for worker in workers {
            worker.join().unwrap();
        }
        assert!(self.serving.runs(), "{}", self.serving.log());
        let slowest = self.town.installation.crew.slowest();
        say(&format!(
            "{what}: the longest wait for an answer was {slowest:?}"
        ));
        assert!(slowest < LIMIT, "{what}: an answer took {slowest:?}");
        holds(&self.town, &format!("{what}: before anyone asks again"));
        self.town.asks_again();
        holds(&self.town, what);
        is_well(&self.town);
    }
}

#[test]
fn a_killed_database_turns_away_and_comes_back() {
    let mut scene = Scene::opens();
    scene.bears(
        "PostgreSQL killed",
        Shift::USUAL,
        |scene| scene.cluster.is_killed(),
        |scene| scene.cluster.starts_again(),
    );
}

#[test]
fn a_database_that_takes_no_writes_turns_away_and_comes_back() {
    let mut scene = Scene::opens();
    scene.bears(
        "read-only by default",
        Shift::USUAL,
        |scene| {
            scene.cluster.sets("default_transaction_read_only", "on");
            scene.cluster.reloads();
        },
        |scene| {
            scene.cluster.sets("default_transaction_read_only", "off");
            scene.cluster.reloads();
        },
    );
    scene.bears(
        "a standby, and its promotion",
        Shift::USUAL,
        |scene| {
            scene.cluster.stops();
            scene.cluster.marks("standby.signal");
            scene.cluster.starts_again();
        },
        |scene| scene.cluster.is_promoted(),
    );
}

#[test]
fn a_network_that_is_cut_or_silent_turns_away_and_comes_back() {
    let mut scene = Scene::opens();
    let workers = scene.town.works(Shift::USUAL);
    for _ in 0..5 {
        scene.town.diary.awaits(20);
        scene.proxy.cuts();
    }
    scene.town.diary.ends();
    for worker in workers {
        worker.join().unwrap();
    }
    scene.town.asks_again();
    holds(&scene.town, "connections reset");
    // More than there are connections, so that every one of them is lost in the silence.
    let many = Shift {
        crews: 20,
        officers: 4,
        rosters: 0,
    };
    scene.bears(
        "a silent network",
        many,
        |scene| scene.proxy.goes_silent(),
        |scene| scene.proxy.comes_back(),
    );
}

#[test]
fn a_database_without_a_free_connection_turns_away_and_comes_back() {
    let mut scene = Scene::opens();
    let held = std::cell::RefCell::new(Vec::new());
    scene.bears(
        "no connection left",
        Shift::USUAL,
        |scene| {
            let address = scene.town.installation.direct.clone();
            until(2 * RECOVERY, "the service has no connection", || {
                while let Ok(one) = diesel::PgConnection::establish(&address) {
                    held.borrow_mut().push(one);
                }
                scene.cluster.tells(
                    "postgres",
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tasuki'",
                );
                while let Ok(one) = diesel::PgConnection::establish(&address) {
                    held.borrow_mut().push(one);
                }
                (scene.ready() == Some(503)).then_some(())
            });
        },
        |_| held.borrow_mut().clear(),
    );
}

#[test]
fn a_commit_whose_answer_is_lost_happens_once() {
    let scene = Scene::opens();
    let town = &scene.town;
    for cut in [Cut::Before, Cut::After] {
        town.one_of_each(|what, asks| {
            scene.proxy.cuts_commits(cut, 1);
            assert!(asks().is_err(), "{what}: good without its commit, {cut:?}");
            assert_eq!(scene.proxy.commits_to_cut(cut), 0, "{what}");
            holds(town, &format!("{what}: {cut:?}"));
            assert!(asks().is_ok(), "{what}: asked again, {cut:?}");
            holds(town, &format!("{what}: asked again, {cut:?}"));
        });
    }
    let mut chance = Chance::of_this_run("commits cut");
    let workers = town.works(Shift::USUAL);
    for _ in 0..6 {
        town.diary.awaits(20);
        scene.proxy.cuts_commits(Cut::After, chance.between(1, 4));
        scene.proxy.cuts_commits(Cut::Before, chance.between(1, 4));
    }
    town.diary.ends();
    for worker in workers {
        worker.join().unwrap();
    }
    for cut in [Cut::Before, Cut::After] {
        scene.proxy.cuts_commits(cut, 0);
    }
    town.asks_again();
    holds(town, "commits cut under load");
    is_well(town);
}
