//! Fictional people for the tests beside the code.

use crate::{Judged, MAX_SUBJECTS, Sketch, Subject};
use tasuki_domain::{
    birth_date,
    card::CardNumber,
    fact::identity::{Address, Identity, OtherName, OtherNameKind, PersonName, Sex},
    id::ResidentId,
    lookup::Criteria,
    time::Date,
};
use uuid::Uuid;

pub const TODAY: Date = jiff::civil::date(2026, 11, 21);

/// 「山田 花子」「ヤマダ ハナコ」 or one part of each.
pub fn name(written: &str, kana: &str) -> PersonName {
    let mut written = written.split(' ');
    let mut kana = kana.split(' ').filter(|kana| !kana.is_empty());
    PersonName {
        family: written.next().unwrap().parse().unwrap(),
        given: written.next().map(|given| given.parse().unwrap()),
        family_kana: kana.next().map(|kana| kana.parse().unwrap()),
        given_kana: kana.next().map(|kana| kana.parse().unwrap()),
    }
}

/// A registered person.
#[derive(Debug, Clone)]
pub struct Person {
    pub resident: ResidentId,
    pub card: CardNumber,
    pub identity: Identity,
    pub protected_address: bool,
}

impl Person {
    /// As a search sees them.
    pub fn folded(&self) -> Subject {
        Subject {
            resident: self.resident,
            card: self.card,
            sketch: Sketch::of(&self.identity, self.protected_address),
        }
    }
}

/// Grades these people; everyone was seen, unless there are as many as one search weighs.
pub fn grade(criteria: &Criteria, people: &[Person], today: Date) -> Vec<Judged> {
    let subjects: Vec<Subject> = people.iter().map(Person::folded).collect();
    crate::grade(criteria, &subjects, people.len() < MAX_SUBJECTS, today)
}

/// A woman of 泉町2丁目 with that name and birth date (ISO).
pub fn person(serial: u32, written: &str, kana: &str, born: &str) -> Person {
    Person {
        resident: Uuid::from_u128(u128::from(serial)).into(),
        card: CardNumber::from_serial(serial),
        identity: Identity {
            name: name(written, kana),
            other_names: Vec::new(),
            birth_date: born.parse().unwrap(),
            sex: Sex::Female,
            address: Some(Address {
                postal_code: None,
                town: "泉町2丁目".parse().unwrap(),
                rest: Some(format!("{serial}番4号").parse().unwrap()),
            }),
            phones: vec![format!("0557-00-{serial:04}").parse().unwrap()],
            language: None,
        },
        protected_address: false,
    }
}

/// The same person with another name beside.
pub fn also(mut subject: Person, kind: OtherNameKind, written: &str, kana: &str) -> Person {
    let name = name(written, kana);
    subject.identity.other_names.push(OtherName { kind, name });
    subject
}

/// Criteria from what is typed: `kana` 「ヤマダ ハナコ」, the others as on the page; "" is unknown.
pub fn asks(kana: &str, name: &str, birth: &str, phone: &str, address: &str) -> Criteria {
    let mut kana = kana.split(' ').filter(|kana| !kana.is_empty());
    let typed = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Criteria {
        family_kana: kana
            .next()
            .filter(|kana| *kana != "_")
            .map(|kana| kana.parse().unwrap()),
        given_kana: kana.next().map(|kana| kana.parse().unwrap()),
        name: typed(name).map(|name| name.parse().unwrap()),
        birth_date: typed(birth).map(|birth| birth_date::read(&birth, TODAY).unwrap()),
        sex: None,
        phone: typed(phone).map(|phone| phone.parse().unwrap()),
        address: typed(address).map(|address| address.parse().unwrap()),
        card_number: None,
    }
}
