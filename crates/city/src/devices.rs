//! Devices and treatments at home.

use super::{
    made::{Made, ago, phone, some_line},
    random::Random,
};
use tasuki_domain::{
    birth_date::PartialDate,
    fact::{
        FactBody,
        device::{Device, DeviceKind, Side},
    },
    time::Date,
};

/// How common a kind is, where it is, and what is written beside it.
const fn usual(kind: DeviceKind) -> (u32, bool, &'static str, &'static str) {
    match kind {
        DeviceKind::Pacemaker => (24, true, "胸", "手帳は財布の中"),
        DeviceKind::Defibrillator => (4, true, "胸", "手帳は枕元"),
        DeviceKind::Dialysis => (14, true, "前腕", "月水金 うみかぜ市立病院"),
        DeviceKind::Ventilator => (2, false, "", "夜間のみ"),
        DeviceKind::Tracheostomy => (3, false, "", "カフ付き 8mm"),
        DeviceKind::Oxygen => (16, false, "", "毎分2L 鼻カニューレ"),
        DeviceKind::CentralVenousNutrition => (3, true, "胸", "皮下ポート"),
        DeviceKind::Infusion => (4, false, "", "週2回 訪問看護"),
        DeviceKind::InsulinPump => (2, false, "腹部", ""),
        DeviceKind::InsulinInjection => (14, false, "", "1日4回"),
        DeviceKind::VentricularShunt => (2, true, "", "圧可変式"),
        DeviceKind::Gastrostomy => (8, false, "腹部", "半固形 1日3回"),
        DeviceKind::TubeFeeding => (3, false, "", "経鼻"),
        DeviceKind::Stoma => (8, true, "腹部", "二品系装具"),
        DeviceKind::UrinaryCatheter => (10, false, "", "16Fr 4週ごとに交換"),
        DeviceKind::PainCare => (3, false, "", "貼付剤"),
        DeviceKind::Monitoring => (2, false, "", "酸素飽和度"),
        DeviceKind::PressureUlcer => (5, false, "仙骨部", ""),
        DeviceKind::Other => (2, false, "", "人工関節（金属）"),
    }
}

/// A device of that kind.
pub fn device(random: &mut Random, kind: DeviceKind, as_of: Date) -> Made<FactBody> {
    let (_, has_side, place, detail) = usual(kind);
    let side =
        has_side.then(|| *random.weighted(&[(Side::Left, 6), (Side::Right, 3)], |side| side.1));
    let day = ago(as_of, random.between(30, 3_000));
    Ok(FactBody::Device(Device {
        kind,
        side: side.map(|side| side.0),
        place: some_line(place)?,
        detail: some_line(detail)?,
        since: random
            .permille(600)
            .then_some(PartialDate::Month(day.year(), day.month())),
        supplier_phone: matches!(kind, DeviceKind::Oxygen | DeviceKind::Ventilator)
            .then(|| phone("0557-00-0091"))
            .transpose()?,
    }))
}

/// A kind as common as it is.
pub fn kind(random: &mut Random) -> DeviceKind {
    *random.weighted(DeviceKind::ALL, |kind| usual(*kind).0)
}
