//! The suites are believed because they fail: each protection is taken away, and the checker has to
//! say so.

use crate::{
    checker::{Broken, broken},
    installation::Installation,
    load::{Shift, Town},
    state::State,
};
use std::collections::BTreeSet;

/// What the checker says about a town.
pub fn found(town: &Town) -> BTreeSet<Broken> {
    let state = State::of(&town.installation.direct);
    broken(&town.diary.pages().promises, &state)
}

/// Whether something of that sort was found about a thing that begins so.
fn says(found: &BTreeSet<Broken>, sort: fn(String) -> Broken, beginning: &str) -> bool {
    let plant = sort(String::new());
    found.iter().any(|broken| {
        std::mem::discriminant(broken) == std::mem::discriminant(&plant)
            && broken.what().starts_with(beginning)
    })
}

/// Entries that are gone although the answer was given: `vanish` makes the database drop them.
pub fn entries_that_vanish_are_missed(installation: Installation, vanish: impl FnOnce(&Town)) {
    let serving = installation.serves();
    let town = Town::settled(installation);
    assert_eq!(found(&town), BTreeSet::new());
    vanish(&town);
    let workers = town.works(Shift {
        crews: 1,
        officers: 1,
        rosters: 1,
    });
    town.diary.awaits(60);
    town.diary.ends();
    for worker in workers {
        worker.join().unwrap();
    }
    let found = found(&town);
    for what in [
        "search",
        "listed",
        "view",
        "reading",
        "Registration",
        "Fact",
        "Consent",
        "Incident",
        "line",
    ] {
        assert!(says(&found, Broken::Unrecorded, what), "{what}: {found:#?}");
    }
    drop(serving);
}

/// Requests that are sent twice without a key, as by a client whose first answer was lost.
pub fn things_done_twice_are_found(installation: Installation) {
    let serving = installation.serves();
    let mut town = Town::settled(installation);
    town.keyed = false;
    assert_eq!(found(&town), BTreeSet::new());
    town.one_of_each(|_, asks| {
        // The second is refused where the record's version does not fit any more.
        let _ = (asks(), asks());
    });
    let found = found(&town);
    for what in ["Registration", "Consent"] {
        assert!(says(&found, Broken::Doubled, what), "{what}: {found:#?}");
    }
    drop(serving);
}

/// Acknowledged work that is gone: every sort of it.
pub fn says_what_was_lost(town: &Town) {
    let found = found(town);
    for what in ["Registration", "Fact", "Consent", "Incident"] {
        assert!(says(&found, Broken::Lost, what), "{what}: {found:#?}");
    }
    for what in ["search", "view", "reading"] {
        assert!(says(&found, Broken::Unrecorded, what), "{what}: {found:#?}");
    }
}
