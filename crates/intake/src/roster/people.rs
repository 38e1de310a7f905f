//! Whom to call: contacts, physicians, offices, the hospital that agreed.

use super::{cells::Cells, column::Field, day, words};
use tasuki_domain::{
    fact::{
        FactBody, FactKind,
        backup_hospital::BackupHospital,
        contact::Contact,
        physician::{Physician, Practice, Service, ServiceKind},
    },
    time::Date,
};

/// Name, kana, relation, telephone, by night, key, speaks for the person.
const CONTACTS: [[Field; 7]; 3] = [
    [
        Field::Contact1Name,
        Field::Contact1Kana,
        Field::Contact1Relation,
        Field::Contact1Phone,
        Field::Contact1Night,
        Field::Contact1Key,
        Field::Contact1Speaks,
    ],
    [
        Field::Contact2Name,
        Field::Contact2Kana,
        Field::Contact2Relation,
        Field::Contact2Phone,
        Field::Contact2Night,
        Field::Contact2Key,
        Field::Contact2Speaks,
    ],
    [
        Field::Contact3Name,
        Field::Contact3Kana,
        Field::Contact3Relation,
        Field::Contact3Phone,
        Field::Contact3Night,
        Field::Contact3Key,
        Field::Contact3Speaks,
    ],
];

/// Institution, department, doctor, telephone, after hours, around the clock.
const DOCTORS: [[Field; 6]; 2] = [
    [
        Field::Doctor1Institution,
        Field::Doctor1Department,
        Field::Doctor1Name,
        Field::Doctor1Phone,
        Field::Doctor1AfterHours,
        Field::Doctor1AllDay,
    ],
    [
        Field::Doctor2Institution,
        Field::Doctor2Department,
        Field::Doctor2Name,
        Field::Doctor2Phone,
        Field::Doctor2AfterHours,
        Field::Doctor2AllDay,
    ],
];

/// Office, person in charge, telephone.
const SERVICES: [(ServiceKind, Field, Option<Field>, Field); 3] = [
    (
        ServiceKind::VisitingNursing,
        Field::NursingOffice,
        None,
        Field::NursingPhone,
    ),
    (
        ServiceKind::CareManagement,
        Field::CareOffice,
        Some(Field::CarePerson),
        Field::CarePhone,
    ),
    (
        ServiceKind::Pharmacy,
        Field::PharmacyOffice,
        None,
        Field::PharmacyPhone,
    ),
];

impl Cells<'_> {
    /// Whether the leading cell of a group says "none"; it must then be alone, and only the first of
    /// several groups (`others` are the cells of the rest) may say so.
    fn says_none(&mut self, leading: Field, others: &[Field], allowed: bool) -> bool {
        let text = self.text(leading);
        if words::is_unknown_word(text) {
            self.refuse(leading, words::unknown_word());
            return true;
        }
        if !words::is_none_word(text) {
            return false;
        }
        if !allowed {
            self.fault(
                leading,
                "none_not_here",
                "ここには「なし」と書けません",
                "ないときは空欄にしてください",
            );
        } else if self.any_filled(others) {
            self.fault(
                leading,
                "none_among_items",
                "「なし」と内容がいっしょに入っています",
                "ないときは「なし」だけを、あるときは内容だけを入れてください",
            );
        }
        true
    }
}

/// Reads the contacts in calling order.
pub(crate) fn contacts(cells: &mut Cells<'_>, facts: &mut Vec<FactBody>) {
    for (place, fields) in CONTACTS.iter().enumerate() {
        let [name, kana, relation, phone, night, key, speaks] = *fields;
        let others: Vec<Field> = CONTACTS
            .iter()
            .flatten()
            .copied()
            .filter(|f| *f != name)
            .collect();
        if cells.says_none(name, &others, place == 0) {
            facts.push(FactBody::ConfirmedNone(FactKind::Contact));
            continue;
        }
        if !cells.any_filled(fields) {
            continue;
        }
        cells.require(
            &[name, relation, phone],
            "この連絡先のほかの欄が書かれています",
        );
        let read_name = cells.parse(name);
        let read_kana = cells.parse(kana);
        let read_relation = cells.parse(relation);
        let phones = cells.items(phone, str::parse);
        let at_night = cells.read(night, words::yes_or_no);
        let holds_key = cells.read(key, words::yes_or_no);
        let speaks_for_person = cells.read(speaks, words::yes_or_no).unwrap_or(false);
        if let (Some(name), Some(relation)) = (read_name, read_relation) {
            facts.push(FactBody::Contact(Contact {
                order: order(place),
                name,
                kana: read_kana,
                relation,
                phones,
                at_night,
                holds_key,
                key_person: false,
                main_carer: false,
                speaks_for_person,
                lives: None,
            }));
        }
    }
}

/// Reads the physicians, who knows the person best first.
pub(crate) fn physicians(cells: &mut Cells<'_>, facts: &mut Vec<FactBody>) {
    for (place, fields) in DOCTORS.iter().enumerate() {
        let [institution, department, doctor, phone, after_hours, all_day] = *fields;
        let others: Vec<Field> = DOCTORS
            .iter()
            .flatten()
            .copied()
            .filter(|f| *f != institution)
            .collect();
        if cells.says_none(institution, &others, place == 0) {
            facts.push(FactBody::ConfirmedNone(FactKind::Physician));
            continue;
        }
        if !cells.any_filled(fields) {
            continue;
        }
        cells.require(&[institution], "この医師のほかの欄が書かれています");
        let dental = [institution, department]
            .iter()
            .any(|field| cells.text(*field).contains("歯科"));
        let read_institution = cells.parse(institution);
        let department = cells.parse(department);
        let doctor = cells.parse(doctor);
        let phone = cells.parse(phone);
        let after_hours_phone = cells.parse(after_hours);
        let all_day = cells.read(all_day, words::yes_or_no).unwrap_or(false);
        if let Some(institution) = read_institution {
            facts.push(FactBody::Physician(Physician {
                order: order(place),
                practice: if dental {
                    Practice::Dental
                } else {
                    Practice::Medical
                },
                institution,
                department,
                doctor,
                phone,
                after_hours_phone,
                all_day,
            }));
        }
    }
}

/// Reads the offices that serve the person.
pub(crate) fn services(cells: &mut Cells<'_>, facts: &mut Vec<FactBody>) {
    for (kind, office, person, phone) in SERVICES {
        if cells.says_none(office, &[], false) {
            continue;
        }
        if cells.is_filled(phone) || person.is_some_and(|person| cells.is_filled(person)) {
            cells.require(&[office], "この事業所のほかの欄が書かれています");
        }
        let read_office = cells.parse(office);
        let person = person.and_then(|person| cells.parse(person));
        let phone = cells.parse(phone);
        if let Some(office) = read_office {
            facts.push(FactBody::Service(Service {
                kind,
                office,
                person,
                phone,
                all_day: false,
            }));
        }
    }
}

/// Reads the hospital that agreed beforehand.
pub(crate) fn backup_hospital(cells: &mut Cells<'_>, today: Date) -> Option<FactBody> {
    let others = [
        Field::HospitalDepartment,
        Field::HospitalPhone,
        Field::HospitalNotFor,
        Field::HospitalAgreedOn,
    ];
    if cells.says_none(Field::Hospital, &others, true) {
        return Some(FactBody::ConfirmedNone(FactKind::BackupHospital));
    }
    if cells.any_filled(&others) {
        cells.require(&[Field::Hospital], "この病院のほかの欄が書かれています");
    }
    let hospital = cells.parse(Field::Hospital);
    let department = cells.parse(Field::HospitalDepartment);
    let phone = cells.parse(Field::HospitalPhone);
    let not_for = cells.parse(Field::HospitalNotFor);
    let agreed_on = cells.read(Field::HospitalAgreedOn, |text| {
        day::read_past_day(text, today)
    });
    Some(FactBody::BackupHospital(BackupHospital {
        hospital: hospital?,
        department,
        phone,
        second_choice: None,
        not_for,
        agreed_on,
    }))
}

fn order(place: usize) -> u8 {
    u8::try_from(place + 1).unwrap_or(u8::MAX)
}
