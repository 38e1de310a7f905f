//! Whom to call: contacts, physicians, offices, the hospital that agreed.

use crate::{
    Datum, Mark,
    page::summary::{Backup, Call, Party},
};
use tasuki_domain::{
    fact::{
        FactBody,
        backup_hospital::BackupHospital,
        contact::Contact,
        physician::{Physician, Practice, Service},
    },
    summary::Entry,
    text::{Line, Phone},
    time::Date,
    wareki,
};

/// When the second number of a practice is for.
pub const AFTER_HOURS: &str = "夜間・休日";

/// Someone who can be called; none for other kinds of statement.
pub fn party(entry: &Entry, today: Date) -> Option<Party> {
    let mark = Mark::of(&entry.provenance, today);
    match &entry.body {
        FactBody::Contact(contact) => Some(of_contact(contact, mark)),
        FactBody::Physician(physician) => Some(of_physician(physician, mark)),
        FactBody::Service(service) => Some(of_service(service, mark)),
        _ => None,
    }
}

fn call(phone: &Phone) -> Call {
    Call {
        hours: None,
        shown: phone.to_string(),
        dial: phone.digits().to_owned(),
    }
}

fn joined(parts: &[Option<&Line>]) -> String {
    parts
        .iter()
        .flatten()
        .map(|part| part.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

fn notes(of: &[(bool, &str)]) -> Vec<String> {
    of.iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, words)| (*words).to_owned())
        .collect()
}

fn of_contact(contact: &Contact, mark: Mark) -> Party {
    let mut said = notes(&[
        (contact.at_night == Some(true), "夜間可"),
        (contact.at_night == Some(false), "夜間は不可"),
        (contact.holds_key == Some(true), "鍵あり"),
        (contact.key_person, "キーパーソン"),
        (contact.main_carer, "主介護者"),
        (contact.speaks_for_person, "代わりに話せる人"),
    ]);
    said.extend(
        contact
            .lives
            .as_ref()
            .map(|lives| lives.as_str().to_owned()),
    );
    Party {
        kind: format!("{} {}", contact.order, contact.relation.as_str()),
        name: contact.name.as_str().to_owned(),
        notes: said,
        calls: contact.phones.iter().map(call).collect(),
        mark,
    }
}

fn of_physician(physician: &Physician, mark: Mark) -> Party {
    let kind = match physician.practice {
        Practice::Medical => "かかりつけ医",
        Practice::Dental => "かかりつけ歯科医",
    };
    let night = physician.after_hours_phone.as_ref().map(|phone| Call {
        hours: Some(AFTER_HOURS),
        ..call(phone)
    });
    Party {
        kind: kind.to_owned(),
        name: joined(&[
            Some(&physician.institution),
            physician.department.as_ref(),
            physician.doctor.as_ref(),
        ]),
        notes: notes(&[(physician.all_day, "24時間")]),
        calls: physician
            .phone
            .as_ref()
            .map(call)
            .into_iter()
            .chain(night)
            .collect(),
        mark,
    }
}

fn of_service(service: &Service, mark: Mark) -> Party {
    Party {
        kind: service.kind.japanese().to_owned(),
        name: joined(&[Some(&service.office), service.person.as_ref()]),
        notes: notes(&[(service.all_day, "24時間")]),
        calls: service.phone.iter().map(call).collect(),
        mark,
    }
}

/// The hospital that agreed beforehand.
pub fn backup(hospital: &BackupHospital, mark: Mark) -> Backup {
    let second = hospital
        .second_choice
        .as_ref()
        .map(|second| format!("次点 {}", second.as_str()));
    // 「脳卒中・骨折」 alone would read as what it is for.
    let not_for = hospital
        .not_for
        .as_ref()
        .map(|not_for| match not_for.as_str() {
            said if said.contains("対象外") => said.to_owned(),
            said => format!("対象外: {said}"),
        });
    let agreed = hospital
        .agreed_on
        .map(|on| format!("{} に合意", wareki::short(on)));
    Backup {
        name: joined(&[Some(&hospital.hospital), hospital.department.as_ref()]),
        call: hospital.phone.as_ref().map(call),
        notes: [second, not_for, agreed].into_iter().flatten().collect(),
        mark,
    }
}

/// A party in one line, where nobody calls from the page.
pub(super) fn line(party: Party) -> Datum {
    let datum = Datum::new(format!("{} {}", party.kind, party.name), party.mark);
    let calls = party.calls.into_iter().map(|call| match call.hours {
        Some(hours) => format!("{hours} {}", call.shown),
        None => call.shown,
    });
    let detail: Vec<String> = calls.chain(party.notes).collect();
    if detail.is_empty() {
        datum.detail("電話は記録されていません")
    } else {
        datum.detail(detail.join(" "))
    }
}

/// The hospital in one line.
pub(super) fn backup_line(backup: Backup) -> Datum {
    let datum = Datum::new(backup.name, backup.mark);
    let detail: Vec<String> = backup
        .call
        .map(|call| call.shown)
        .into_iter()
        .chain(backup.notes)
        .collect();
    if detail.is_empty() {
        datum
    } else {
        datum.detail(detail.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Line {
        text.parse().unwrap()
    }

    #[test]
    fn a_contact_is_called_in_its_order_with_what_it_can_do() {
        let contact = Contact {
            order: 1,
            name: text("見本 由美"),
            kana: None,
            relation: text("長女"),
            phones: vec![
                "09000001111".parse().unwrap(),
                "0557000002".parse().unwrap(),
            ],
            at_night: Some(true),
            holds_key: Some(true),
            key_person: false,
            main_carer: false,
            speaks_for_person: true,
            lives: Some(text("市内")),
        };
        let party = of_contact(&contact, Mark::fresh("家族 R8.6.3"));
        assert_eq!(party.kind, "1 長女");
        assert_eq!(
            party.notes,
            ["夜間可", "鍵あり", "代わりに話せる人", "市内"]
        );
        assert_eq!(party.calls[0], Call::new("090-0000-1111"));
        let unasked = Contact {
            at_night: None,
            phones: Vec::new(),
            speaks_for_person: false,
            ..contact
        };
        let party = of_contact(&unasked, Mark::fresh("家族 R8.6.3"));
        assert!(party.calls.is_empty());
        assert_eq!(party.notes, ["鍵あり", "市内"]);
    }

    #[test]
    fn a_physician_has_a_number_by_day_and_one_at_night() {
        let physician = Physician {
            order: 1,
            practice: Practice::Medical,
            institution: text("さとう見本クリニック"),
            department: None,
            doctor: Some(text("佐藤医師")),
            phone: Some("0557001111".parse().unwrap()),
            after_hours_phone: Some("09000002222".parse().unwrap()),
            all_day: true,
        };
        let party = of_physician(&physician, Mark::fresh("医師 R8.6.3"));
        assert_eq!(party.name, "さとう見本クリニック 佐藤医師");
        assert_eq!(party.notes, ["24時間"]);
        let calls: Vec<_> = party
            .calls
            .iter()
            .map(|call| (call.hours, call.shown.as_str(), call.dial.as_str()))
            .collect();
        assert_eq!(
            calls,
            [
                (None, "0557-00-1111", "0557001111"),
                (Some("夜間・休日"), "090-0000-2222", "09000002222")
            ]
        );
    }

    #[test]
    fn the_hospital_names_its_limits() {
        let hospital = BackupHospital {
            hospital: text("みほん市立病院"),
            department: Some(text("内科")),
            phone: None,
            second_choice: Some(text("見本総合病院")),
            not_for: Some(text("骨折は対象外")),
            agreed_on: Some("2026-06-03".parse().unwrap()),
        };
        let backup = backup(&hospital, Mark::fresh("医師 R8.6.3"));
        assert_eq!(backup.name, "みほん市立病院 内科");
        assert_eq!(backup.call, None);
        assert_eq!(
            backup.notes,
            ["次点 見本総合病院", "骨折は対象外", "R8.6.3 に合意"]
        );
        let terse = BackupHospital {
            not_for: Some(text("骨折")),
            second_choice: None,
            agreed_on: None,
            ..hospital
        };
        assert_eq!(
            super::backup(&terse, Mark::fresh("医師 R8.6.3")).notes,
            ["対象外: 骨折"]
        );
    }
}
