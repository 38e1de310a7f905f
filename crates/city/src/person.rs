//! One person of the city, from their place in a household.

use super::{
    care, conditions, consents,
    consents::Form,
    contacts::{self, Relative},
    devices, homes,
    made::{Made, ago, mobile_phone},
    medications,
    names::Surname,
    offices::{self, Team},
    random::Random,
    wishes,
};
use std::collections::BTreeSet;
use tasuki_domain::{
    birth_date::PartialDate,
    fact::{
        FactBody, FactKind,
        device::DeviceKind,
        home::Household,
        identity::{Address, Identity, PersonName, Sex},
        wishes::Wish,
    },
    provenance::Source,
    resident::RosterKey,
    text::Phone,
    time::Date,
};

/// Someone who registered.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The city's own number.
    pub key: RosterKey,
    /// Who.
    pub identity: Identity,
    /// 支援措置
    pub protected_address: bool,
    /// What the form says, wishes that were heard among it.
    pub facts: Vec<FactBody>,
    /// What the form permits.
    pub consent: Option<Form>,
    /// Whether the consent has been withdrawn since.
    pub withdrawn: bool,
    /// What the doctor of the home clinic records.
    pub by_physician: Vec<Wish>,
    /// Who shares the record.
    pub teams: BTreeSet<Team>,
    /// The day on the form.
    pub signed_on: Date,
    /// When the statements were true.
    pub as_of: Date,
    /// When someone last confirmed them.
    pub confirmed_on: Option<Date>,
    /// Where they came from.
    pub source: Source,
    /// Whether someone of the same kana and birth date is registered before.
    pub same_as_another: bool,
}

/// A place in a household.
pub struct Place<'a> {
    /// The number of the person in the city.
    pub serial: u64,
    /// The family's name.
    pub family: &'a Surname,
    /// The person's name.
    pub name: PersonName,
    /// The sex.
    pub sex: Sex,
    /// The birth date.
    pub birth: Date,
    /// The address.
    pub address: Address,
    /// The home's telephone.
    pub phone: Option<Phone>,
    /// What kind of household.
    pub household: Household,
    /// Who else lives there and can be called.
    pub with: Vec<Relative>,
    /// A device that must occur, so that every kind does.
    pub device: Option<DeviceKind>,
}

/// What was found out about something: what there is, that there is nothing, or it was not asked.
fn asked(
    random: &mut Random,
    kind: FactKind,
    known: usize,
    none: usize,
    facts: Vec<FactBody>,
) -> Vec<FactBody> {
    let drawn = random.below(1000);
    if drawn < known && !facts.is_empty() {
        facts
    } else if drawn >= 1000 - none && kind.may_be_none() {
        vec![FactBody::ConfirmedNone(kind)]
    } else {
        Vec::new()
    }
}

/// When the statements of a form were true: mostly this month, some long ago.
fn told(random: &mut Random, today: Date) -> Date {
    let days = match random.below(100) {
        0..35 => random.between(1, 27),
        35..58 => random.between(28, 90),
        58..84 => random.between(91, 365),
        _ => random.between(366, 900),
    };
    ago(today, days)
}

/// Draws everything about someone.
pub fn person(random: &mut Random, place: Place<'_>, today: Date) -> Made<Person> {
    let age = today.year() - place.birth.year();
    let as_of = told(random, today).max(place.birth);
    let signed_on = ago(as_of, random.between(0, 30)).max(place.birth);
    let need = care::need(random, age);
    let facility = place.household == Household::Facility;
    let at_home = !facility && random.permille(60 + 110 * need);
    let (services, offices) = offices::services(random, need)?;
    let mut teams: BTreeSet<Team> = offices.into_iter().collect();
    if at_home {
        teams.insert(Team::HomeClinic);
    }
    if facility {
        teams.insert(Team::Facility);
    }

    let mut facts = clinical(random, &place, age, as_of)?;
    let doctors = offices::physicians(random, at_home)?;
    // Whoever is visited by the home clinic has it on record.
    let known = if at_home { 1000 } else { 780 };
    facts.extend(asked(random, FactKind::Physician, known, 30, doctors));
    facts.extend(asked(random, FactKind::Service, 1000, 100, services));
    facts.extend(people_to_call(random, &place)?);
    if random.permille(800) {
        facts.push(care::care_level(random, need, as_of)?);
    }
    if random.permille(650) {
        facts.push(care::baseline(random, need)?);
    }
    let hospital = vec![offices::backup_hospital(random, as_of)?];
    facts.extend(asked(random, FactKind::BackupHospital, 300, 200, hospital));
    if random.permille(750) {
        let with: Vec<&str> = place
            .with
            .iter()
            .map(|relative| relative.relation)
            .collect();
        let with = (!with.is_empty()).then(|| with.join("、"));
        facts.push(homes::home(random, place.household, with.as_deref())?);
    }

    let (consent, withdrawn) = permitted(random, signed_on, today)?;
    let full = !withdrawn && consent.as_ref().is_some_and(is_full);
    let mut by_physician = Vec::new();
    if age >= 60 && random.permille(260) {
        let drawn = wishes::wishes(random, today, as_of, at_home && full)?;
        facts.extend(drawn.heard.into_iter().map(FactBody::Wish));
        by_physician = drawn.by_physician;
    }
    Ok(Person {
        key: format!("U-{:06}", place.serial).parse()?,
        identity: identity(random, place)?,
        protected_address: random.permille(10),
        facts,
        consent,
        withdrawn,
        by_physician,
        teams,
        signed_on,
        as_of,
        confirmed_on: random
            .permille(150)
            .then(|| ago(today, random.between(0, 60)).max(as_of)),
        source: *random.pick(&[
            Source::Resident,
            Source::Resident,
            Source::Family,
            Source::CareManager,
            Source::City,
        ]),
        same_as_another: false,
    })
}

fn clinical(random: &mut Random, place: &Place<'_>, age: i16, as_of: Date) -> Made<Vec<FactBody>> {
    let (year, birth_year) = (as_of.year(), place.birth.year());
    let illnesses = conditions::illnesses(random, age);
    let mut of_old = Vec::new();
    for illness in &illnesses {
        of_old.push(conditions::active(random, illness, year, birth_year)?);
    }
    if age >= 50 && random.permille(450) {
        of_old.push(conditions::past(random, year, birth_year)?);
    }
    let mut facts = asked(random, FactKind::Condition, 880, 60, of_old);
    let medications = medications::medications(random, &illnesses, as_of)?;
    facts.extend(asked(random, FactKind::Medication, 860, 60, medications));
    let allergies = medications::allergies(random, year, birth_year)?;
    facts.extend(asked(random, FactKind::Allergy, 230, 480, allergies));
    let mut devices = Vec::new();
    let kind = place.device.unwrap_or_else(|| devices::kind(random));
    devices.push(devices::device(random, kind, as_of)?);
    let known = match (place.device, age) {
        (Some(_), _) => 1000,
        (None, ..60) => 0,
        (None, _) => 130,
    };
    facts.extend(asked(random, FactKind::Device, known, 500, devices));
    Ok(facts)
}

fn people_to_call(random: &mut Random, place: &Place<'_>) -> Made<Vec<FactBody>> {
    let mut relatives: Vec<Relative> = Vec::new();
    let count = *random.weighted(&[(0, 10), (1, 40), (2, 34), (3, 16)], |count| count.1);
    for relative in place.with.iter().take(count.0) {
        relatives.push(Relative {
            name: relative.name.clone(),
            kana: relative.kana.clone(),
            ..*relative
        });
    }
    while relatives.len() < count.0 {
        relatives.push(contacts::relative(random, place.family, place.birth.year()));
    }
    let facts = contacts::contacts(random, &relatives, place.serial)?;
    Ok(asked(random, FactKind::Contact, 1000, 400, facts))
}

fn permitted(random: &mut Random, signed_on: Date, today: Date) -> Made<(Option<Form>, bool)> {
    Ok(match random.below(100) {
        0..85 => (Some(consents::full(random, signed_on, today)?), false),
        85..95 => (Some(consents::partial(random, signed_on)?), false),
        95..98 => (Some(consents::full(random, signed_on, today)?), true),
        _ => (None, false),
    })
}

/// Whether a form permits everything to everyone.
pub fn is_full(form: &Form) -> bool {
    form.rows == consents::rows(|_, _| false)
}

fn identity(random: &mut Random, place: Place<'_>) -> Made<Identity> {
    let mut name = place.name;
    if random.permille(12) {
        name.given_kana = None;
    }
    let birth_date = match random.below(200) {
        0 => PartialDate::Year(place.birth.year()),
        1 => PartialDate::Month(place.birth.year(), place.birth.month()),
        _ => PartialDate::Day(place.birth),
    };
    let mut phones: Vec<Phone> = place.phone.into_iter().collect();
    if random.permille(450) || phones.is_empty() {
        phones.push(mobile_phone(place.serial * 4)?);
    }
    if random.permille(40) {
        phones.clear();
    }
    Ok(Identity {
        name,
        other_names: Vec::new(),
        birth_date,
        sex: if random.permille(4) {
            Sex::Unknown
        } else {
            place.sex
        },
        address: Some(place.address),
        phones,
        language: None,
    })
}
