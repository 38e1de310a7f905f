//! Statements about the patients of the drills.

use super::super::{
    conditions::Dose,
    made::{Made, kana, line, phone},
    medications::medication,
    offices,
};
use tasuki_domain::{
    birth_date::PartialDate,
    fact::{
        FactBody,
        condition::{Condition, ConditionStatus},
        contact::Contact,
        device::{Device, DeviceKind, Side},
    },
    time::Date,
};

/// Someone to call; the first one is near and holds a key.
pub fn contact(order: u8, name: &str, sound: &str, relation: &str, number: &str) -> Made<FactBody> {
    Ok(FactBody::Contact(Contact {
        order,
        name: line(name)?,
        kana: Some(kana(sound)?),
        relation: line(relation)?,
        phones: vec![phone(number)?],
        at_night: Some(order == 1),
        holds_key: Some(order == 1),
        key_person: order == 1,
        main_carer: order == 1,
        speaks_for_person: order == 1,
        lives: Some(line(if order == 1 { "市内" } else { "隣の市" })?),
    }))
}

/// An illness under treatment.
pub fn illness(name: &str, icd10: &str, since: i16) -> Made<FactBody> {
    Ok(FactBody::Condition(Condition {
        name: line(name)?,
        status: ConditionStatus::Active,
        icd10: Some(icd10.parse()?),
        since: Some(PartialDate::Year(since)),
        note: None,
    }))
}

/// A medicine from the pharmacy of the demo.
pub fn medicine(dose: &Dose, dispensed_on: Date) -> Made<FactBody> {
    let (pharmacy, prescriber) = (Some(offices::PHARMACY), Some(offices::HOME_CLINIC));
    medication(dose, Some(dispensed_on), pharmacy, prescriber).map(FactBody::Medication)
}

/// A device or treatment.
pub fn device(kind: DeviceKind, side: Option<Side>, place: &str, detail: &str) -> Made<FactBody> {
    Ok(FactBody::Device(Device {
        kind,
        side,
        place: super::super::made::some_line(place)?,
        detail: super::super::made::some_line(detail)?,
        since: Some(PartialDate::Month(2021, 4)),
        supplier_phone: None,
    }))
}
