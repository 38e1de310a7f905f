//! Boolean rules as open FHIR servers come with: both names alike by Jaro-Winkler 0.8; with the same
//! birth date a match, with a close one a possible match.

use super::{Asked, Baseline, Hit, Known};
use std::collections::{BTreeMap, BTreeSet};
use tasuki_domain::time::Date;

const ALIKE: f64 = 0.8;

/// Finds by the rules. People are looked up by day of birth, which leaves out nobody whom the rules
/// would find.
pub struct Winkler<'a> {
    people: &'a [Known],
    by_day: BTreeMap<Date, Vec<usize>>,
}

impl<'a> Winkler<'a> {
    pub fn of(people: &'a [Known]) -> Self {
        let mut by_day: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
        for (index, person) in people.iter().enumerate() {
            by_day.entry(person.born).or_default().push(index);
        }
        Self { people, by_day }
    }

    fn judged(&self, index: usize, sure: u8, asked: &Asked) -> Option<Hit> {
        let person = &self.people[index];
        let family = strsim::jaro_winkler(&person.family, &asked.family);
        let given = strsim::jaro_winkler(&person.given, &asked.given);
        (family >= ALIKE && given >= ALIKE).then_some((index, sure, family + given))
    }
}

/// Days that a slip makes of a day: one figure, day and month, a year more or less.
fn close(day: Date) -> BTreeSet<Date> {
    let mut days = BTreeSet::new();
    let (year, month, of_month) = (day.year(), day.month(), day.day());
    days.extend(Date::new(year, of_month, month));
    days.extend(Date::new(year + 1, month, of_month));
    days.extend(Date::new(year - 1, month, of_month));
    let text = format!("{year:04}{month:02}{of_month:02}");
    for place in 0..text.len() {
        for figure in '0'..='9' {
            let slipped: String = text
                .char_indices()
                .map(|(at, c)| if at == place { figure } else { c })
                .collect();
            days.extend(Date::strptime("%Y%m%d", &slipped));
        }
    }
    days.remove(&day);
    days
}

impl Baseline for Winkler<'_> {
    fn name(&self) -> &'static str {
        "Jaro–Winkler 0.8"
    }

    fn find(&self, asked: &Asked) -> Vec<Hit> {
        let on = |from: Date, to: Date, sure: u8| {
            self.by_day
                .range(from..=to)
                .flat_map(|(_, people)| people)
                .filter_map(move |index| self.judged(*index, sure, asked))
        };
        let Some(day) = asked.day() else {
            return on(asked.born.0, asked.born.1, 1).collect();
        };
        let near = close(day).into_iter().flat_map(|day| on(day, day, 1));
        on(day, day, 2).chain(near).collect()
    }
}
