//! What others do with the same searches, over the whole population in memory.
//!
//! Only searches with kana, birth date, sex and town are compared: the exact one takes no less.

mod exact;
mod trigram;
mod winkler;

pub use exact::Exact;
pub use trigram::Trigram;
pub use winkler::Winkler;

use super::search::{Answer, Offered, readable};
use crate::{edge, figures::micros};
use serde_json::Value;
use std::cmp::Ordering;
use tasuki_bench_people::Person;
use tasuki_domain::{
    birth_date::BirthDateInput,
    fact::identity::Sex,
    lookup::Lookup,
    text::{katakana, nfkc},
    time::Date,
};

/// A registered person as the baselines and the ceilings see them.
#[derive(Debug, Clone)]
pub struct Known {
    pub id: String,
    /// In kana, or in letters where there are none.
    pub family: String,
    pub given: String,
    /// Family and given name as on record.
    pub written: String,
    pub born: Date,
    pub sex: &'static str,
    pub phone: String,
    /// The address, folded.
    pub place: String,
}

impl Known {
    pub fn of(person: &Person) -> Self {
        let (family, given) = if person.family_kana.is_empty() {
            (&person.family, &person.given)
        } else {
            (&person.family_kana, &person.given_kana)
        };
        Self {
            id: person.id.clone(),
            family: family.clone(),
            given: given.clone(),
            written: format!("{}{}", person.family, person.given),
            born: person.birth_date,
            sex: person.sex.code(),
            phone: person.phone.replace('-', ""),
            place: place_key(&person.address),
        }
    }
}

/// An address so that 2丁目3番4号, 二丁目3番4号 and 2-3-4 are one. Simpler than the service's own, which
/// nothing here may rest on.
pub fn place_key(address: &str) -> String {
    const FIGURES: &str = "一二三四五六七八九";
    let text = nfkc(address).replace("大字", "").replace('字', "");
    let mut key = String::new();
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    for (place, c) in chars.iter().enumerate() {
        let before_part = chars.get(place + 1) == Some(&'丁');
        match FIGURES.chars().position(|figure| figure == *c) {
            Some(figure) if before_part => key.push_str(&(figure + 1).to_string()),
            _ => key.push(*c),
        }
    }
    for unit in ["丁目", "番地の", "番地", "番", "号"] {
        key = key.replace(unit, "-");
    }
    key.replace("--", "-")
}

/// A search as the baselines read it.
#[derive(Debug, Clone)]
pub struct Asked {
    pub family: String,
    pub given: String,
    /// The first and the last day of birth.
    pub born: (Date, Date),
    pub sex: &'static str,
    pub place: String,
}

impl Asked {
    /// Reads a search as the service reads it; none where an item is missing.
    pub fn of(criteria: &Value, today: Date) -> Option<Self> {
        let criteria = readable(criteria, today).ok()?;
        let Some(BirthDateInput::Read(reading)) = &criteria.birth_date else {
            return None;
        };
        let folded = |text: &str| katakana(&nfkc(text));
        Some(Self {
            family: folded(criteria.family_kana?.as_str()),
            given: criteria
                .given_kana
                .map_or_else(String::new, |given| folded(given.as_str())),
            born: (reading.from, reading.to),
            sex: criteria.sex.unwrap_or(Sex::Unknown).code(),
            place: place_key(criteria.address?.as_str()),
        })
    }

    /// The day of birth, when it is one.
    pub fn day(&self) -> Option<Date> {
        (self.born.0 == self.born.1).then_some(self.born.0)
    }
}

/// Someone found: who, how sure (2 certain, 1 probable, 0 possible), and how alike.
pub type Hit = (usize, u8, f64);

/// Another way of searching.
pub trait Baseline {
    /// What it is, in a word or two.
    fn name(&self) -> &'static str;
    /// Everyone found, in no order.
    fn find(&self, asked: &Asked) -> Vec<Hit>;
}

/// Answers a search with a baseline.
pub fn answer(
    baseline: &dyn Baseline,
    people: &[Known],
    query_id: &str,
    criteria: &Value,
    today: Date,
) -> Answer {
    let began = edge::tick();
    let mut found = Asked::of(criteria, today)
        .map(|asked| baseline.find(&asked))
        .unwrap_or_default();
    // People who are as alike come in the order of the register, as from any list.
    found.sort_by(|a, b| {
        let by_alike = (b.1, b.2).partial_cmp(&(a.1, a.2));
        by_alike.unwrap_or(Ordering::Equal).then(a.0.cmp(&b.0))
    });
    let likely = found.iter().filter(|hit| hit.1 >= 1).count();
    Answer {
        query_id: query_id.to_owned(),
        refused: None,
        total: found.len(),
        likely,
        bounded: false,
        candidates: found
            .iter()
            .take(Lookup::MAX_ROWS)
            .map(|(index, sure, alike)| Offered {
                id: people[*index].id.clone(),
                grade: match sure {
                    2 => "certain",
                    1 => "probable",
                    _ => "possible",
                }
                .to_owned(),
                score: (alike * 100.0) as i32,
            })
            .collect(),
        micros: micros(began.elapsed()),
    }
}
