//! Searches that know more or less than name and birth date.

use super::record::{Recording, incident, listen, operation};
use crate::{
    client::Choice,
    dataset::{Dataset, Sought},
    edge,
    figures::{Times, micros},
};
use anyhow::Context as _;
use std::collections::HashMap;
use tasuki_domain::{
    birth_date::{self, BirthDateInput},
    fact::identity::Sex,
    lookup::Criteria,
    time::date_in_japan,
};
use tasuki_store::Options;

/// What is typed to find somebody.
type Typed = fn(&Sought) -> anyhow::Result<Criteria>;

/// What a crew may know of someone, from much to little.
const KNOWN: &[(&str, Typed)] = &[
    ("name and birth date", name_and_birth),
    ("name and sex", |person| {
        Ok(Criteria {
            birth_date: None,
            sex: Some(Sex::Female),
            ..name_and_birth(person)?
        })
    }),
    ("family name and birth date", |person| {
        Ok(Criteria {
            given_kana: None,
            ..name_and_birth(person)?
        })
    }),
    ("family name and year of birth", |person| {
        let year: String = person.birth_date.chars().take(4).collect();
        Ok(Criteria {
            given_kana: None,
            birth_date: Some(birth(&year)?),
            ..name_and_birth(person)?
        })
    }),
    ("family name and sex", |person| {
        Ok(Criteria {
            given_kana: None,
            birth_date: None,
            sex: Some(Sex::Male),
            ..name_and_birth(person)?
        })
    }),
    ("family name and town", |person| {
        Ok(Criteria {
            given_kana: None,
            birth_date: None,
            address: Some("汐見台".parse()?),
            ..name_and_birth(person)?
        })
    }),
    ("name and the end of a telephone number", |person| {
        Ok(Criteria {
            birth_date: None,
            phone: Some("1234".parse()?),
            ..name_and_birth(person)?
        })
    }),
    ("two kana and the birth date", |person| {
        let two: String = person.family_kana.chars().take(2).collect();
        Ok(Criteria {
            family_kana: Some(two.parse()?),
            given_kana: None,
            ..name_and_birth(person)?
        })
    }),
];

fn birth(text: &str) -> anyhow::Result<BirthDateInput> {
    Ok(birth_date::read(text, date_in_japan(edge::now()))?)
}

/// What is known in the main job.
pub fn name_and_birth(person: &Sought) -> anyhow::Result<Criteria> {
    Ok(Criteria {
        family_kana: Some(person.family_kana.parse()?),
        given_kana: Some(person.given_kana.parse()?),
        birth_date: Some(birth(&person.birth_date)?),
        ..Criteria::default()
    })
}

/// People that every kind of search is tried with.
const TRIED: usize = 40;

/// Every statement of every kind of search, and how long the slowest one of the kind took.
pub fn searches(dataset: &Dataset) -> anyhow::Result<(Recording, Vec<(String, f64)>)> {
    listen()?;
    dataset.site.forget_searches()?;
    let tasuki = dataset.site.tasuki(Options::default())?;
    let mut choice = Choice::of(0);
    let mut recording = Recording::default();
    let mut numbers = HashMap::new();
    let mut took = Vec::new();
    for ((number, (what, criteria)), crew) in KNOWN.iter().enumerate().zip(&dataset.site.crews) {
        let caller = dataset.site.caller(crew)?;
        let incident = incident(&tasuki, &caller, number)?;
        let mut durations = Vec::new();
        for _ in 0..TRIED {
            let person = dataset
                .people
                .get(choice.below(dataset.people.len()))
                .context("nobody")?;
            let criteria = criteria(person)?;
            let began = edge::tick();
            let heard = operation(&tasuki, &caller, incident, criteria, person)?;
            durations.push(micros(began.elapsed()));
            let operation = recording.operation(&mut numbers, &heard)?;
            recording.operations.extend(operation);
        }
        let times = Times::of(durations);
        took.push((
            format!("{what}: the slowest of {TRIED} (with the summary)"),
            times.most,
        ));
        took.push((format!("{what}: half of them"), times.p50));
    }
    recording.set_up()?;
    Ok((recording, took))
}
