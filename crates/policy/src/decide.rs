//! Table, consent, role and situation → what leaves.

use crate::{Level, Rule, Situation, Table};
use std::collections::{BTreeMap, BTreeSet};
use tasuki_domain::{
    Category, access::ConsentVersion, consent::Consent, role::Role, summary::WithheldBecause,
    time::Date,
};

/// Who asks, in what situation, about a person who consented to what.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// As what the caller acts.
    pub role: Role,
    /// What stands between caller and resident; established from the store.
    pub situations: &'a BTreeSet<Situation>,
    /// The resident's consent, whatever its state; one not in force permits nothing.
    pub consent: Option<&'a Consent>,
    /// The day on which it is asked.
    pub today: Date,
    /// Whether the resident's address is protected (支援措置).
    pub protected_address: bool,
    /// Whether the caller's institution is the municipality that registered the resident.
    pub own_city: bool,
}

/// What leaves, what does not, and on what ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What leaves, and how much of it.
    pub shown: BTreeMap<Category, Level>,
    /// What would leave but for the person's wish or a `never` row. A category of which no rule of
    /// the role speaks is in neither map: its name alone is no business of that role.
    pub withheld: BTreeMap<Category, WithheldBecause>,
    /// Whether the address is taken out of everything that is shown.
    pub address_hidden: bool,
    /// The rules that decided.
    pub rules: BTreeSet<String>,
    /// The consents that decided.
    pub consents: Vec<ConsentVersion>,
}

/// Whether anything leaves at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Something does.
    Permitted(Decision),
    /// Nothing does; to this caller the person is absent.
    Denied {
        /// The rules that were considered and did not suffice.
        rules: BTreeSet<String>,
    },
}

/// Decides. What no rule permits is denied.
pub fn decide(table: &Table, question: &Question<'_>) -> Verdict {
    let mut shown = BTreeMap::<Category, Level>::new();
    let mut withheld = BTreeMap::new();
    let mut rules = BTreeSet::new();
    let mut rests_on_consent = false;
    for rule in applying(table, question).filter(|rule| !rule.never) {
        rules.insert(rule.id.clone());
        rests_on_consent |= rule.consent.is_some();
        let permitted = permitted(rule, question);
        for category in &rule.categories {
            if permitted.contains(category) {
                let level = shown.entry(*category).or_insert(rule.level);
                *level = rule.level.max(*level);
            } else {
                withheld.insert(*category, WithheldBecause::PersonsWish);
            }
        }
    }
    withheld.retain(|category, _| !shown.contains_key(category));
    for rule in applying(table, question).filter(|rule| rule.never) {
        rules.insert(rule.id.clone());
        for category in &rule.categories {
            take_away(rule, *category, &mut shown, &mut withheld);
        }
    }
    if shown.is_empty() {
        return Verdict::Denied { rules };
    }
    let consents = question
        .consent
        .filter(|consent| rests_on_consent && consent.in_force(question.today))
        .map(|consent| ConsentVersion {
            consent: consent.id,
            version: consent.version,
        });
    Verdict::Permitted(Decision {
        shown,
        withheld,
        address_hidden: question.protected_address && !may_read_protected_address(question),
        rules,
        consents: consents.into_iter().collect(),
    })
}

fn applying<'t>(table: &'t Table, question: &Question<'_>) -> impl Iterator<Item = &'t Rule> {
    let (role, situations, own_city) = (question.role, question.situations, question.own_city);
    table.rules.iter().filter(move |rule| {
        rule.applies(role, situations)
            // A register is one's own only where it is one's own city's.
            && (rule.situation != Situation::OwnRegister || own_city)
    })
}

/// The categories that a rule may speak of here: all, or those consented to. Who did not consent
/// to being known by name is absent, whatever else was ticked.
fn permitted(rule: &Rule, question: &Question<'_>) -> BTreeSet<Category> {
    let Some((recipient, purpose)) = rule.consent else {
        return rule.categories.iter().copied().collect();
    };
    let permitted = question
        .consent
        .map(|consent| consent.permits(recipient, purpose, question.today))
        .unwrap_or_default();
    if permitted.contains(&Category::Identity) {
        permitted
    } else {
        BTreeSet::new()
    }
}

/// A `never` row says the same of a category whether or not the person consented to it, so that a
/// list cannot be read as a list of who said no.
fn take_away(
    rule: &Rule,
    category: Category,
    shown: &mut BTreeMap<Category, Level>,
    withheld: &mut BTreeMap<Category, WithheldBecause>,
) {
    match shown.get_mut(&category) {
        Some(level) if *level >= rule.level => match rule.level.below() {
            Some(lower) => *level = lower,
            None => {
                shown.remove(&category);
                withheld.insert(category, WithheldBecause::Role);
            }
        },
        Some(_) => {}
        None => {
            if let Some(because) = withheld.get_mut(&category) {
                *because = WithheldBecause::Role;
            }
        }
    }
}

/// A protected address is for the registering city and the person alone; no row can change that.
fn may_read_protected_address(question: &Question<'_>) -> bool {
    let situations = question.situations;
    match question.role {
        Role::CityOfficer => question.own_city && situations.contains(&Situation::OwnRegister),
        Role::Resident => situations.contains(&Situation::OwnRecord),
        _ => false,
    }
}
