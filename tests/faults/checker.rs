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

impl Broken {
    /// What it is about.
    pub fn what(&self) -> &str {
        match self {
            Self::Lost(what)
            | Self::Doubled(what)
            | Self::Mistaken(what)
            | Self::Unrecorded(what)
            | Self::Half(what) => what,
        }
    }
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
                "view: {times}, entries: {entered}, {key:?}"
            )));
        }
    }
    for (resident, times) in reads {
        let entered = entries.about("view_resident", &resident);
        if entered < times {
            found.insert(Broken::Unrecorded(format!(
                "reading: {times}, entries: {entered}, {resident}"
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
            vec![Broken::Unrecorded(format!("search within {incident}"))]
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
            found.push(Broken::Unrecorded(format!("listed in {lookup}: {person}")));
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
    if people.len() != lines && !people.len().is_multiple_of(CHUNK) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Entry;

    fn thing(id: &str, resident: &str, text: &str) -> Thing {
        Thing {
            id: id.to_owned(),
            resident: resident.to_owned(),
            text: text.to_owned(),
        }
    }

    fn entry(action: &str, resident: &str) -> Entry {
        Entry {
            action: action.to_owned(),
            permitted: true,
            resident: Some(resident.to_owned()),
            incident: None,
            lookup: None,
        }
    }

    /// A roster of so many people, all of them whole.
    fn roster(people: usize) -> State {
        let mut state = State::default();
        for number in 0..people {
            let id = format!("p{number}");
            state
                .residents
                .push(thing(&id, &id, &format!("M1-{number}")));
            state.applications.push(thing("", &id, "form"));
            state.facts.push(thing("", &id, "identity"));
            state.consents.push(thing("", &id, "form"));
            state.entries.push(entry("import_roster", &id));
        }
        state
    }

    fn import(lines: usize, acknowledged: bool) -> Promise {
        Promise::Imported {
            prefix: "M1".to_owned(),
            lines,
            acknowledged,
        }
    }

    fn sorts(promise: Promise, state: &State) -> Vec<&'static str> {
        broken(&[promise], state)
            .iter()
            .map(|broken| match broken {
                Broken::Lost(_) => "lost",
                Broken::Doubled(_) => "doubled",
                Broken::Mistaken(_) => "mistaken",
                Broken::Unrecorded(_) => "unrecorded",
                Broken::Half(_) => "half",
            })
            .collect()
    }

    #[test]
    fn mutant_rosters_in_every_broken_state_are_found() {
        assert!(sorts(import(120, true), &roster(120)).is_empty());
        for written in [0, 50, 100] {
            assert!(sorts(import(120, false), &roster(written)).is_empty());
            assert_eq!(sorts(import(120, true), &roster(written)), ["lost"]);
        }
        assert_eq!(sorts(import(120, false), &roster(70)), ["half"]);
        let mut state = roster(50);
        state.facts.push(thing("", "p7", "another"));
        assert_eq!(sorts(import(50, true), &state), ["half"]);
        let mut state = roster(50);
        state.consents.pop();
        assert_eq!(sorts(import(50, true), &state), ["half"]);
        let mut state = roster(50);
        state.entries.pop();
        assert_eq!(sorts(import(50, true), &state), ["unrecorded"]);
    }

    #[test]
    fn mutant_a_person_without_form_or_identity_is_half_a_person() {
        for take in [
            (|state| drop(state.facts.pop())) as fn(&mut State),
            |state| drop(state.applications.pop()),
        ] {
            let mut state = roster(1);
            take(&mut state);
            let any = Promise::Read {
                resident: "p0".to_owned(),
            };
            state.entries.push(entry("view_resident", "p0"));
            assert_eq!(sorts(any, &state), ["half"]);
        }
    }

    #[test]
    fn mutant_another_thing_than_the_acknowledged_is_mistaken() {
        let mut state = roster(1);
        state.facts.push(thing("f1", "p0", "known by m1"));
        state.entries.push(entry("record_fact", "p0"));
        let made = |id: Option<&str>| Promise::Made {
            kind: Kind::Fact,
            marker: "m1".to_owned(),
            id: id.map(str::to_owned),
        };
        assert!(sorts(made(Some("f1")), &state).is_empty());
        assert!(sorts(made(None), &state).is_empty());
        assert_eq!(sorts(made(Some("f2")), &state), ["mistaken"]);
        state.facts.push(thing("f3", "p0", "known by m1"));
        assert_eq!(sorts(made(None), &state), ["doubled"]);
    }
}
