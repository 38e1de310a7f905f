//! Medicines and allergies.

use super::{
    conditions::{Dose, Illness},
    made::{Made, ago, line, some_line},
    offices,
    random::Random,
};
use tasuki_domain::{
    birth_date::PartialDate,
    fact::{
        FactBody,
        allergy::{Agent, Allergy, Severity},
        medication::Medication,
    },
    time::Date,
};

/// A medicine as dispensed on a day. Days of 0 and no day are not recorded.
pub fn medication(
    dose: &Dose,
    dispensed_on: Option<Date>,
    pharmacy: Option<&str>,
    prescriber: Option<&str>,
) -> Made<Medication> {
    let (name, amount, usage, days) = *dose;
    Ok(Medication {
        name: line(name)?,
        code: None,
        dose: some_line(amount)?,
        usage: some_line(usage)?,
        days: (days > 0).then_some(days),
        dispensed_on,
        pharmacy: pharmacy.map(line).transpose()?,
        prescriber: prescriber.map(line).transpose()?,
    })
}

/// The medicines of someone with these illnesses, as they were told on `as_of`: some supplies
/// still last, some have run out since, of some nobody wrote down how long they last.
pub fn medications(
    random: &mut Random,
    illnesses: &[&Illness],
    as_of: Date,
) -> Made<Vec<FactBody>> {
    let dispensed = ago(as_of, random.between(0, 13));
    let pharmacy = *random.pick(offices::PHARMACIES);
    let prescriber = *random.pick(offices::CLINICS);
    let mut taken = Vec::new();
    for illness in illnesses.iter().filter(|illness| !illness.doses.is_empty()) {
        let mut dose = *random.pick(illness.doses);
        let day = match random.below(20) {
            0 => {
                dose.3 = 0;
                Some(dispensed)
            }
            1 => {
                dose.3 = 0;
                None
            }
            2 => None,
            3 => {
                dose.3 = 90;
                Some(dispensed)
            }
            _ => Some(dispensed),
        };
        let told = random.permille(800);
        taken.push(FactBody::Medication(medication(
            &dose,
            day,
            told.then_some(pharmacy),
            told.then_some(prescriber),
        )?));
    }
    Ok(taken)
}

#[rustfmt::skip]
const ALLERGIES: &[(&str, Agent, &str, Option<Severity>)] = &[
    ("ペニシリン系抗菌薬", Agent::Drug, "全身の発疹、息苦しさ", Some(Severity::Anaphylaxis)),
    ("セフェム系抗菌薬", Agent::Drug, "じんましん", Some(Severity::Severe)),
    ("ロキソプロフェン", Agent::Drug, "顔のむくみ", Some(Severity::Severe)),
    ("アスピリン", Agent::Drug, "喘息の発作", Some(Severity::Severe)),
    ("局所麻酔薬", Agent::Drug, "気分不良", Some(Severity::Mild)),
    ("かぜ薬（名前は不明）", Agent::Drug, "", None),
    ("ヨード造影剤", Agent::ContrastMedium, "血圧低下", Some(Severity::Anaphylaxis)),
    ("ガドリニウム造影剤", Agent::ContrastMedium, "発疹", Some(Severity::Mild)),
    ("そば", Agent::Food, "のどの腫れ", Some(Severity::Anaphylaxis)),
    ("えび・かに", Agent::Food, "じんましん", Some(Severity::Mild)),
    ("鶏卵", Agent::Food, "発疹", Some(Severity::Mild)),
    ("ラテックス", Agent::Environment, "手の発疹", Some(Severity::Mild)),
    ("スズメバチ", Agent::Environment, "意識が遠のいた", Some(Severity::Anaphylaxis)),
    ("スギ花粉", Agent::Environment, "鼻炎", Some(Severity::Mild)),
    ("消毒用アルコール", Agent::Other, "皮膚が赤くなる", Some(Severity::Mild)),
];

/// One allergy, or two different ones.
pub fn allergies(random: &mut Random, year: i16, birth_year: i16) -> Made<Vec<FactBody>> {
    let first = random.below(ALLERGIES.len());
    let mut chosen = vec![first];
    if random.permille(150) {
        chosen.push((first + 1 + random.below(ALLERGIES.len() - 1)) % ALLERGIES.len());
    }
    let mut told = Vec::new();
    for index in chosen {
        let (substance, agent, reaction, severity) = ALLERGIES[index];
        let years = i16::try_from(random.below(30)).unwrap_or(0);
        told.push(FactBody::Allergy(Allergy {
            substance: line(substance)?,
            agent,
            reaction: some_line(reaction)?,
            severity,
            when: random
                .permille(400)
                .then_some(PartialDate::Year((year - years).max(birth_year))),
        }));
    }
    Ok(told)
}
