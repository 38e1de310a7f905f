//! How lists are filtered before they are read.

use crate::{Level, Rule, Situation, Table};
use std::collections::BTreeSet;
use tasuki_domain::{
    Category,
    access::Action,
    consent::{Purpose, RecipientClass},
    role::Role,
};

/// How queries are filtered for callers of a role in a situation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// The consent that every person listed must have given, identity included; none when the
    /// listing rests on no consent.
    pub consent: Option<(RecipientClass, Purpose)>,
    /// How much of a person's identity a row of the list may say.
    pub level: Level,
    /// The rules that make it so.
    pub rules: BTreeSet<String>,
}

/// The actions whose answer is a list of people or speaks of many.
const LISTING: [Action; 4] = [
    Action::LookUp,
    Action::ListResidents,
    Action::SearchResidents,
    Action::ListAccesses,
];

/// The scope of lists; none when callers of that role may not list anyone in that situation.
pub fn scope(table: &Table, role: Role, situation: Situation) -> Option<Scope> {
    // One's own record is one person, never a list of others.
    if situation == Situation::OwnRecord || !LISTING.iter().any(|action| table.may(role, *action)) {
        return None;
    }
    let situations = BTreeSet::from([situation, Situation::Listing]);
    let applying = |never: bool| {
        table
            .rules
            .iter()
            .filter(move |rule| rule.never == never)
            .filter(|rule| rule.applies(role, &situations))
    };
    let speaks = |rule: &&Rule| rule.categories.contains(&Category::Identity);
    // Rules of one role and situation share their consent; reading the table made sure of it.
    let first = applying(false).find(speaks)?;
    let most = applying(false)
        .filter(speaks)
        .map(|rule| rule.level)
        .max()?;
    let level = applying(true)
        .filter(speaks)
        .try_fold(most, |level, never| {
            if level >= never.level {
                never.level.below()
            } else {
                Some(level)
            }
        })?;
    Some(Scope {
        consent: first.consent,
        level,
        rules: applying(false)
            .chain(applying(true))
            .filter(speaks)
            .map(|rule| rule.id.clone())
            .collect(),
    })
}
