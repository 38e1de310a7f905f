//! People who are not registered: anybody, and near-doubles of people who are.

use crate::{
    Places, Resident, Sex,
    population::{Names, born},
    random::Random,
};
use std::collections::HashSet;

/// How near somebody who is not registered is to somebody who is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stranger {
    /// Anybody.
    Anybody,
    /// Of the same name and town, born on another day.
    OtherBirth,
    /// Of the same name, born on the same day, living in another town.
    OtherTown,
    /// A twin, living with or near the registered one.
    Twin,
    /// Of the same household.
    Relative,
}

impl Stranger {
    pub const NEAR: [Self; 4] = [
        Self::OtherBirth,
        Self::OtherTown,
        Self::Twin,
        Self::Relative,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Anybody => "anybody",
            Self::OtherBirth => "other_birth",
            Self::OtherTown => "other_town",
            Self::Twin => "twin",
            Self::Relative => "relative",
        }
    }

    /// Somebody that near to a registered person; none where that makes nobody new.
    pub fn beside(
        self,
        of: &Resident,
        random: &mut Random,
        names: &Names,
        places: &Places,
    ) -> Option<Resident> {
        let mut resident = of.clone();
        let person = &mut resident.person;
        person.id.clear();
        person.alt_names.clear();
        let year = person.birth_date.year();
        match self {
            Self::Anybody => return None,
            Self::OtherBirth => {
                let age = super::birth::age(person.birth_date) + random.between(-9, 9);
                person.birth_date = born(random, age.clamp(1, 100));
            }
            Self::OtherTown => {
                resident.place = places.draw(random);
                // Towns of one name cannot be told apart when the city is left out.
                if resident.place.town.name == of.place.town.name {
                    return None;
                }
            }
            Self::Twin | Self::Relative if person.family.is_ascii() => return None,
            Self::Twin => {
                let given = crate::population::Name::new(&*person.given, &*person.given_kana);
                let twin = names.twin(random, &given, person.sex, year);
                person.given = twin.written;
                person.given_kana = twin.kana;
            }
            Self::Relative => {
                person.sex = match person.sex {
                    Sex::Female => Sex::Male,
                    _ => Sex::Female,
                };
                let age = super::birth::age(person.birth_date);
                let apart = if random.permille(500) { -30 } else { 3 };
                person.birth_date = born(random, (age + apart).clamp(1, 104));
                let given = names.given(random, person.sex, person.birth_date.year());
                person.given = given.written;
                person.given_kana = given.kana;
            }
        }
        Some(resident)
    }
}

/// Who is registered, as far as to say that somebody is not.
pub struct Registered(HashSet<(String, jiff::civil::Date, String)>);

fn entry(resident: &Resident) -> (String, jiff::civil::Date, String) {
    let person = &resident.person;
    let name = if person.family_kana.is_empty() {
        format!("{}{}", person.family, person.given)
    } else {
        format!("{}{}", person.family_kana, person.given_kana)
    };
    (name, person.birth_date, resident.place.town_text())
}

impl Registered {
    pub fn of(residents: &[Resident]) -> Self {
        Self(residents.iter().map(entry).collect())
    }

    /// Whether somebody of that name, birth date and town is.
    pub fn has(&self, resident: &Resident) -> bool {
        self.0.contains(&entry(resident))
    }
}
