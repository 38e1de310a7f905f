//! Whether a name agrees.

use crate::{
    asked::{Asked, AskedKana, AskedName},
    name::{KanaKeys, NameKeys},
    normalize::sound_key,
};

/// How far a name agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameLevel {
    /// It sounds alike.
    Sound,
    /// It begins so.
    Beginning,
    /// It is the whole name.
    Whole,
}

/// What the asked-for names say about a person's names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct NameVerdict {
    /// In kana.
    pub kana: Option<NameLevel>,
    /// As written.
    pub written: Option<NameLevel>,
    /// A name was asked for that is none of the person's.
    pub conflict: bool,
}

impl NameVerdict {
    /// The better of both.
    pub fn best(&self) -> Option<NameLevel> {
        self.kana.max(self.written)
    }
}

/// Compares all that is asked for with every name of a person.
pub(super) fn compare(asked: &Asked, names: &[NameKeys]) -> NameVerdict {
    let mut verdict = NameVerdict::default();
    let mut hear = |orders: &[AskedKana]| {
        // A person without kana on record is neither confirmed nor contradicted by kana.
        if orders.is_empty() || names.iter().all(|name| name.kana.is_empty()) {
            return;
        }
        let level = names
            .iter()
            .flat_map(|name| &name.kana)
            .flat_map(|recorded| orders.iter().map(move |order| kana(order, recorded)))
            .max()
            .flatten();
        verdict.kana = verdict.kana.max(level);
        verdict.conflict |= level.is_none();
    };
    hear(&asked.kana);
    match &asked.name {
        Some(AskedName::Kana(orders)) => hear(orders),
        Some(AskedName::Written { key, .. }) => {
            verdict.written = names.iter().map(|name| written(key, name)).max().flatten();
            verdict.conflict |= verdict.written.is_none();
        }
        None => {}
    }
    verdict
}

fn kana(asked: &AskedKana, recorded: &KanaKeys) -> Option<NameLevel> {
    let full = recorded.full();
    if !asked.family.is_empty() && asked.full() == full && recorded.complete {
        return Some(NameLevel::Whole);
    }
    if begins(asked, &recorded.family, &recorded.given, &full) {
        return Some(NameLevel::Beginning);
    }
    let sound = AskedKana {
        family: sound_key(&asked.family),
        given: sound_key(&asked.given),
    };
    let alike = begins(
        &sound,
        &sound_key(&recorded.family),
        &sound_key(&recorded.given),
        &sound_key(&full),
    ) || (!asked.family.is_empty() && sound_key(&asked.full()) == sound_key(&full));
    alike.then_some(NameLevel::Sound)
}

fn begins(asked: &AskedKana, family: &str, given: &str, full: &str) -> bool {
    if asked.given.is_empty() {
        !asked.family.is_empty() && full.starts_with(&asked.family)
    } else {
        family.starts_with(&asked.family) && given.starts_with(&asked.given)
    }
}

fn written(asked: &str, recorded: &NameKeys) -> Option<NameLevel> {
    if recorded.written.iter().any(|name| name == asked) {
        Some(NameLevel::Whole)
    } else if recorded.written.iter().any(|name| name.starts_with(asked)) {
        Some(NameLevel::Beginning)
    } else {
        None
    }
}
