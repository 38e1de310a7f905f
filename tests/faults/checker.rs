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

/// The things by marker and by whose they are, found once for all promises.
#[derive(Default)]
struct Things<'s> {
    people: Vec<&'s Thing>,
    marked: BTreeMap<(Kind, String), Vec<&'s Thing>>,
    /// How many forms, facts and consents.
    shapes: BTreeMap<&'s str, [usize; 3]>,
}

/// The first marker in a text: a letter and seven digits.
fn marker_in(text: &str) -> Option<&str> {
    let is =
        |bytes: &[u8]| bytes[0].is_ascii_lowercase() && bytes[1..].iter().all(u8::is_ascii_digit);
    let at = text.as_bytes().windows(8).position(is)?;
    text.get(at..at + 8)
}

impl<'s> Things<'s> {
    fn of(state: &'s State) -> Self {
        let mut things = Self {
            people: state.residents.iter().collect(),
            ..Self::default()
        };
        for (kind, all, place) in [
            (Kind::Registration, &state.applications, Some(0)),
            (Kind::Fact, &state.facts, Some(1)),
            (Kind::Consent, &state.consents, Some(2)),
            (Kind::Incident, &state.incidents, None),
        ] {
            for thing in all {
                if let Some(marker) = marker_in(&thing.text) {
                    let key = (kind, marker.to_owned());
                    things.marked.entry(key).or_default().push(thing);
                }
                if let Some(place) = place {
                    things.shapes.entry(&thing.resident).or_default()[place] += 1;
                }
            }
        }
        things
    }
}

/// Every promise that is broken.
pub fn broken(promises: &[Promise], state: &State) -> BTreeSet<Broken> {
    let entries = Entries::of(state);
    let things = Things::of(state);
    let mut found = halves(state);
    let mut views: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut reads: BTreeMap<String, usize> = BTreeMap::new();
    for promise in promises {
        match promise {
            Promise::Made { kind, marker, id } => {
                found.extend(made(*kind, marker, id.as_deref(), &things, &entries));
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
            } => found.extend(imported(prefix, *lines, *acknowledged, &things, &entries)),
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
    things: &Things<'_>,
    entries: &Entries,
) -> Vec<Broken> {
    let action = match kind {
        Kind::Registration => "register_resident",
        Kind::Fact => "record_fact",
        Kind::Consent => "grant_consent",
        Kind::Incident => "open_incident",
    };
    let key = (kind, marker.to_owned());
    let there = things.marked.get(&key).map_or(&[][..], Vec::as_slice);
    let what = format!("{kind:?} {marker}");
    let mut found = Vec::new();
    match there {
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
    things: &Things<'_>,
    entries: &Entries,
) -> Vec<Broken> {
    let of_it = |person: &&&Thing| person.text.starts_with(prefix);
    let people: Vec<&Thing> = things.people.iter().filter(of_it).copied().collect();
    let what = format!("{} of {lines} lines of roster {prefix}", people.len());
    let mut found = Vec::new();
    if acknowledged && people.len() < lines {
        found.push(Broken::Lost(what.clone()));
    }
    if people.len() != lines && !people.len().is_multiple_of(CHUNK) {
        found.push(Broken::Half(what));
    }
    let shapes: BTreeSet<[usize; 3]> = people
        .iter()
        .map(|person| {
            things
                .shapes
                .get(person.id.as_str())
                .copied()
                .unwrap_or_default()
        })
        .collect();
    // All lines of these rosters say as much.
    let whole = |shape: &[usize; 3]| shape[0] == 1 && shape[2] == 1;
    if shapes.len() > 1 || !shapes.iter().all(whole) {
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
mod tests;
