//! The card of wishes from the records.

use super::Look;
use crate::{
    Mark, Presence,
    page::summary::{Call, DoctorCall, NightCall, WishRecord, WishesCard},
};
use tasuki_domain::{
    fact::{
        FactBody, FactKind,
        wishes::{DoctorToCall, Procedure, Speaker, Standing, Wanted, Wish},
    },
    summary::Entry,
    text::{Line, Phone},
    time::Date,
    wareki,
};

/// The card. Records that differ are all shown; none is chosen.
pub(super) fn card(look: &Look<'_>, fire_sentence: String) -> WishesCard {
    let entries = look.entries(FactKind::Wish);
    let wishes: Vec<(&Wish, Mark)> = entries
        .known()
        .into_iter()
        .flatten()
        .filter_map(|entry| wish(entry).map(|wish| (wish, look.mark(entry))))
        .collect();
    let of = |wanted: fn(&Standing) -> bool| -> Vec<WishRecord> {
        wishes
            .iter()
            .filter(|(wish, _)| wanted(&wish.standing))
            .map(|(wish, mark)| record(wish, mark.clone(), look.today))
            .collect()
    };
    let confirmed = of(|standing| matches!(standing, Standing::Confirmed { .. }));
    let in_force: Vec<&Wish> = wishes
        .iter()
        .map(|(wish, _)| *wish)
        .filter(|wish| !matches!(wish.standing, Standing::Withdrawn { .. }))
        .collect();
    WishesCard {
        heard: of(|standing| matches!(standing, Standing::Heard)),
        withdrawn_on: wishes
            .iter()
            .filter_map(|(wish, _)| match wish.standing {
                Standing::Withdrawn { on } => Some(wareki::short(on)),
                _ => None,
            })
            .collect(),
        conflict: conflict(&in_force),
        doctor: in_force
            .iter()
            .chain(wishes.iter().map(|(wish, _)| wish))
            .find_map(|wish| wish.call.as_ref())
            .map(doctor),
        confirmed: match entries {
            Presence::Known(_) if confirmed.is_empty() => Presence::NotRecorded,
            known_or_absent => known_or_absent.map(|_| confirmed),
        },
        fire_sentence,
    }
}

fn wish(entry: &Entry) -> Option<&Wish> {
    match &entry.body {
        FactBody::Wish(wish) => Some(wish),
        _ => None,
    }
}

fn record(wish: &Wish, mark: Mark, today: Date) -> WishRecord {
    let (silent, said): (Vec<Procedure>, Vec<Procedure>) = Procedure::ALL
        .iter()
        .partition(|procedure| wish.of(**procedure) == Wanted::NotAsked);
    WishRecord {
        statements: said
            .into_iter()
            .map(|procedure| {
                (
                    procedure.japanese().to_owned(),
                    wish.of(procedure).japanese().to_owned(),
                )
            })
            .collect(),
        not_asked: silent
            .into_iter()
            .map(|procedure| procedure.japanese().to_owned())
            .collect(),
        talked_on: wish.talked_on.japanese_short(),
        speaker: match &wish.speaker {
            Speaker::Person => "本人の言葉".to_owned(),
            Speaker::Substitute(name) => format!("代わりに話す人（{name}）の言葉"),
        },
        present: wish.present.iter().map(ToString::to_string).collect(),
        expected_condition: wish.expected_condition.as_ref().map(ToString::to_string),
        standing: match &wish.standing {
            Standing::Confirmed { physician, on } => {
                format!("{physician}が確認 {}", wareki::short(*on))
            }
            Standing::Heard => "聞き取り".to_owned(),
            Standing::Withdrawn { on } => format!("{} に取り下げ", wareki::short(*on)),
        },
        verbatim: wish.verbatim.as_ref().map(ToString::to_string),
        original_place: wish.original_place.as_ref().map(ToString::to_string),
        review_by: wish.review_by.map(wareki::short),
        review_due: wish.review_is_due(today),
        mark,
    }
}

fn conflict(in_force: &[&Wish]) -> Option<String> {
    let differ = in_force.iter().enumerate().any(|(at, wish)| {
        in_force
            .iter()
            .skip(at + 1)
            .any(|other| wish.differs_from(other))
    });
    differ.then(|| {
        let each: Vec<String> = in_force
            .iter()
            .map(|wish| {
                let by = match &wish.standing {
                    Standing::Confirmed { physician, .. } => physician.as_str(),
                    _ => "聞き取り",
                };
                format!("{} {by}", wish.talked_on.japanese_short())
            })
            .collect();
        each.join(" / ")
    })
}

fn doctor(doctor: &DoctorToCall) -> DoctorCall {
    let hours = doctor.hours.as_ref().map_or("", Line::as_str);
    let night = match &doctor.night_phone {
        Some(phone) => NightCall::Other(call(phone)),
        // Around the clock is said in hours, whatever the width of its digits.
        None if hours.contains("24") || hours.contains("２４") => NightCall::Same,
        None => NightCall::NotRecorded,
    };
    DoctorCall {
        name: doctor.name.to_string(),
        institution: doctor
            .institution
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        call: call(&doctor.phone),
        hours: hours.to_owned(),
        night,
    }
}

fn call(phone: &Phone) -> Call {
    Call {
        shown: phone.to_string(),
        dial: phone.digits().to_owned(),
    }
}
