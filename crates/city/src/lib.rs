//! うみかぜ市: a fictional city, the same for the same seed and day.
//!
//! Households are drawn one after the other from streams of their own, so a larger city begins with
//! the smaller one. Names, ages and illnesses are as frequent as in an elderly register; places,
//! telephone numbers and institutions do not exist. The first people are the patients of the
//! drills ([`training`]), the same in every city.

mod address;
mod care;
mod conditions;
mod consents;
mod contacts;
mod devices;
mod homes;
mod household;
mod made;
mod medications;
mod names;
pub mod offices;
mod person;
mod random;
#[cfg(test)]
mod tests;
pub mod training;
mod wishes;

pub use consents::Form;
pub use made::Made;
pub use person::Person;

use random::Random;
use std::collections::{HashSet, VecDeque};
use tasuki_domain::{birth_date::PartialDate, fact::device::DeviceKind, time::Date};

/// The people of the city, one after the other, without end.
#[derive(Debug)]
pub struct City {
    seed: u64,
    today: Date,
    /// The next household.
    household: u64,
    /// The number of the next person.
    serial: u64,
    waiting: VecDeque<Person>,
    /// Kana and birth dates that are taken: a roster refuses a second such person.
    taken: HashSet<(String, PartialDate)>,
}

/// Every so many people one has a device whose kind is next in turn, so that every kind occurs.
const DEVICE_EVERY: u64 = 29;

impl City {
    /// The city of a seed as it is on a day.
    pub fn new(seed: u64, today: Date) -> Made<Self> {
        let waiting: VecDeque<Person> = training::patients(today)?.into();
        let mut city = Self {
            seed,
            today,
            household: 0,
            serial: 1,
            taken: HashSet::new(),
            waiting: VecDeque::new(),
        };
        for person in &waiting {
            city.taken.insert(key(person));
        }
        city.waiting = waiting;
        Ok(city)
    }

    fn move_in(&mut self) -> Made<()> {
        let mut random = Random::stream(self.seed, self.household);
        let places = household::household(&mut random, self.household, self.serial, self.today)?;
        self.household += 1;
        for mut place in places {
            let serial = place.serial;
            self.serial = serial + 1;
            let adult = self.today.year() - place.birth.year() >= 60;
            if adult && serial % DEVICE_EVERY == 0 {
                let turn = (serial / DEVICE_EVERY) as usize % DeviceKind::ALL.len();
                place.device = DeviceKind::ALL.get(turn).copied();
            }
            let mut person = person::person(&mut random, place, self.today)?;
            if let Some(latin) = household::latin(&person.identity.name)? {
                person.identity.other_names.push(latin);
                person.identity.language = Some(made::line("やさしい日本語")?);
            }
            // Someone of the same kana and birth date moves to another town.
            if self.taken.insert(key(&person)) {
                self.waiting.push_back(person);
            }
        }
        Ok(())
    }

    fn next_person(&mut self) -> Made<Person> {
        loop {
            if let Some(person) = self.waiting.pop_front() {
                return Ok(person);
            }
            self.move_in()?;
        }
    }
}

fn key(person: &Person) -> (String, PartialDate) {
    let name = &person.identity.name;
    let kana = name.kana().unwrap_or_else(|| name.written());
    let joined = kana.split_whitespace().collect();
    (joined, person.identity.birth_date)
}

impl Iterator for City {
    type Item = Made<Person>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.next_person())
    }
}
