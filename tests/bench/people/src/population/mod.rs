//! The register: people one after the other, the same for the same seed.

pub mod characters;
mod foreign;
mod household;
mod names;
mod places;

pub use household::born;
pub use names::{Name, Names};
pub use places::{Division, PREFECTURE, Place, Places, Town, kanji_number};

use crate::{Person, random::Random};
use household::Draw;
use std::collections::VecDeque;

/// A person, and what the line about them does not say in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resident {
    pub person: Person,
    pub place: Place,
    /// How a name in letters sounds, whether or not it is on record.
    pub sounds: Option<(&'static str, &'static str)>,
}

/// Every so many households one is somebody of the name and birth date of somebody else.
const NAMESAKE_EVERY: u64 = 1_500;

/// People without end.
pub struct Population<'a> {
    names: &'a Names,
    places: &'a Places,
    seed: u64,
    household: u64,
    serial: u64,
    waiting: VecDeque<Resident>,
}

impl<'a> Population<'a> {
    pub fn new(seed: u64, names: &'a Names, places: &'a Places) -> Self {
        Self {
            names,
            places,
            seed,
            household: 0,
            serial: 0,
            waiting: VecDeque::new(),
        }
    }

    fn draw(&self, household: u64, part: u64) -> Draw<'a> {
        Draw {
            names: self.names,
            places: self.places,
            random: Random::of(self.seed, household * 2 + part),
            number: household,
        }
    }
}

impl Iterator for Population<'_> {
    type Item = Resident;

    fn next(&mut self) -> Option<Resident> {
        while self.waiting.is_empty() {
            let people = self.draw(self.household, 0).household();
            if self.household % NAMESAKE_EVERY == NAMESAKE_EVERY - 1
                && let Some(first) = people.first()
            {
                let namesake = self.draw(self.household, 1).namesake(first);
                self.waiting.push_back(namesake);
            }
            self.waiting.extend(people);
            self.household += 1;
        }
        let mut resident = self.waiting.pop_front()?;
        self.serial += 1;
        resident.person.id = format!("p{:07}", self.serial);
        Some(resident)
    }
}
