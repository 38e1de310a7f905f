//! The clinical lists: conditions, medicines, allergies, devices.

use super::{
    cells::Cells,
    column::Field,
    day,
    list::{Listed, part, with_remark},
    words,
};
use tasuki_domain::{
    Invalid,
    fact::{
        FactBody, FactKind,
        allergy::{Agent, Allergy, Severity},
        condition::{Condition, ConditionStatus},
        device::{Device, DeviceKind, Side},
        medication::Medication,
    },
    text::{Line, nfkc},
    time::Date,
};

const AGENTS: &[(&str, Agent)] = &[
    ("薬", Agent::Drug),
    ("医薬品", Agent::Drug),
    ("造影剤", Agent::ContrastMedium),
    ("食品", Agent::Food),
    ("食べ物", Agent::Food),
    ("ラテックス", Agent::Environment),
    ("環境", Agent::Environment),
    ("ラテックス・環境", Agent::Environment),
    ("その他", Agent::Other),
];

const SEVERITIES: &[(&str, Severity)] = &[
    ("アナフィラキシー", Severity::Anaphylaxis),
    ("アナフィラキシー歴", Severity::Anaphylaxis),
    ("重い", Severity::Severe),
    ("重い反応", Severity::Severe),
    ("重度", Severity::Severe),
    ("軽い", Severity::Mild),
    ("軽い反応", Severity::Mild),
    ("軽度", Severity::Mild),
];

const SIDES: &[(&str, Side)] = &[
    ("左", Side::Left),
    ("右", Side::Right),
    ("両側", Side::Both),
    ("両方", Side::Both),
    ("左右", Side::Both),
];

/// Short names beside those of [`DeviceKind::japanese`]. 「シャント」 alone is not among them: it may
/// be one for dialysis or one of the brain.
const DEVICES: &[(&str, DeviceKind)] = &[
    ("ペースメーカ", DeviceKind::Pacemaker),
    ("植込み型除細動器", DeviceKind::Defibrillator),
    ("除細動器", DeviceKind::Defibrillator),
    ("ICD", DeviceKind::Defibrillator),
    ("透析", DeviceKind::Dialysis),
    ("人工透析", DeviceKind::Dialysis),
    ("血液透析", DeviceKind::Dialysis),
    ("透析シャント", DeviceKind::Dialysis),
    ("レスピレーター", DeviceKind::Ventilator),
    ("気管カニューレ", DeviceKind::Tracheostomy),
    ("酸素", DeviceKind::Oxygen),
    ("在宅酸素療法", DeviceKind::Oxygen),
    ("酸素療法", DeviceKind::Oxygen),
    ("中心静脈栄養", DeviceKind::CentralVenousNutrition),
    ("CVポート", DeviceKind::CentralVenousNutrition),
    ("PICC", DeviceKind::CentralVenousNutrition),
    ("点滴", DeviceKind::Infusion),
    ("インスリン注射", DeviceKind::InsulinInjection),
    ("VPシャント", DeviceKind::VentricularShunt),
    ("胃瘻", DeviceKind::Gastrostomy),
    ("ストーマ", DeviceKind::Stoma),
    ("人工肛門", DeviceKind::Stoma),
    ("人工膀胱", DeviceKind::Stoma),
    ("カテーテル", DeviceKind::UrinaryCatheter),
    ("尿カテーテル", DeviceKind::UrinaryCatheter),
    ("モニター", DeviceKind::Monitoring),
    ("じょくそう", DeviceKind::PressureUlcer),
    ("褥瘡", DeviceKind::PressureUlcer),
];

/// Reads all four.
pub(crate) fn clinical(cells: &mut Cells<'_>, today: Date, facts: &mut Vec<FactBody>) {
    conditions(cells, today, facts);
    let medications = cells.clinical_parts(Field::Medications, |parts| medication(parts, today));
    push(
        facts,
        FactKind::Medication,
        medications,
        FactBody::Medication,
    );
    let allergies = cells.clinical_parts(Field::Allergies, |parts| allergy(parts, today));
    push(facts, FactKind::Allergy, allergies, FactBody::Allergy);
    let devices = cells.clinical_parts(Field::Devices, device);
    push(facts, FactKind::Device, devices, FactBody::Device);
}

fn push<T>(facts: &mut Vec<FactBody>, kind: FactKind, listed: Listed<T>, body: fn(T) -> FactBody) {
    match listed {
        Listed::NotSaid => {}
        Listed::None => facts.push(FactBody::ConfirmedNone(kind)),
        Listed::Items(items) => facts.extend(items.into_iter().map(body)),
    }
}

/// Present and past illnesses are one kind of fact: "none" of one column alone would claim more
/// than was said, or, dropped, less.
fn conditions(cells: &mut Cells<'_>, today: Date, facts: &mut Vec<FactBody>) {
    let present = cells.clinical(Field::Conditions, |item| {
        condition(item, ConditionStatus::Active, today)
    });
    let past = cells.clinical(Field::PastConditions, |item| {
        let status = if item.contains("手術") {
            ConditionStatus::Operation
        } else {
            ConditionStatus::Past
        };
        condition(item, status, today)
    });
    let mut half = None;
    if matches!(present, Listed::None) && !cells.is_filled(Field::PastConditions) {
        half = Some(Field::PastConditions);
    } else if matches!(past, Listed::None) && !cells.is_filled(Field::Conditions) {
        half = Some(Field::Conditions);
    }
    if let Some(field) = half {
        cells.fault(
            field,
            "none_needs_both",
            "持病と既往・手術の片方だけが「なし」です",
            "もう片方にも「なし」か内容を入れてください。聞いていないときは「なし」を消してください",
        );
    }
    match (present, past) {
        (Listed::None, Listed::None) => {
            facts.push(FactBody::ConfirmedNone(FactKind::Condition));
        }
        (present, past) => {
            for listed in [present, past] {
                if let Listed::Items(items) = listed {
                    facts.extend(items.into_iter().map(FactBody::Condition));
                }
            }
        }
    }
}

/// Reads 「高血圧（H20）」; of several remarks in the brackets, the first that means a date is one.
fn condition(item: &str, status: ConditionStatus, today: Date) -> Result<Condition, Invalid> {
    let (name, remark) = with_remark(item);
    let (mut since, mut notes) = (None, Vec::new());
    for remark in remark
        .into_iter()
        .flat_map(|remark| remark.split('、'))
        .map(str::trim)
    {
        if since.is_none() && day::looks_like_date(remark) {
            since = Some(day::read_past(remark, today)?);
        } else if !remark.is_empty() {
            notes.push(remark);
        }
    }
    Ok(Condition {
        name: name.parse()?,
        status,
        icd10: None,
        since,
        note: part(&notes.join("、"), str::parse)?,
    })
}

fn medication(parts: [&str; 5], today: Date) -> Result<Medication, Invalid> {
    let [name, dose, usage, days, dispensed_on] = parts;
    Ok(Medication {
        name: name.parse()?,
        code: None,
        dose: part(dose, str::parse)?,
        usage: part(usage, str::parse)?,
        days: part(days, days_of_supply)?,
        dispensed_on: part(dispensed_on, |text| day::read_past_day(text, today))?,
        pharmacy: None,
        prescriber: None,
    })
}

fn days_of_supply(text: &str) -> Result<u16, Invalid> {
    let folded = nfkc(text);
    let number = ["日間", "日分", "日"]
        .into_iter()
        .find_map(|unit| folded.trim().strip_suffix(unit))
        .unwrap_or(folded.trim());
    let number = number.trim();
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    let days = number.parse().ok().filter(|days| (1..=999).contains(days));
    days.filter(|_| is_number).ok_or_else(|| {
        Invalid::new(
            "days_unreadable",
            "日数を読み取れません",
            "28 のように 1～999 の数で入れてください",
        )
    })
}

fn allergy(parts: [&str; 5], today: Date) -> Result<Allergy, Invalid> {
    let [substance, agent, reaction, severity, when] = parts;
    let expected = "薬・造影剤・食品・ラテックス・環境・その他";
    Ok(Allergy {
        substance: substance.parse()?,
        agent: part(agent, |text| words::choose(text, AGENTS, expected))?.unwrap_or(Agent::Other),
        reaction: part(reaction, str::parse)?,
        severity: part(severity, |text| {
            words::choose(text, SEVERITIES, "アナフィラキシー・重い・軽い")
        })?,
        when: part(when, |text| day::read_past(text, today))?,
    })
}

fn device(parts: [&str; 4]) -> Result<Device, Invalid> {
    let [kind, side, place, detail] = parts;
    Ok(Device {
        kind: device_kind(kind)?,
        side: part(side, |text| words::choose(text, SIDES, "左・右・両側"))?,
        place: part::<Line>(place, str::parse)?,
        detail: part::<Line>(detail, str::parse)?,
        since: None,
        supplier_phone: None,
    })
}

fn device_kind(text: &str) -> Result<DeviceKind, Invalid> {
    DeviceKind::ALL
        .iter()
        .copied()
        .find(|kind| words::folded(kind.japanese()) == words::folded(text))
        .or_else(|| DeviceKind::from_code(text))
        .or_else(|| words::find(text, DEVICES))
        .ok_or_else(|| {
            let kinds: Vec<&str> = DeviceKind::ALL.iter().map(|kind| kind.japanese()).collect();
            Invalid::new(
                "device_kind_unknown",
                "決められた種類ではありません",
                format!("{} のどれかにしてください", kinds.join("、")),
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_device_can_be_written() {
        for kind in DeviceKind::ALL {
            assert_eq!(device_kind(kind.japanese()).unwrap(), *kind);
            assert_eq!(device_kind(kind.code()).unwrap(), *kind);
        }
        assert_eq!(device_kind("ＩＣＤ").unwrap(), DeviceKind::Defibrillator);
        assert_eq!(
            device_kind("シャント").unwrap_err().code,
            "device_kind_unknown"
        );
    }

    #[test]
    fn days_of_supply_are_read_with_their_unit() {
        for text in ["28", "２８", "28日", "28日分", "28 日間"] {
            assert_eq!(days_of_supply(text).unwrap(), 28, "{text}");
        }
        for text in ["", "0", "4週", "1000", "-3", "+5"] {
            assert_eq!(
                days_of_supply(text).unwrap_err().code,
                "days_unreadable",
                "{text}"
            );
        }
    }
}
