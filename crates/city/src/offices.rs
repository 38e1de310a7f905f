//! The institutions around a person: doctors, offices, the hospital that agreed beforehand.
//! Only those with an account in the demo are named outside this file.

use super::{
    made::{Made, ago, line, phone, some_line},
    random::Random,
};
use tasuki_domain::{
    fact::{
        FactBody,
        backup_hospital::BackupHospital,
        physician::{Physician, Practice, Service, ServiceKind},
        wishes::DoctorToCall,
    },
    time::Date,
};

pub const CITY: &str = "うみかぜ市";
pub const FIRE: &str = "うみかぜ消防本部";
pub const OTHER_FIRE: &str = "やまなみ消防本部";
pub const HOSPITAL: &str = "うみかぜ市立病院";
pub const HOME_CLINIC: &str = "みなと在宅クリニック";
pub const PHARMACY: &str = "しおさい薬局";
pub const NURSING: &str = "いそべ訪問看護";
pub const CARE_OFFICE: &str = "なぎさ居宅介護支援";
pub const FACILITY: &str = "特別養護老人ホーム うみかぜの里";

/// The doctor of the home clinic.
pub const HOME_DOCTOR: &str = "湊 潮";
const HOME_CLINIC_PHONE: &str = "0557-00-0010";
const HOME_CLINIC_NIGHT: &str = "090-0000-0010";

/// An institution that shares a person's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Team {
    HomeClinic,
    Pharmacy,
    VisitingNursing,
    CareOffice,
    Facility,
}

pub const CLINICS: &[&str] = &[
    HOME_CLINIC,
    "岬うみかぜ診療所",
    "潮見うみかぜ内科",
    HOSPITAL,
];
pub const PHARMACIES: &[&str] = &[PHARMACY, "なみのまち薬局", "灯台前薬局"];

/// The home clinic as the doctor to call first.
pub fn home_doctor() -> Made<DoctorToCall> {
    Ok(DoctorToCall {
        name: line(HOME_DOCTOR)?,
        institution: Some(line(HOME_CLINIC)?),
        phone: phone(HOME_CLINIC_PHONE)?,
        hours: Some(line("24時間")?),
        night_phone: Some(phone(HOME_CLINIC_NIGHT)?),
    })
}

/// The home clinic as a doctor on record.
pub fn home_clinic(order: u8) -> Made<FactBody> {
    Ok(FactBody::Physician(Physician {
        order,
        practice: Practice::Medical,
        institution: line(HOME_CLINIC)?,
        department: Some(line("訪問診療")?),
        doctor: Some(line(HOME_DOCTOR)?),
        phone: Some(phone(HOME_CLINIC_PHONE)?),
        after_hours_phone: Some(phone(HOME_CLINIC_NIGHT)?),
        all_day: true,
    }))
}

/// A practice that answers in the day only.
pub fn day_clinic(order: u8, institution: &str, department: &str, doctor: &str) -> Made<FactBody> {
    Ok(FactBody::Physician(Physician {
        order,
        practice: if department == "歯科" {
            Practice::Dental
        } else {
            Practice::Medical
        },
        institution: line(institution)?,
        department: some_line(department)?,
        doctor: some_line(doctor)?,
        phone: Some(phone("0557-00-0020")?),
        after_hours_phone: None,
        all_day: false,
    }))
}

/// The doctors of someone; `at_home` who is visited by the home clinic.
pub fn physicians(random: &mut Random, at_home: bool) -> Made<Vec<FactBody>> {
    let mut doctors = Vec::new();
    if at_home {
        doctors.push(home_clinic(1)?);
    } else {
        let (clinic, department, doctor) = *random.pick(&[
            ("岬うみかぜ診療所", "内科", "岬 一郎"),
            ("潮見うみかぜ内科", "内科・循環器内科", "潮見 渚"),
            (HOSPITAL, "総合診療科", ""),
        ]);
        doctors.push(day_clinic(1, clinic, department, doctor)?);
    }
    if random.permille(280) {
        doctors.push(day_clinic(
            2,
            "浜辺うみかぜ整形外科",
            "整形外科",
            "浜辺 岩男",
        )?);
    }
    if random.permille(180) {
        let order = u8::try_from(doctors.len() + 1).unwrap_or(u8::MAX);
        doctors.push(day_clinic(order, "なみのまち歯科", "歯科", "")?);
    }
    Ok(doctors)
}

/// A service of an office.
pub fn service(kind: ServiceKind, office: &str, person: &str, number: u16) -> Made<FactBody> {
    Ok(FactBody::Service(Service {
        kind,
        office: line(office)?,
        person: some_line(person)?,
        phone: Some(phone(format!("0557-00-{number:04}"))?),
        all_day: kind == ServiceKind::VisitingNursing,
    }))
}

/// The offices of someone, with the institutions of the demo among them.
pub fn services(random: &mut Random, need: usize) -> Made<(Vec<FactBody>, Vec<Team>)> {
    let (mut facts, mut teams) = (Vec::new(), Vec::new());
    if random.permille(450) {
        facts.push(service(ServiceKind::Pharmacy, PHARMACY, "塩谷 薫", 30)?);
        teams.push(Team::Pharmacy);
    }
    if need >= 2 && random.permille(550) {
        facts.push(service(
            ServiceKind::VisitingNursing,
            NURSING,
            "磯部 岬",
            31,
        )?);
        teams.push(Team::VisitingNursing);
    }
    if need >= 1 && random.permille(700) {
        facts.push(service(
            ServiceKind::CareManagement,
            CARE_OFFICE,
            "渚 夕子",
            32,
        )?);
        teams.push(Team::CareOffice);
    }
    if need >= 1 {
        let kinds = [
            (ServiceKind::HomeHelp, "ヘルパーステーションなみ"),
            (ServiceKind::DayCare, "デイサービスかもめ"),
            (ServiceKind::ShortStay, "ショートステイ灯台"),
            (ServiceKind::WelfareEquipment, "うみかぜ福祉用具"),
            (ServiceKind::Other, "配食サービスほたて"),
        ];
        for (index, (kind, office)) in kinds.into_iter().enumerate() {
            if random.permille(200) {
                let number = 40 + u16::try_from(index).unwrap_or(0);
                facts.push(service(kind, office, "", number)?);
            }
        }
    }
    Ok((facts, teams))
}

/// The hospital that agreed to take the person.
pub fn backup_hospital(random: &mut Random, as_of: Date) -> Made<FactBody> {
    Ok(FactBody::BackupHospital(BackupHospital {
        hospital: line(HOSPITAL)?,
        department: Some(line(random.pick(&["内科", "循環器内科", "総合診療科"]))?),
        phone: Some(phone("0557-00-0011")?),
        second_choice: random
            .permille(300)
            .then(|| line("岬うみかぜ総合病院"))
            .transpose()?,
        not_for: random
            .permille(300)
            .then(|| line("脳卒中・重い外傷"))
            .transpose()?,
        agreed_on: random
            .permille(800)
            .then(|| ago(as_of, random.between(0, 300))),
    }))
}
