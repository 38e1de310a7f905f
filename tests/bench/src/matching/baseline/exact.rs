//! Kana, birth date, sex and town, all equal: what look-ups of national registers demand.

use super::{Asked, Baseline, Hit, Known};
use std::collections::HashMap;
use tasuki_domain::time::Date;

type Key = (String, String, Date);

/// Finds whoever is equal in all four.
pub struct Exact<'a> {
    people: &'a [Known],
    by_key: HashMap<Key, Vec<usize>>,
}

impl<'a> Exact<'a> {
    pub fn of(people: &'a [Known]) -> Self {
        let mut by_key: HashMap<Key, Vec<usize>> = HashMap::new();
        for (index, person) in people.iter().enumerate() {
            let key = (person.family.clone(), person.given.clone(), person.born);
            by_key.entry(key).or_default().push(index);
        }
        Self { people, by_key }
    }
}

impl Baseline for Exact<'_> {
    fn name(&self) -> &'static str {
        "exact four items"
    }

    fn find(&self, asked: &Asked) -> Vec<Hit> {
        let Some(day) = asked.day() else {
            return Vec::new();
        };
        let key = (asked.family.clone(), asked.given.clone(), day);
        let found = self.by_key.get(&key).into_iter().flatten();
        found
            .filter(|index| {
                let person = &self.people[**index];
                person.sex == asked.sex && person.place.contains(&asked.place)
            })
            .map(|index| (*index, 2, 1.0))
            .collect()
    }
}
