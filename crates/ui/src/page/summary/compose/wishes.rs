//! The card of wishes: every record in force side by side, none merged, conflicts named.

use crate::{
    Mark, Presence,
    page::summary::{Call, DoctorCall, NightCall, WishRecord, WishesCard},
};
use tasuki_domain::{
    fact::{
        FactBody,
        wishes::{DoctorToCall, Procedure, Speaker, Standing, Wanted, Wish},
    },
    summary::Entry,
    text::{Line, Note, Phone, nfkc},
    time::Date,
    wareki,
};

/// The card of those records.
pub(super) fn card(
    entries: Presence<Vec<&Entry>>,
    fire_sentence: String,
    today: Date,
) -> WishesCard {
    let mut records: Vec<(&Wish, &Entry)> = entries
        .known()
        .into_iter()
        .flatten()
        .filter_map(|entry| match &entry.body {
            FactBody::Wish(wish) => Some((wish, *entry)),
            _ => None,
        })
        .collect();
    // By standing, and the newest talk first.
    records.sort_by_key(|(wish, _)| (wish.rank(), std::cmp::Reverse(wish.talked_on.latest())));
    let of = |rank: u32| records.iter().filter(move |(wish, _)| wish.rank() == rank);
    let confirmed: Vec<WishRecord> = of(CONFIRMED)
        .map(|(wish, entry)| record(wish, entry, today))
        .collect();
    let heard = of(HEARD)
        .map(|(wish, entry)| record(wish, entry, today))
        .collect();
    let withdrawn_on = records
        .iter()
        .filter_map(|(wish, _)| match &wish.standing {
            Standing::Withdrawn { on } => Some(wareki::short(*on)),
            Standing::Confirmed { .. } | Standing::Heard => None,
        })
        .collect();
    let conflict = conflict(&records);
    let doctor = records
        .iter()
        .find_map(|(wish, _)| wish.call.as_ref())
        .map(doctor);
    let confirmed = entries.and_then(|_| {
        if confirmed.is_empty() {
            Presence::NotRecorded
        } else {
            Presence::Known(confirmed)
        }
    });
    WishesCard {
        confirmed,
        heard,
        withdrawn_on,
        conflict,
        doctor,
        fire_sentence,
    }
}

/// [`Wish::rank`] of the records that a physician confirmed.
const CONFIRMED: u32 = 0;
/// [`Wish::rank`] of the records that someone heard.
const HEARD: u32 = 1;

fn record(wish: &Wish, entry: &Entry, today: Date) -> WishRecord {
    let asked = |procedure: &&Procedure| wish.of(**procedure) != Wanted::NotAsked;
    let text = |line: &Line| line.as_str().to_owned();
    WishRecord {
        statements: Procedure::ALL
            .iter()
            .filter(asked)
            .map(|procedure| {
                (
                    procedure.japanese().to_owned(),
                    wish.of(*procedure).japanese().to_owned(),
                )
            })
            .collect(),
        not_asked: Procedure::ALL
            .iter()
            .filter(|procedure| !asked(procedure))
            .map(|procedure| procedure.japanese().to_owned())
            .collect(),
        talked_on: wish.talked_on.japanese_short(),
        speaker: match &wish.speaker {
            Speaker::Person => "本人の言葉".to_owned(),
            Speaker::Substitute(name) => format!("代わりに話す人（{}）の言葉", name.as_str()),
        },
        present: wish.present.iter().map(text).collect(),
        expected_condition: wish.expected_condition.as_ref().map(text),
        standing: match &wish.standing {
            Standing::Confirmed { physician, on } => {
                format!("{}が確認 {}", physician.as_str(), wareki::short(*on))
            }
            Standing::Heard => "聞き取り（医師未確認）".to_owned(),
            Standing::Withdrawn { on } => format!("{} に取り下げられています", wareki::short(*on)),
        },
        verbatim: wish.verbatim.as_ref().map(Note::as_str).map(str::to_owned),
        original_place: wish.original_place.as_ref().map(text),
        review_by: wish.review_by.map(wareki::short),
        review_due: wish.review_is_due(today),
        mark: Mark::of(&entry.provenance, today),
    }
}

/// What the records in force are that say different things of a procedure: shown, not solved.
fn conflict(records: &[(&Wish, &Entry)]) -> Vec<String> {
    let in_force: Vec<&Wish> = records
        .iter()
        .map(|(wish, _)| *wish)
        .filter(|wish| !matches!(wish.standing, Standing::Withdrawn { .. }))
        .collect();
    in_force
        .iter()
        .filter(|wish| in_force.iter().any(|other| wish.differs_from(other)))
        .map(|wish| {
            let who = match &wish.standing {
                Standing::Confirmed { physician, .. } => physician.as_str(),
                Standing::Heard | Standing::Withdrawn { .. } => "聞き取り",
            };
            format!("{} {who}", wish.talked_on.japanese_short())
        })
        .collect()
}

fn doctor(call: &DoctorToCall) -> DoctorCall {
    let number = |phone: &Phone| Call {
        hours: None,
        shown: phone.to_string(),
        dial: phone.digits().to_owned(),
    };
    let hours = call
        .hours
        .as_ref()
        .map(|hours| hours.as_str().to_owned())
        .unwrap_or_default();
    let night = match &call.night_phone {
        Some(phone) => NightCall::Other(number(phone)),
        None if around_the_clock(&hours) => NightCall::Same,
        None => NightCall::NotRecorded,
    };
    DoctorCall {
        name: call.name.as_str().to_owned(),
        institution: call
            .institution
            .as_ref()
            .map(|name| name.as_str().to_owned())
            .unwrap_or_default(),
        call: number(&call.phone),
        hours,
        night,
    }
}

/// 「24時間」「２４ｈ」, and not 「8時から24時」.
fn around_the_clock(hours: &str) -> bool {
    let hours = nfkc(hours).to_lowercase();
    hours.contains("24時間") || hours.contains("24h")
}

#[cfg(test)]
mod tests;
