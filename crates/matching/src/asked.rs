//! What the searcher asks for, folded into keys.

use crate::{
    Test,
    normalize::{address_key, is_kana_or_letters, kana_key, written_key},
};
use tasuki_domain::{
    birth_date::{BirthDateInput, PartialDate, Reading},
    lookup::Criteria,
    text::{KanaName, Line},
};

/// Kana of a family and a given name as asked for; either may be empty, not both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AskedKana {
    /// Of the family name, or of the beginning of a whole name.
    pub family: String,
    /// Of the given name.
    pub given: String,
}

impl AskedKana {
    /// Both joined, family name first.
    pub fn full(&self) -> String {
        format!("{}{}", self.family, self.given)
    }

    /// The same with the family name last, when both are asked for.
    fn turned(&self) -> Option<Self> {
        (!self.family.is_empty() && !self.given.is_empty()).then(|| Self {
            family: self.given.clone(),
            given: self.family.clone(),
        })
    }
}

/// The written name as asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AskedName {
    /// It has kana or letters only, so it is its own kana; in each order it may have.
    Kana(Vec<AskedKana>),
    /// Its key, and the first character of each part that was set apart.
    Written { key: String, leads: Vec<String> },
}

/// The names of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// The kana fields, in both orders; empty when neither is filled.
    pub kana: Vec<AskedKana>,
    /// The written name.
    pub name: Option<AskedName>,
    /// The address; none when nothing of it is left.
    pub address: Option<String>,
}

impl Asked {
    /// Folds the criteria.
    pub fn of(criteria: &Criteria) -> Self {
        let key = |kana: &Option<KanaName>| {
            kana.as_ref()
                .map(|kana| kana_key(kana.as_str()))
                .unwrap_or_default()
        };
        let address = criteria.address.as_ref().map(Line::as_str);
        Self {
            kana: both_orders(AskedKana {
                family: key(&criteria.family_kana),
                given: key(&criteria.given_kana),
            }),
            name: criteria.name.as_ref().and_then(|name| named(name.as_str())),
            address: address.map(address_key).filter(|key| !key.is_empty()),
        }
    }

    /// Every reading asked for, from the kana fields and from a name that is its own kana.
    pub fn readings(&self) -> impl Iterator<Item = &AskedKana> {
        let named = match &self.name {
            Some(AskedName::Kana(orders)) => orders.as_slice(),
            _ => &[],
        };
        self.kana.iter().chain(named)
    }
}

fn both_orders(asked: AskedKana) -> Vec<AskedKana> {
    if asked.full().is_empty() {
        return Vec::new();
    }
    let turned = asked.turned();
    std::iter::once(asked).chain(turned).collect()
}

fn named(name: &str) -> Option<AskedName> {
    let parts: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || matches!(c, '・' | '･' | ',' | '，'))
        .filter(|part| !part.is_empty())
        .collect();
    let kana: Vec<String> = parts.iter().map(|part| kana_key(part)).collect();
    if is_kana_or_letters(&kana.concat()) {
        return Some(AskedName::Kana(kana_orders(&kana)));
    }
    let key = written_key(name);
    let mut leads: Vec<String> = Vec::new();
    for part in &parts {
        let lead: String = written_key(part).chars().take(1).collect();
        if !lead.is_empty() && !leads.contains(&lead) {
            leads.push(lead);
        }
    }
    (!key.is_empty()).then_some(AskedName::Written { key, leads })
}

/// Family name first, or last as in most of the world; what lies between belongs to the given name.
fn kana_orders(parts: &[String]) -> Vec<AskedKana> {
    let split = |family: &[String], given: &[String]| AskedKana {
        family: family.concat(),
        given: given.concat(),
    };
    let mut orders = Vec::new();
    if let Some((first, rest)) = parts.split_first() {
        orders.push(split(std::slice::from_ref(first), rest));
    }
    if let Some((last, rest)) = parts.split_last().filter(|(_, rest)| !rest.is_empty()) {
        orders.push(split(std::slice::from_ref(last), rest));
    }
    orders
}

/// All readings of the birth date that was typed.
pub(crate) fn birth_readings(criteria: &Criteria) -> &[Reading] {
    match &criteria.birth_date {
        Some(BirthDateInput::Read(reading)) => std::slice::from_ref(reading),
        Some(BirthDateInput::Ambiguous(readings)) => readings,
        None => &[],
    }
}

/// The tests that a recorded birth date passes, one of them, when it may be the one meant: the
/// days themselves and the months and years known without a day.
///
/// In text order `1940` < `1940-01` < `1940-01-01`, so a range that begins with a month or a year
/// begins with their own text, and only what lies before its beginning has to be asked apart.
pub(crate) fn birth_tests(reading: &Reading) -> Vec<Test> {
    let (from, to) = (reading.from, reading.to);
    let day = PartialDate::Day(from).to_string();
    let month = PartialDate::Month(from.year(), from.month()).to_string();
    let year = PartialDate::Year(from.year()).to_string();
    if reading.exact().is_some() {
        return [day, month, year].into_iter().map(Test::Exact).collect();
    }
    let last = PartialDate::Day(to).to_string();
    match (from.month(), from.day()) {
        (1, 1) => vec![Test::Range(year, last)],
        (_, 1) => vec![Test::Range(month, last), Test::Exact(year)],
        _ => vec![
            Test::Range(day, last),
            Test::Exact(month),
            Test::Exact(year),
        ],
    }
}
