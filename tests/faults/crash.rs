//! kill -9 in the middle of everything, again and again.

use crate::{
    chance::Chance,
    checker::broken,
    installation::Installation,
    load::{Shift, Town},
    say,
    serving::Serving,
    state::State,
};
use std::collections::BTreeSet;

/// How often the server is killed.
#[expect(
    clippy::disallowed_methods,
    reason = "how long to go on is the choice of whoever runs the tests"
)]
pub fn kills() -> usize {
    let asked = std::env::var("TASUKI_KILLS").ok();
    asked.map_or(5, |kills| kills.parse().expect("TASUKI_KILLS is a number"))
}

/// Every promise made so far is kept, nobody got an answer that should not have been.
pub fn holds(town: &Town, when: &str) {
    let state = State::of(&town.installation.direct);
    let pages = town.diary.pages();
    assert_eq!(
        broken(&pages.promises, &state),
        BTreeSet::new(),
        "{when}, after {} promises",
        pages.promises.len()
    );
    assert_eq!(pages.complaints, Vec::<String>::new(), "{when}");
}

/// The server answers, and its database is whole.
pub fn is_well(town: &Town) {
    let ready = town.installation.officer.gets("/readyz");
    assert_eq!(ready.status(), Some(200), "{}", ready.text());
    assert_eq!(town.installation.doctor(), Ok(()));
}

/// Works until `answers` came, then `stops` the server and waits for everybody to notice.
pub fn interrupted(town: &Town, serving: Serving, answers: usize, stops: impl FnOnce(Serving)) {
    let workers = town.works(Shift::USUAL);
    town.diary.awaits(answers);
    stops(serving);
    town.diary.ends();
    for worker in workers {
        worker.join().unwrap();
    }
}

/// The whole suite on one installation.
pub fn killed_again_and_again(installation: Installation, what: &str) {
    let mut chance = Chance::of_this_run(what);
    let mut serving = installation.serves();
    let town = Town::settled(installation);
    let (mut requests, mut rosters) = (0, 0);
    for kill in 1..=kills() {
        interrupted(&town, serving, chance.between(10, 250), Serving::kill);
        serving = town.installation.serves();
        requests += town.diary.pages().unanswered.len();
        rosters += town.diary.pages().rosters.len();
        let half = format!("{what}: after kill {kill}, before anyone asks again");
        holds(&town, &half);
        town.asks_again();
        holds(&town, &format!("{what}: after kill {kill}"));
    }
    is_well(&town);
    let promises = town.diary.pages().promises.len();
    say(&format!(
        "{what}: {promises} promises kept; {requests} requests and {rosters} rosters were broken off"
    ));
    assert!(requests > 0, "no kill came in the middle of anything");
    let log = serving.log();
    assert!(!log.contains("panic"), "{log}");
}
