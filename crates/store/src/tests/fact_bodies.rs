//! One body of every kind of fact, with every optional part in some of them.

use super::fixtures::*;
use tasuki_domain::fact::{
    FactBody, FactKind,
    allergy::{Agent, Allergy, Severity},
    backup_hospital::BackupHospital,
    care::{Assistance, Baseline, CareLevel, DementiaGrade, DisabilityGrade, Level},
    condition::{Condition, ConditionStatus},
    contact::Contact,
    device::{Device, DeviceKind, Side},
    home::{Home, Household},
    identity::{OtherName, OtherNameKind},
    medication::{DrugCode, DrugCodeSystem, Medication},
    physician::{Physician, Practice, Service, ServiceKind},
    wishes::{DoctorToCall, Procedure, Speaker, Standing, Statement, Wanted, Wish},
};

pub(crate) fn every_fact_body() -> Vec<FactBody> {
    let mut full = identity("タスキ", "ハナ", "1940-03");
    full.other_names = vec![OtherName {
        kind: OtherNameKind::Latin,
        name: full.name.clone(),
    }];
    full.language = Some(parsed("ポルトガル語"));
    let mut bodies = vec![
        FactBody::Identity(full),
        FactBody::Home(Home {
            household: Some(Household::Alone),
            key: Some(parsed("隣家")),
            carrying_out: Some(parsed("階段\n狭い")),
            ..Home::default()
        }),
        FactBody::Contact(Contact {
            order: 1,
            name: parsed("架空　花子"),
            kana: Some(parsed("カクウハナコ")),
            relation: parsed("長女"),
            phones: vec![parsed("0557000002")],
            at_night: Some(false),
            holds_key: None,
            key_person: true,
            main_carer: false,
            speaks_for_person: true,
            lives: None,
        }),
        FactBody::Physician(Physician {
            order: 1,
            practice: Practice::Medical,
            institution: parsed("架空医院"),
            department: None,
            doctor: Some(parsed("架空　医師")),
            phone: Some(parsed("0557000003")),
            after_hours_phone: None,
            all_day: true,
        }),
        FactBody::Service(Service {
            kind: ServiceKind::VisitingNursing,
            office: parsed("架空訪問看護"),
            person: None,
            phone: None,
            all_day: false,
        }),
        FactBody::Condition(Condition {
            name: parsed("心房細動"),
            status: ConditionStatus::Active,
            icd10: Some(parsed("I48")),
            since: Some(parsed("2010")),
            note: None,
        }),
        FactBody::Medication(Medication {
            name: parsed("ワルファリンK錠1mg"),
            code: Some(DrugCode {
                system: DrugCodeSystem::Yj,
                value: parsed("3332001F1024"),
            }),
            dose: Some(parsed("2.5錠")),
            usage: None,
            days: Some(28),
            dispensed_on: Some(day("2026-11-01")),
            pharmacy: None,
            prescriber: None,
        }),
        FactBody::Allergy(Allergy {
            substance: parsed("造影剤"),
            agent: Agent::ContrastMedium,
            reaction: Some(parsed("呼吸困難")),
            severity: Some(Severity::Anaphylaxis),
            when: Some(parsed("2019-05")),
        }),
        FactBody::Device(Device {
            kind: DeviceKind::Dialysis,
            side: Some(Side::Left),
            place: Some(parsed("前腕")),
            detail: None,
            since: None,
            supplier_phone: None,
        }),
        FactBody::CareLevel(CareLevel {
            level: Level::Care3,
            certified_on: Some(day("2026-04-01")),
            valid_until: None,
            disability: Some(DisabilityGrade::B1),
            dementia: Some(DementiaGrade::Iia),
        }),
        FactBody::Baseline(Baseline {
            mobility: Some(Assistance::Partial),
            aid: Some(parsed("杖")),
            ..Baseline::default()
        }),
        FactBody::Wish(Wish {
            statements: vec![Statement {
                procedure: Procedure::Ventilation,
                wanted: Wanted::UnderDiscussion,
            }],
            speaker: Speaker::Substitute(parsed("長女")),
            talked_on: parsed("2026-10"),
            present: vec![parsed("架空　医師")],
            expected_condition: None,
            verbatim: Some(parsed("家で\n過ごしたい")),
            standing: Standing::Confirmed {
                physician: parsed("架空　医師"),
                on: day("2026-10-02"),
            },
            call: Some(DoctorToCall {
                name: parsed("架空　医師"),
                institution: None,
                phone: parsed("0557000003"),
                hours: None,
                night_phone: None,
            }),
            original_place: None,
            review_by: None,
        }),
        FactBody::BackupHospital(BackupHospital {
            hospital: parsed("架空病院"),
            department: None,
            phone: None,
            second_choice: None,
            not_for: None,
            agreed_on: None,
        }),
    ];
    let none = FactKind::ALL.iter().filter(|kind| kind.may_be_none());
    bodies.extend(none.map(|kind| FactBody::ConfirmedNone(*kind)));
    bodies
}
