//! Shared trigrams of name, birth date and address, as a text index of a database has them.

use super::{Asked, Baseline, Hit, Known};
use std::{cell::RefCell, collections::BTreeSet, collections::HashMap};
use tasuki_domain::{lookup::Lookup, time::Date};

/// The share of the query's trigrams from which someone is offered as probable.
const PROBABLE: f64 = 0.7;

/// Finds whoever shares most of the query's trigrams.
pub struct Trigram {
    lists: HashMap<[char; 3], Vec<u32>>,
    /// How many of the query's trigrams each person has; zero between searches.
    counts: RefCell<Vec<u16>>,
}

fn trigrams(family: &str, given: &str, day: Option<Date>, place: &str) -> BTreeSet<[char; 3]> {
    let mut all = BTreeSet::new();
    let day = day.map_or_else(String::new, |day| day.to_string());
    for (mark, text) in [("n ", family), ("n ", given), ("d ", &day), ("", place)] {
        // A mark keeps names and dates apart and their ends count; a town may stand anywhere.
        let end = if mark.is_empty() { "" } else { " " };
        let padded: Vec<char> = [mark, text, end].concat().chars().collect();
        if !text.is_empty() {
            all.extend(padded.windows(3).filter_map(|three| match three {
                [a, b, c] => Some([*a, *b, *c]),
                _ => None,
            }));
        }
    }
    all
}

impl Trigram {
    pub fn of(people: &[Known]) -> Self {
        let mut lists: HashMap<[char; 3], Vec<u32>> = HashMap::new();
        for (index, person) in (0..).zip(people) {
            let (family, given) = (&person.family, &person.given);
            for trigram in trigrams(family, given, Some(person.born), &person.place) {
                lists.entry(trigram).or_default().push(index);
            }
        }
        Self {
            lists,
            counts: RefCell::new(vec![0; people.len()]),
        }
    }
}

impl Baseline for Trigram {
    fn name(&self) -> &'static str {
        "trigrams"
    }

    fn find(&self, asked: &Asked) -> Vec<Hit> {
        let wanted = trigrams(&asked.family, &asked.given, asked.day(), &asked.place);
        let mut counts = self.counts.borrow_mut();
        let mut touched: Vec<u32> = Vec::new();
        for index in wanted
            .iter()
            .filter_map(|three| self.lists.get(three))
            .flatten()
        {
            let count = &mut counts[*index as usize];
            if *count == 0 {
                touched.push(*index);
            }
            *count += 1;
        }
        // Whoever has no more than the eighth best cannot be shown.
        let mut by_count = vec![0_usize; wanted.len() + 1];
        for index in &touched {
            by_count[usize::from(counts[*index as usize])] += 1;
        }
        let mut shown = 0;
        let mut least = wanted.len();
        while least > 1 && shown < Lookup::MAX_ROWS {
            shown += by_count[least];
            least -= 1;
        }
        let mut found = Vec::new();
        for index in touched {
            let count = usize::from(std::mem::take(&mut counts[index as usize]));
            if count > least {
                let alike = count as f64 / wanted.len() as f64;
                found.push((index as usize, u8::from(alike >= PROBABLE), alike));
            }
        }
        found
    }
}
