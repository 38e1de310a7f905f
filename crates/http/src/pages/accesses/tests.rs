//! A recorded look that the tests share.

use crate::pages::samples::entered_at;
use std::collections::BTreeSet;
use tasuki_app::accesses::AccessLine;
use tasuki_domain::{
    access::{AccessEntry, Action, Outcome},
    role::Role,
};
use uuid::Uuid;

/// A look of a crew's member at one person.
pub(super) fn entry(action: Action) -> AccessEntry {
    let id = Uuid::from_u128(1);
    AccessEntry {
        version: 1,
        id: id.into(),
        at: entered_at(),
        account: id.into(),
        organization: id.into(),
        role: Role::Crew,
        action,
        resident: Some(id.into()),
        incident: None,
        lookup: None,
        reason: None,
        outcome: Outcome::Permitted,
        refusal: None,
        rules: BTreeSet::new(),
        policy: String::new(),
        consents: Vec::new(),
        shown: BTreeSet::new(),
        withheld: BTreeSet::new(),
        search_keys: Vec::new(),
        people: 1,
    }
}

/// The same with the names of who acted.
pub(super) fn recorded(action: Action) -> AccessLine {
    AccessLine {
        entry: entry(action),
        organization: "みほん市消防本部".parse().unwrap(),
        account: "見本 隊員".parse().unwrap(),
    }
}
