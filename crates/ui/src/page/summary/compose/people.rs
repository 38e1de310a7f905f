//! Whom to call.

use super::Look;
use crate::{
    Mark, Presence,
    page::summary::{Backup, Call, Party},
};
use tasuki_domain::{
    fact::{
        FactBody, FactKind,
        backup_hospital::BackupHospital,
        contact::Contact,
        physician::{Physician, Practice, Service},
    },
    text::{Line, Phone},
    wareki,
};

/// The people and offices of a kind, in order.
pub(super) fn parties(look: &Look<'_>, kind: FactKind) -> Presence<Vec<Party>> {
    look.entries(kind).map(|entries| {
        entries
            .into_iter()
            .filter_map(|entry| match &entry.body {
                FactBody::Contact(contact) => Some(self::contact(contact, look.mark(entry))),
                FactBody::Physician(each) => Some(physician(each, look.mark(entry))),
                FactBody::Service(each) => Some(service(each, look.mark(entry))),
                _ => None,
            })
            .collect()
    })
}

fn calls<'a>(phones: impl IntoIterator<Item = &'a Phone>) -> Vec<Call> {
    phones
        .into_iter()
        .map(|phone| Call {
            shown: phone.to_string(),
            dial: phone.digits().to_owned(),
        })
        .collect()
}

fn named<'a>(parts: impl IntoIterator<Item = Option<&'a Line>>) -> String {
    let parts: Vec<&str> = parts.into_iter().flatten().map(Line::as_str).collect();
    parts.join(" ")
}

fn contact(contact: &Contact, mark: Mark) -> Party {
    let mut notes = Vec::new();
    match contact.at_night {
        Some(true) => notes.push("夜間可".to_owned()),
        Some(false) => notes.push("夜間は難しい".to_owned()),
        None => {}
    }
    let flags = [
        (contact.holds_key == Some(true), "鍵あり"),
        (contact.key_person, "キーパーソン"),
        (contact.main_carer, "主介護者"),
        (contact.speaks_for_person, "代わりに話せる人"),
    ];
    notes.extend(
        flags
            .iter()
            .filter(|(holds, _)| *holds)
            .map(|(_, words)| (*words).to_owned()),
    );
    notes.extend(contact.lives.as_ref().map(ToString::to_string));
    Party {
        kind: format!("{} {}", contact.order, contact.relation),
        name: contact.name.to_string(),
        notes,
        calls: calls(&contact.phones),
        mark,
    }
}

fn physician(physician: &Physician, mark: Mark) -> Party {
    let kind = match physician.practice {
        Practice::Medical => "かかりつけ医",
        Practice::Dental => "かかりつけ歯科",
    };
    let mut notes = Vec::new();
    if physician.all_day {
        notes.push("24時間".to_owned());
    }
    if physician.phone.is_some() && physician.after_hours_phone.is_some() {
        notes.push("2つ目は夜間・休日".to_owned());
    }
    Party {
        kind: kind.to_owned(),
        name: named([
            Some(&physician.institution),
            physician.department.as_ref(),
            physician.doctor.as_ref(),
        ]),
        notes,
        calls: calls(physician.phone.iter().chain(&physician.after_hours_phone)),
        mark,
    }
}

fn service(service: &Service, mark: Mark) -> Party {
    Party {
        kind: service.kind.japanese().to_owned(),
        name: named([Some(&service.office), service.person.as_ref()]),
        notes: service
            .all_day
            .then(|| "24時間".to_owned())
            .into_iter()
            .collect(),
        calls: calls(&service.phone),
        mark,
    }
}

/// The hospital that agreed beforehand.
pub(super) fn backup(look: &Look<'_>) -> Presence<Backup> {
    match look.entries(FactKind::BackupHospital) {
        Presence::Known(entries) => entries
            .into_iter()
            .find_map(|entry| match &entry.body {
                FactBody::BackupHospital(each) => Some(hospital(each, look.mark(entry))),
                _ => None,
            })
            .map_or(Presence::NotRecorded, Presence::Known),
        Presence::None { by, on } => Presence::None { by, on },
        Presence::NotRecorded => Presence::NotRecorded,
        Presence::Withheld(reason) => Presence::Withheld(reason),
        Presence::Unavailable => Presence::Unavailable,
    }
}

fn hospital(backup: &BackupHospital, mark: Mark) -> Backup {
    let second = backup
        .second_choice
        .as_ref()
        .map(|name| format!("次点 {name}"));
    let agreed = backup
        .agreed_on
        .map(|on| format!("{} に合意", wareki::short(on)));
    let not_for = backup.not_for.as_ref().map(ToString::to_string);
    Backup {
        name: named([Some(&backup.hospital), backup.department.as_ref()]),
        call: calls(&backup.phone).pop(),
        notes: [second, not_for, agreed].into_iter().flatten().collect(),
        mark,
    }
}
