//! Holds what was promised against what the database says. It knows nothing of how faults are made.

use crate::{
    diary::{Kind, Promise},
    state::{State, Thing, plain},
};
use std::collections::{BTreeMap, BTreeSet};

/// Lines of a roster that are written together; what is there of a broken-off roster is a multiple.
const CHUNK: usize = 50;

/// A promise that was not kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Broken {
    /// It was acknowledged and is not there.
    Lost(String),
    /// It was asked for once and is there more than once.
    Doubled(String),
    /// It is there, but not as what was acknowledged.
    Mistaken(String),
    /// Somebody saw or changed something, and no entry says so.
    Unrecorded(String),
    /// A part of it is there.
    Half(String),
}

/// The entries by what they are about, counted.
struct Entries {
    about_residents: BTreeMap<(String, String), usize>,
    within: BTreeMap<(String, String, String), usize>,
    searches: BTreeSet<(String, String)>,
    listed: BTreeSet<(String, String)>,
}

/// Every promise that is broken.
pub fn broken(promises: &[Promise], state: &State) -> BTreeSet<Broken> {
    let entries = Entries::of(state);
    let mut found = halves(state);
    let mut views: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut reads: BTreeMap<String, usize> = BTreeMap::new();
    for promise in promises {
        match promise {
            Promise::Made { kind, marker, id } => {
                found.extend(made(*kind, marker, id.as_deref(), state, &entries));
            }
            Promise::Searched { incident, listed } => {
                found.extend(searched(&plain(incident), listed.as_ref(), &entries));
            }
            Promise::Viewed { incident, resident } => {
                *views.entry((plain(incident), plain(resident))).or_default() += 1;
            }
            Promise::Read { resident } => *reads.entry(plain(resident)).or_default() += 1,
            Promise::Imported {
                prefix,
                lines,
                acknowledged,
            } => found.extend(imported(prefix, *lines, *acknowledged, state, &entries)),
        }
    }
    for ((incident, resident), times) in views {
        let key = ("view_summary".to_owned(), incident, resident);
        let entered = entries.within.get(&key).copied().unwrap_or_default();
        if entered < times {
            found.insert(Broken::Unrecorded(format!(
                "{times} views, {entered} entries: {key:?}"
            )));
        }
    }
    for (resident, times) in reads {
        let entered = entries.about("view_resident", &resident);
        if entered < times {
            found.insert(Broken::Unrecorded(format!(
                "{times} readings, {entered} entries: {resident}"
            )));
        }
    }
    found
}

impl Entries {
    fn of(state: &State) -> Self {
        let mut entries = Self {
            about_residents: BTreeMap::new(),
            within: BTreeMap::new(),
            searches: BTreeSet::new(),
            listed: BTreeSet::new(),
        };
        for entry in state.entries.iter().filter(|entry| entry.permitted) {
            let action = || entry.action.clone();
            let resident = entry.resident.clone().unwrap_or_default();
            let incident = entry.incident.clone().unwrap_or_default();
            let lookup = entry.lookup.clone().unwrap_or_default();
            match entry.action.as_str() {
                "look_up" => drop(entries.searches.insert((incident.clone(), lookup))),
                "list_candidate" => drop(entries.listed.insert((lookup, resident.clone()))),
                _ => {}
            }
            *entries
                .about_residents
                .entry((action(), resident.clone()))
                .or_default() += 1;
            *entries
                .within
                .entry((action(), incident, resident))
                .or_default() += 1;
        }
        entries
    }

    fn about(&self, action: &str, resident: &str) -> usize {
        let key = (action.to_owned(), resident.to_owned());
        self.about_residents.get(&key).copied().unwrap_or_default()
    }
}

fn made(
    kind: Kind,
    marker: &str,
    id: Option<&str>,
    state: &State,
    entries: &Entries,
) -> Vec<Broken> {
    let (things, action) = match kind {
        Kind::Registration => (&state.applications, "register_resident"),
        Kind::Fact => (&state.facts, "record_fact"),
        Kind::Consent => (&state.consents, "grant_consent"),
        Kind::Incident => (&state.incidents, "open_incident"),
    };
    let there: Vec<&Thing> = things
        .iter()
        .filter(|thing| thing.text.contains(marker))
        .collect();
    let what = format!("{kind:?} {marker}");
    let mut found = Vec::new();
    match there.as_slice() {
        [] if id.is_some() => found.push(Broken::Lost(what)),
        [] => {}
        [only] => {
            // What a registration answers with is the person, not the form.
            let its = if kind == Kind::Registration {
                &only.resident
            } else {
                &only.id
            };
            if id.is_some_and(|id| plain(id) != *its) {
                found.push(Broken::Mistaken(what.clone()));
            }
            let entered = if kind == Kind::Incident {
                let key = (action.to_owned(), only.id.clone(), String::new());
                entries.within.get(&key).copied().unwrap_or_default()
            } else {
                entries.about(action, &only.resident)
            };
            if entered == 0 {
                found.push(Broken::Unrecorded(what));
            }
        }
        _ => found.push(Broken::Doubled(what)),
    }
    found
}

fn searched(
    incident: &str,
    listed: Option<&(String, Vec<String>)>,
    entries: &Entries,
) -> Vec<Broken> {
    let Some((lookup, people)) = listed else {
        let any = entries.searches.iter().any(|(its, _)| its == incident);
        return if any {
            Vec::new()
        } else {
            vec![Broken::Unrecorded(format!("a search within {incident}"))]
        };
    };
    let lookup = plain(lookup);
    let mut found = Vec::new();
    if !entries
        .searches
        .contains(&(incident.to_owned(), lookup.clone()))
    {
        found.push(Broken::Unrecorded(format!("search {lookup}")));
    }
    for person in people {
        if !entries.listed.contains(&(lookup.clone(), plain(person))) {
            found.push(Broken::Unrecorded(format!("{person} listed in {lookup}")));
        }
    }
    found
}

fn imported(
    prefix: &str,
    lines: usize,
    acknowledged: bool,
    state: &State,
    entries: &Entries,
) -> Vec<Broken> {
    let people: Vec<&Thing> = state
        .residents
        .iter()
        .filter(|resident| resident.text.starts_with(prefix))
        .collect();
    let what = format!("{} of {lines} lines of roster {prefix}", people.len());
    let mut found = Vec::new();
    if acknowledged && people.len() < lines {
        found.push(Broken::Lost(what.clone()));
    }
    if people.len() != lines && people.len() % CHUNK != 0 {
        found.push(Broken::Half(what));
    }
    let of =
        |things: &[Thing], id: &str| things.iter().filter(|thing| thing.resident == id).count();
    let shapes: BTreeSet<(usize, usize, usize)> = people
        .iter()
        .map(|person| {
            let id = &person.id;
            (
                of(&state.applications, id),
                of(&state.facts, id),
                of(&state.consents, id),
            )
        })
        .collect();
    // All lines of these rosters say as much.
    if shapes.len() > 1
        || shapes
            .iter()
            .any(|(forms, _, consents)| (*forms, *consents) != (1, 1))
    {
        found.push(Broken::Half(format!("people of {prefix}: {shapes:?}")));
    }
    for person in people {
        if entries.about("import_roster", &person.id) != 1 {
            found.push(Broken::Unrecorded(format!("line {}", person.text)));
        }
    }
    found
}

/// A person is registered with a form and an identity, or not at all.
fn halves(state: &State) -> BTreeSet<Broken> {
    let whose = |things: &[Thing]| -> BTreeSet<String> {
        things.iter().map(|thing| thing.resident.clone()).collect()
    };
    let (forms, facts) = (whose(&state.applications), whose(&state.facts));
    state
        .residents
        .iter()
        .filter(|resident| !forms.contains(&resident.id) || !facts.contains(&resident.id))
        .map(|resident| Broken::Half(format!("resident {}", resident.id)))
        .collect()
}
