//! People who live together, and people who are easily taken for each other.

use super::{
    Resident, characters, foreign,
    names::{Name, Names},
    places::{Place, Places, mobile},
};
use crate::{Person, Sex, TODAY, random::Random};
use jiff::civil::Date;

/// A whole name.
#[derive(Debug, Clone)]
pub struct Named {
    pub family: Name,
    pub given: Name,
    pub alt_names: Vec<String>,
    /// How a name in letters sounds, whether or not it is on record.
    pub sounds: Option<(&'static str, &'static str)>,
}

/// Draws households.
pub struct Draw<'a> {
    pub names: &'a Names,
    pub places: &'a Places,
    pub random: Random,
    /// The number of the household.
    pub number: u64,
}

/// Ages of a register for emergencies, of 100 heads of households.
fn age(random: &mut Random) -> i32 {
    match random.below(100) {
        0..26 => random.between(65, 74),
        26..63 => random.between(75, 84),
        63..84 => random.between(85, 94),
        84..86 => random.between(95, 103),
        86..96 => random.between(40, 64),
        _ => random.between(18, 39),
    }
}

/// A day on which someone of that age may have been born.
pub fn born(random: &mut Random, age: i32) -> Date {
    let days = age * 365 + age / 4 + random.between(1, 364);
    TODAY.saturating_sub(jiff::Span::new().days(days))
}

fn sex(random: &mut Random, age: i32) -> Sex {
    // Women live longer.
    let women = if age > 85 { 680 } else { 550 };
    match random.below(1000) {
        0..2 => Sex::Other,
        drawn if drawn < women => Sex::Female,
        _ => Sex::Male,
    }
}

impl Draw<'_> {
    /// The people of a household.
    pub fn household(mut self) -> Vec<Resident> {
        match self.random.below(1000) {
            0..20 => self.foreigners(),
            20..23 => self.twins(),
            23..95 => {
                let place = self.places.draw_home(&mut self.random);
                vec![self.single(place)]
            }
            95..470 => {
                let place = self.places.draw(&mut self.random);
                vec![self.single(place)]
            }
            _ => self.family(),
        }
    }

    fn surname(&mut self) -> Name {
        let name = self.names.surnames.draw(&mut self.random).clone();
        Name::new(characters::kept(&mut self.random, &name.written), name.kana)
    }

    fn given(&mut self, sex: Sex, year: i16) -> Name {
        let name = self.names.given(&mut self.random, sex, year);
        Name::new(characters::kept(&mut self.random, &name.written), name.kana)
    }

    /// Someone's name, with another that they had or are called by.
    fn named(&mut self, family: &Name, sex: Sex, year: i16, married: bool) -> Named {
        let given = self.given(sex, year);
        let mut alt_names = Vec::new();
        if married && self.random.permille(160) {
            let Name { written, kana } = self.surname();
            alt_names.push(if self.random.permille(500) {
                format!("{written} {kana}")
            } else {
                format!("{written} {} {kana} {}", given.written, given.kana)
            });
        } else if self.random.permille(12) {
            let common = self.given(sex, year);
            alt_names.push(format!(
                "{} {} {} {}",
                family.written, common.written, family.kana, common.kana
            ));
        }
        Named {
            family: family.clone(),
            given,
            alt_names,
            sounds: None,
        }
    }

    fn resident(
        &mut self,
        named: Named,
        birth: Date,
        sex: Sex,
        home: &Home,
        index: u64,
    ) -> Resident {
        let number = self.number * 8 + index;
        let phone = match self.random.below(100) {
            0..12 => String::new(),
            12..66 => home.place.phone(self.number),
            _ => mobile(number),
        };
        // Whoever writes it down leaves the hyphens out now and then.
        let phone = if self.random.permille(250) {
            phone.replace('-', "")
        } else {
            phone
        };
        let Named {
            family,
            given,
            alt_names,
            sounds,
        } = named;
        Resident {
            person: Person {
                id: String::new(),
                family: family.written,
                given: given.written,
                family_kana: family.kana,
                given_kana: given.kana,
                alt_names,
                birth_date: birth,
                sex,
                phone,
                address: home.written.clone(),
            },
            place: home.place.clone(),
            sounds,
        }
    }

    fn home(&mut self, place: Place) -> Home {
        let written = place.written(&mut self.random);
        Home { place, written }
    }

    fn single(&mut self, place: Place) -> Resident {
        let home = self.home(place);
        let age = age(&mut self.random);
        let (sex, birth) = (sex(&mut self.random, age), born(&mut self.random, age));
        let family = self.surname();
        let married = sex == Sex::Female && age > 30;
        let named = self.named(&family, sex, birth.year(), married);
        self.resident(named, birth, sex, &home, 0)
    }

    fn family(&mut self) -> Vec<Resident> {
        let place = self.places.draw(&mut self.random);
        let home = self.home(place);
        let family = self.surname();
        let age = age(&mut self.random).max(24);
        let mut ages = vec![
            (Sex::Male, age, false),
            (Sex::Female, age - self.random.between(-3, 8), true),
        ];
        // One of them with a grown child, or both with children.
        match self.random.below(10) {
            0..2 if age > 60 => {
                ages.remove(0);
                ages.push((sex(&mut self.random, 40), age - 28, false));
            }
            2 => {
                for _ in 0..self.random.between(1, 2) {
                    let child = (age - self.random.between(24, 34)).max(1);
                    ages.push((sex(&mut self.random, child), child, false));
                }
            }
            _ => {}
        }
        let mut people = Vec::new();
        for (index, (sex, age, married)) in ages.into_iter().enumerate() {
            let birth = born(&mut self.random, age.clamp(1, 104));
            let named = self.named(&family, sex, birth.year(), married);
            people.push(self.resident(named, birth, sex, &home, index as u64));
        }
        people
    }

    /// Twins: under one roof, or a married sister under another.
    fn twins(&mut self) -> Vec<Resident> {
        let place = self.places.draw(&mut self.random);
        let home = self.home(place);
        let family = self.surname();
        let age = age(&mut self.random);
        let birth = born(&mut self.random, age);
        let first = sex(&mut self.random, age);
        let second = if self.random.permille(750) {
            first
        } else {
            sex(&mut self.random, age)
        };
        let one = self.named(&family, first, birth.year(), false);
        let given = self
            .names
            .twin(&mut self.random, &one.given, second, birth.year());
        let mut other = Named {
            family: family.clone(),
            given,
            alt_names: Vec::new(),
            sounds: None,
        };
        let mut other_home = home.clone();
        if self.random.permille(500) {
            let place = self.places.draw(&mut self.random);
            other_home = self.home(place);
            if second == Sex::Female && self.random.permille(700) {
                other.family = self.surname();
                other
                    .alt_names
                    .push(format!("{} {}", family.written, family.kana));
            }
        }
        vec![
            self.resident(one, birth, first, &home, 0),
            self.resident(other, birth, second, &other_home, 1),
        ]
    }

    fn foreigners(&mut self) -> Vec<Resident> {
        let place = self.places.draw(&mut self.random);
        let home = self.home(place);
        let age = age(&mut self.random);
        let sex = sex(&mut self.random, age);
        let named = foreign::named(&mut self.random, sex == Sex::Female);
        let birth = born(&mut self.random, age);
        let mut people = vec![self.resident(named, birth, sex, &home, 0)];
        if self.random.permille(400) {
            let (sex, given) = match sex {
                Sex::Female => (Sex::Male, foreign::named(&mut self.random, false)),
                _ => (Sex::Female, foreign::named(&mut self.random, true)),
            };
            let birth = born(&mut self.random, age);
            people.push(self.resident(given, birth, sex, &home, 1));
        }
        people
    }

    /// Someone else of the same name, born on the same day: elsewhere, perhaps in other characters.
    pub fn namesake(mut self, of: &Resident) -> Resident {
        let place = self.places.draw(&mut self.random);
        let home = self.home(place);
        let person = &of.person;
        let named = Named {
            family: Name::new(person.family.as_str(), person.family_kana.as_str()),
            given: Name::new(person.given.as_str(), person.given_kana.as_str()),
            alt_names: Vec::new(),
            sounds: of.sounds,
        };
        self.resident(named, person.birth_date, person.sex, &home, 0)
    }
}

/// Where a household lives, and how it writes that.
#[derive(Debug, Clone)]
struct Home {
    place: Place,
    written: String,
}
