//! The checker is shown databases that broke a promise.

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
    state.facts.push(thing("f1", "p0", "known by f0000001"));
    state.entries.push(entry("record_fact", "p0"));
    let made = |id: Option<&str>| Promise::Made {
        kind: Kind::Fact,
        marker: "f0000001".to_owned(),
        id: id.map(str::to_owned),
    };
    assert!(sorts(made(Some("f1")), &state).is_empty());
    assert!(sorts(made(None), &state).is_empty());
    assert_eq!(sorts(made(Some("f2")), &state), ["mistaken"]);
    state.facts.push(thing("f3", "p0", "known by f0000001"));
    assert_eq!(sorts(made(None), &state), ["doubled"]);
}
