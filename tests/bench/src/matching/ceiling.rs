//! What the best of searches could reach: a query cannot tell people apart who share all that it
//! says, and then one of them is as good an answer as another.

use super::baseline::{Known, place_key};
use std::collections::HashMap;
use tasuki_bench_people::Told;

/// The chances of the person meant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ceiling {
    /// To stand first.
    pub first: f64,
    /// To stand among the first three.
    pub among_three: f64,
}

impl Ceiling {
    /// Of so many people who cannot be told apart.
    pub fn among(people: usize) -> Self {
        let people = people.max(1) as f64;
        Self {
            first: 1.0 / people,
            among_three: (3.0 / people).min(1.0),
        }
    }
}

/// People by what may be said of them.
pub struct Ceilings<'a> {
    people: &'a [Known],
    by_family: Vec<usize>,
    by_written: HashMap<&'a str, Vec<usize>>,
    by_phone: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Ceilings<'a> {
    pub fn of(people: &'a [Known]) -> Self {
        let mut by_family: Vec<usize> = (0..people.len()).collect();
        by_family.sort_by(|a, b| people[*a].family.cmp(&people[*b].family));
        let mut by_written: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut by_phone: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, person) in people.iter().enumerate() {
            by_written.entry(&person.written).or_default().push(index);
            if !person.phone.is_empty() {
                by_phone.entry(&person.phone).or_default().push(index);
            }
        }
        Self {
            people,
            by_family,
            by_written,
            by_phone,
        }
    }

    /// How many people share all that is told; at least the person meant.
    pub fn sharing(&self, told: &Told) -> usize {
        let place = told.town.as_deref().map(place_key);
        self.narrow(told)
            .filter(|index| shares(&self.people[*index], told, place.as_deref()))
            .count()
            .max(1)
    }

    /// The people worth comparing.
    fn narrow<'b>(&'b self, told: &'b Told) -> Box<dyn Iterator<Item = usize> + 'b> {
        let listed = |list: Option<&'b Vec<usize>>| -> Box<dyn Iterator<Item = usize> + 'b> {
            Box::new(list.into_iter().flatten().copied())
        };
        if let Some(phone) = told
            .phone
            .as_deref()
            .filter(|phone| !phone.starts_with('*'))
        {
            return listed(self.by_phone.get(phone));
        }
        if let Some(written) = &told.written {
            return listed(self.by_written.get(written.as_str()));
        }
        let Some(family) = &told.family else {
            return Box::new(0..self.people.len());
        };
        let start = family.trim_end_matches('*');
        let from = self
            .by_family
            .partition_point(|index| self.people[*index].family.as_str() < start);
        Box::new(
            self.by_family[from..]
                .iter()
                .copied()
                .take_while(move |index| self.people[*index].family.starts_with(start)),
        )
    }
}

/// Whether a name is the one told, or begins with it.
fn is_named(name: &str, told: Option<&String>) -> bool {
    told.is_none_or(|told| match told.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == told,
    })
}

fn shares(person: &Known, told: &Told, place: Option<&str>) -> bool {
    is_named(&person.family, told.family.as_ref())
        && is_named(&person.given, told.given.as_ref())
        && told
            .written
            .as_ref()
            .is_none_or(|told| *told == person.written)
        && told
            .born
            .is_none_or(|(from, to)| (from..=to).contains(&person.born))
        && told.sex.as_deref().is_none_or(|sex| sex == person.sex)
        && place.is_none_or(|place| person.place.contains(place))
        && told
            .phone
            .as_deref()
            .is_none_or(|phone| match phone.strip_prefix('*') {
                Some(last) => person.phone.ends_with(last),
                None => person.phone == phone,
            })
}
