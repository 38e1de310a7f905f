//! From what the searcher knows to narrow probes of the index.

use crate::{
    KeyKind, Plan, Probe, SearchKey, Subject,
    asked::{Asked, AskedNames, birth_readings, meant},
    key::{last4, month_and_day, whole_names},
};
use std::collections::BTreeSet;
use tasuki_domain::{
    birth_date::{PartialDate, Reading},
    lookup::Criteria,
    text::PhoneFragment,
    time::Date,
};

/// The probes of a search; none when the search may not run (see [`crate::meant`]).
///
/// Any item may be wrong, so the items are asked in pairs: name and day, name and place, place and
/// day, name and digits of the telephone. A slip in the date leaves month and day, or the year; a
/// slip in one part of the name leaves the other. What a common name shares with thousands (its
/// place, its decade) is asked only where nothing narrower was said.
pub fn plan(criteria: &Criteria) -> Plan {
    if meant(criteria).is_enough() {
        planned(criteria)
    } else {
        Plan::default()
    }
}

/// The probes of a search of a register that has a stated purpose behind it: also by a name alone.
pub fn plan_with_purpose(criteria: &Criteria) -> Plan {
    if meant(criteria).is_enough_with_purpose() {
        planned(criteria)
    } else {
        Plan::default()
    }
}

/// Everyone who bears a whole name of a person, in any script, and was born as they were. Who has no
/// kana on record is found by kana only so: they have to be seen before that person is certain.
pub fn namesakes(subject: &Subject) -> Probe {
    let sketch = &subject.sketch;
    let keys = sketch
        .names
        .iter()
        .flat_map(|name| whole_names(name, sketch.birth));
    let keys: BTreeSet<String> = keys.map(|key| key.text()).collect();
    Probe::AnyOf(keys.into_iter().collect())
}

fn planned(criteria: &Criteria) -> Plan {
    if let Some(card) = criteria.card_number {
        let key = SearchKey::new(KeyKind::Card, card.digits());
        return Plan {
            guard: vec![Probe::AnyOf(vec![key.text()])],
            items: vec![("card", card.digits())],
            ..Plan::default()
        };
    }
    let asked = Asked::of(criteria);
    let mut planned = Planned::default();
    let words: &[String] = asked.place.as_ref().map_or(&[], |place| &place.words);
    let digits = criteria.phone.as_ref().map(|phone| match phone {
        PhoneFragment::Full(phone) => phone.digits().to_owned(),
        PhoneFragment::Last4(digits) => digits.clone(),
    });
    if let Some(digits) = &digits {
        planned.guard(SearchKey::new(KeyKind::Phone, digits));
        planned.item("phone", digits);
    }
    for reading in birth_readings(criteria) {
        planned.item("birth_date", &format!("{}/{}", reading.from, reading.to));
        planned.places_and_day(words, reading);
    }
    for word in words {
        planned.item("place", word);
    }
    for names in asked.names() {
        let names = Names::of(names);
        for whole in &names.wholes {
            planned.item("name", whole);
        }
        for reading in birth_readings(criteria) {
            match reading.exact() {
                Some(day) => planned.name_and_day(&names, day, words),
                None => planned.name_and_range(&names, reading, words, digits.is_some()),
            }
        }
        planned.name_and_place(&names, words, criteria.birth_date.is_none());
        if let Some(digits) = &digits {
            planned.name_and_phone(&names, last4(digits));
        }
        planned.name_alone(&names, criteria, words);
    }
    planned.plan()
}

/// The parts of a name as the index has them.
struct Names {
    wholes: BTreeSet<String>,
    singles: BTreeSet<String>,
    consonants: BTreeSet<String>,
    in_one_piece: bool,
}

impl Names {
    fn of(names: &AskedNames) -> Self {
        let filled = |mut parts: BTreeSet<String>| {
            parts.remove("");
            parts
        };
        Self {
            wholes: filled(names.wholes()),
            singles: filled(names.singles()),
            consonants: names.consonants(),
            in_one_piece: names.in_one_piece(),
        }
    }

    fn each(&self) -> BTreeSet<&String> {
        self.wholes.iter().chain(&self.singles).collect()
    }
}

/// Keys asked for exactly, gathered so that one statement asks them all.
#[derive(Default)]
struct Planned {
    guarded: BTreeSet<String>,
    guard: Vec<Probe>,
    widened: BTreeSet<String>,
    wide: Vec<Probe>,
    last: BTreeSet<String>,
    whatever_date: Vec<Probe>,
    beginnings: Vec<Probe>,
    items: BTreeSet<(&'static str, String)>,
}

impl Planned {
    fn item(&mut self, kind: &'static str, value: &str) {
        self.items.insert((kind, value.to_owned()));
    }

    fn guard(&mut self, key: SearchKey) {
        self.guarded.insert(key.text());
    }

    fn last(&mut self, key: SearchKey) {
        self.last.insert(key.text());
    }

    fn widen(&mut self, key: SearchKey) {
        self.widened.insert(key.text());
    }

    /// Everyone of a part of the name on the day; everyone of the whole name in the year, whatever
    /// month and day, and on the month and day, whatever year (an era that slipped keeps both). Then
    /// the same of a part of the name, in the town if one was said, as that of a common name would be
    /// hundreds.
    fn name_and_day(&mut self, names: &Names, day: Date, words: &[String]) {
        for part in names.each() {
            for date in known_as(day) {
                self.guard(SearchKey::pair(KeyKind::NameDate, part, date));
            }
        }
        for consonants in &names.consonants {
            self.widen(SearchKey::pair(KeyKind::NameDate, consonants, day));
        }
        let (year, day_of_year) = (PartialDate::Year(day.year()), month_and_day(day));
        for whole in &names.wholes {
            self.guard(SearchKey::pair(KeyKind::NameDay, whole, &day_of_year));
            let year = SearchKey::pair(KeyKind::NameDate, whole, year);
            self.guard.push(Probe::Prefix(year.text()));
        }
        // In one piece, every place where it may be parted would be asked for.
        if names.in_one_piece {
            self.last(SearchKey::new(KeyKind::BirthDate, day.to_string()));
            return;
        }
        for single in &names.singles {
            for word in words {
                let named = format!("{word}|{single}");
                self.widen(SearchKey::pair(KeyKind::PlaceNameDay, &named, &day_of_year));
                let year = SearchKey::pair(KeyKind::PlaceNameDate, &named, year);
                self.wide.push(Probe::Prefix(year.text()));
            }
            if words.is_empty() {
                self.widen(SearchKey::pair(KeyKind::NameDay, single, &day_of_year));
                for slipped in month_slips(day) {
                    self.widen(SearchKey::pair(KeyKind::NameDate, single, slipped));
                }
                let month = PartialDate::Month(day.year(), day.month());
                let month = SearchKey::pair(KeyKind::NameDate, single, month);
                self.wide.push(Probe::Prefix(month.text()));
            }
        }
        if words.is_empty() {
            for date in known_as(day) {
                self.last(SearchKey::new(KeyKind::BirthDate, date.to_string()));
            }
        }
    }

    /// Everyone of the whole name in a month, a year, a decade; of a part of it in the town, or when
    /// that is all that was said.
    fn name_and_range(&mut self, names: &Names, reading: &Reading, words: &[String], more: bool) {
        // In text order `1940` < `1940-12` < `1940-12-01`: of the year and the month in which the range
        // begins, whoever is on record without a day stands before it, among months that were not
        // asked for.
        let first = reading.from;
        let vague = [
            PartialDate::Year(first.year()),
            PartialDate::Month(first.year(), first.month()),
        ];
        let range = |kind, part: &str| {
            let from = SearchKey::pair(kind, part, first);
            let to = SearchKey::pair(kind, part, reading.to);
            Probe::Range(from.text(), to.text())
        };
        for whole in &names.wholes {
            for date in vague {
                self.widen(SearchKey::pair(KeyKind::NameDate, whole, date));
            }
            self.wide.push(range(KeyKind::NameDate, whole));
        }
        for part in names.singles.iter().chain(&names.consonants) {
            for word in words {
                let named = format!("{word}|{part}");
                for date in vague {
                    self.widen(SearchKey::pair(KeyKind::PlaceNameDate, &named, date));
                }
                self.wide.push(range(KeyKind::PlaceNameDate, &named));
                // Only the beginning may have been heard.
                let named = SearchKey::new(KeyKind::PlaceNameDate, named);
                self.beginnings.push(Probe::Prefix(named.text()));
            }
            if words.is_empty() && !more {
                for date in vague {
                    self.widen(SearchKey::pair(KeyKind::NameDate, part, date));
                }
                self.wide.push(range(KeyKind::NameDate, part));
            }
        }
    }

    fn name_and_place(&mut self, names: &Names, words: &[String], no_birth_date: bool) {
        for word in words {
            for whole in &names.wholes {
                let key = SearchKey::pair(KeyKind::PlaceName, word, whole);
                if names.in_one_piece {
                    self.wide.push(Probe::Prefix(key.text()));
                }
                self.guard(key);
            }
            if no_birth_date {
                for part in names.singles.iter().chain(&names.consonants) {
                    let key = SearchKey::pair(KeyKind::PlaceNameDate, word, part);
                    self.wide.push(Probe::Prefix(key.text()));
                }
            }
        }
    }

    /// The whole name whatever the birth date and the town. That of a common name is no short range,
    /// so only where nothing else was said, or nobody was found.
    fn name_alone(&mut self, names: &Names, criteria: &Criteria, words: &[String]) {
        let known_day = birth_readings(criteria)
            .iter()
            .any(|reading| reading.exact().is_some());
        for whole in &names.wholes {
            let whole = Probe::Prefix(SearchKey::new(KeyKind::NameDate, whole).text());
            if criteria.birth_date.is_none() && words.is_empty() {
                self.wide.push(whole);
            } else if !known_day || words.is_empty() {
                self.whatever_date.push(whole);
            }
        }
    }

    fn places_and_day(&mut self, words: &[String], reading: &Reading) {
        let Some(day) = reading.exact() else { return };
        for word in words {
            for date in known_as(day) {
                self.widen(SearchKey::pair(KeyKind::PlaceDate, word, date));
            }
        }
    }

    fn name_and_phone(&mut self, names: &Names, last4: &str) {
        for part in names.each() {
            self.guard(SearchKey::pair(KeyKind::PhoneName, last4, part));
        }
        if names.in_one_piece {
            for whole in &names.wholes {
                let key = SearchKey::pair(KeyKind::PhoneName, last4, whole);
                self.wide.push(Probe::Prefix(key.text()));
            }
        }
    }

    fn plan(self) -> Plan {
        let any_of = |texts: BTreeSet<String>| {
            (!texts.is_empty()).then(|| Probe::AnyOf(texts.into_iter().collect()))
        };
        let widened = self.widened.difference(&self.guarded).cloned().collect();
        Plan {
            guard: any_of(self.guarded).into_iter().chain(self.guard).collect(),
            wide: any_of(widened).into_iter().chain(self.wide).collect(),
            last: any_of(self.last)
                .into_iter()
                .chain(self.beginnings)
                .chain(self.whatever_date)
                .collect(),
            items: self.items.into_iter().collect(),
        }
    }
}

/// The day, and the month and the year by which it may be on record.
fn known_as(day: Date) -> impl Iterator<Item = PartialDate> {
    [
        PartialDate::Day(day),
        PartialDate::Month(day.year(), day.month()),
        PartialDate::Year(day.year()),
    ]
    .into_iter()
}

/// The same day of every month of the year, and day and month turned round.
fn month_slips(day: Date) -> impl Iterator<Item = PartialDate> {
    let months = (1..=12).filter_map(move |month| Date::new(day.year(), month, day.day()).ok());
    let turned = Date::new(day.year(), day.day(), day.month()).ok();
    months.chain(turned).map(PartialDate::Day)
}

#[cfg(test)]
mod tests;
