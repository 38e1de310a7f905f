//! The card of wishes: every record in force side by side, none merged, conflicts named.

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
use tasuki_ui::{
    Mark, Presence,
    page::summary::{Call, DoctorCall, NightCall, WishRecord, WishesCard},
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
    let confirmed = match entries {
        Presence::Known(_) if confirmed.is_empty() => Presence::NotRecorded,
        Presence::Known(_) => Presence::Known(confirmed),
        Presence::None { by, on } => Presence::None { by, on },
        Presence::NotRecorded => Presence::NotRecorded,
        Presence::Withheld(reason) => Presence::Withheld(reason),
        Presence::Unavailable => Presence::Unavailable,
    };
    WishesCard {
        confirmed,
        heard: of(HEARD)
            .map(|(wish, entry)| record(wish, entry, today))
            .collect(),
        withdrawn_on: records
            .iter()
            .filter_map(|(wish, _)| match &wish.standing {
                Standing::Withdrawn { on } => Some(wareki::short(*on)),
                Standing::Confirmed { .. } | Standing::Heard => None,
            })
            .collect(),
        conflict: conflict(&records),
        doctor: records
            .iter()
            .find_map(|(wish, _)| wish.call.as_ref())
            .map(doctor),
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
fn conflict(records: &[(&Wish, &Entry)]) -> Option<String> {
    let in_force: Vec<&Wish> = records
        .iter()
        .map(|(wish, _)| *wish)
        .filter(|wish| !matches!(wish.standing, Standing::Withdrawn { .. }))
        .collect();
    let named: Vec<String> = in_force
        .iter()
        .filter(|wish| in_force.iter().any(|other| wish.differs_from(other)))
        .map(|wish| {
            let who = match &wish.standing {
                Standing::Confirmed { physician, .. } => physician.as_str(),
                Standing::Heard | Standing::Withdrawn { .. } => "聞き取り",
            };
            format!("{} {who}", wish.talked_on.japanese_short())
        })
        .collect();
    (!named.is_empty()).then(|| named.join(" / "))
}

fn doctor(call: &DoctorToCall) -> DoctorCall {
    let number = |phone: &Phone| Call {
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
        None if nfkc(&hours).contains("24時間") => NightCall::Same,
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

#[cfg(test)]
mod tests;
