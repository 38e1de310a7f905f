//! Whether another person is near enough to be the one meant.

use super::{birth, edit::slips, grade::Weight};
use crate::name::NameKeys;
use tasuki_domain::lookup::Grade;

/// Whether `other` could be the person whom the search for `one` meant: a probable candidate, a
/// namesake with a like birth date or of the same household, a twin.
pub(super) fn near(one: &Weight<'_>, other: &Weight<'_>) -> bool {
    if other.grade.is_some_and(|grade| grade >= Grade::Probable) {
        return true;
    }
    let household = same_household(one, other);
    let birth = birth::alike(one.subject.sketch.birth, other.subject.sketch.birth);
    let namesake = || shares(one, other, whole_names);
    let twin = || {
        one.subject.sketch.birth == other.subject.sketch.birth
            && shares(one, other, family_names)
            && (household || given_names_are_near(one, other))
    };
    (birth || household) && (namesake() || twin())
}

/// The same telephone number, or the same address where neither is protected.
fn same_household(one: &Weight<'_>, other: &Weight<'_>) -> bool {
    let (one, other) = (&one.subject.sketch, &other.subject.sketch);
    let phone = one.phones.iter().any(|phone| other.phones.contains(phone));
    let address = match (&one.place, &other.place) {
        (Some(mine), Some(theirs)) => mine.whole == theirs.whole,
        _ => false,
    };
    phone || address
}

fn shares(one: &Weight<'_>, other: &Weight<'_>, keys: impl Fn(&NameKeys) -> Vec<String>) -> bool {
    let of = |weight: &Weight<'_>| -> Vec<String> {
        weight.subject.sketch.names.iter().flat_map(&keys).collect()
    };
    let others = of(other);
    of(one).iter().any(|key| others.contains(key))
}

/// Whole names as written and as they sound.
fn whole_names(name: &NameKeys) -> Vec<String> {
    let heard = name
        .kana
        .iter()
        .map(|kana| format!("{}{}", kana.family_sound, kana.given_sound));
    name.written().chain(heard).collect()
}

/// Family names as written and as they sound.
fn family_names(name: &NameKeys) -> Vec<String> {
    let heard = name.kana.iter().map(|kana| kana.family_sound.clone());
    std::iter::once(name.family.clone())
        .chain(heard)
        .filter(|family| !family.is_empty())
        .collect()
}

/// Whether a given name of each sounds like the other's but for one kana.
fn given_names_are_near(one: &Weight<'_>, other: &Weight<'_>) -> bool {
    let given = |weight: &Weight<'_>| -> Vec<String> {
        let kana = weight
            .subject
            .sketch
            .names
            .iter()
            .flat_map(|name| &name.kana);
        kana.map(|kana| kana.given_sound.clone())
            .filter(|given| !given.is_empty())
            .collect()
    };
    let others = given(other);
    given(one)
        .iter()
        .any(|mine| others.iter().any(|theirs| slips(mine, theirs, 1) <= 1))
}
