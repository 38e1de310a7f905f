//! Whether another person is near enough to be the one meant.

use super::{birth, grade::Judged};
use crate::{key::address_of, normalize::sound_key};
use tasuki_domain::lookup::Grade;

/// Whether `other` could be the person whom the search for `one` meant: a probable candidate, a
/// namesake with a like birth date or of the same household, a twin.
pub(super) fn near(one: &Judged<'_>, other: &Judged<'_>) -> bool {
    if other.grade.is_some_and(|grade| grade >= Grade::Probable) {
        return true;
    }
    let household = same_household(one, other);
    let birth = birth::alike(
        one.subject.identity.birth_date,
        other.subject.identity.birth_date,
    );
    let namesake = shares(one, other, whole_names) && (birth || household);
    let twin = one.subject.identity.birth_date == other.subject.identity.birth_date
        && shares(one, other, family_names)
        && (household || given_names_are_near(one, other));
    namesake || twin
}

/// The same telephone number, or the same address where neither is protected.
fn same_household(one: &Judged<'_>, other: &Judged<'_>) -> bool {
    let address = |judged: &Judged<'_>| {
        let address = judged.subject.identity.address.as_ref();
        address
            .filter(|_| !judged.subject.protected_address)
            .map(address_of)
    };
    let phones = &other.subject.identity.phones;
    let phone = one
        .subject
        .identity
        .phones
        .iter()
        .any(|phone| phones.contains(phone));
    phone || address(one).is_some_and(|mine| address(other) == Some(mine))
}

fn shares(one: &Judged<'_>, other: &Judged<'_>, keys: impl Fn(&Judged<'_>) -> Vec<String>) -> bool {
    let others = keys(other);
    keys(one).iter().any(|key| others.contains(key))
}

/// Whole names as written and as they sound.
fn whole_names(judged: &Judged<'_>) -> Vec<String> {
    judged
        .names
        .iter()
        .flat_map(|name| {
            let heard = name.kana.iter().map(|kana| sound_key(&kana.full()));
            name.written.iter().cloned().chain(heard)
        })
        .collect()
}

/// Family names as written and as they sound.
fn family_names(judged: &Judged<'_>) -> Vec<String> {
    judged
        .names
        .iter()
        .flat_map(|name| {
            let heard = name.kana.iter().map(|kana| sound_key(&kana.family));
            std::iter::once(name.written_family.clone()).chain(heard)
        })
        .filter(|family| !family.is_empty())
        .collect()
}

/// Whether a given name of each sounds like the other's but for one kana.
fn given_names_are_near(one: &Judged<'_>, other: &Judged<'_>) -> bool {
    let given = |judged: &Judged<'_>| -> Vec<String> {
        let kana = judged.names.iter().flat_map(|name| &name.kana);
        kana.map(|kana| sound_key(&kana.given))
            .filter(|given| !given.is_empty())
            .collect()
    };
    let others = given(other);
    given(one)
        .iter()
        .any(|mine| others.iter().any(|theirs| within_one_edit(mine, theirs)))
}

/// Whether one character changed, added or left out turns one text into the other.
fn within_one_edit(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a
        .iter()
        .skip(head)
        .rev()
        .zip(b.iter().skip(head).rev())
        .take_while(|(x, y)| x == y)
        .count();
    a.len().max(b.len()) - head - tail <= 1
}
