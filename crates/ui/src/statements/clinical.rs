//! Allergies, medicines, devices and illnesses in words.

use super::line;
use crate::{Datum, Mark, day::when};
use tasuki_domain::{
    fact::{
        allergy::Allergy,
        condition::{Condition, ConditionStatus},
        device::{Device, DeviceKind, Side},
        medication::Medication,
    },
    text::Line,
    wareki,
};

fn said(text: Option<&Line>) -> Option<String> {
    text.map(|text| text.as_str().to_owned())
}

/// 「ペニシリン系」「呼吸困難 アナフィラキシー歴（2019年）」
pub(super) fn allergy(allergy: &Allergy, mark: Mark) -> Datum {
    let severity = allergy
        .severity
        .map(|severity| severity.japanese().to_owned());
    let what: Vec<String> = [said(allergy.reaction.as_ref()), severity]
        .into_iter()
        .flatten()
        .collect();
    let what = if what.is_empty() {
        "反応は記録されていません".to_owned()
    } else {
        what.join(" ")
    };
    let at = allergy.when.map_or_else(|| "時期不明".to_owned(), when);
    line(
        allergy.substance.as_str(),
        &[Some(format!("{what}（{at}）"))],
        mark,
    )
}

/// 「ワーファリン錠1mg」「2.5錠 1日1回夕食後 調剤 R8.11.4 28日分」
pub(super) fn medication(medication: &Medication, mark: Mark) -> Datum {
    let dispensed = medication
        .dispensed_on
        .map(|on| format!("調剤 {}", wareki::short(on)));
    let days = medication.days.map(|days| format!("{days}日分"));
    line(
        medication.name.as_str(),
        &[medication.dose_and_usage(), dispensed, days],
        mark,
    )
}

/// 「透析（シャント）」「左腕 月水金」 with the arm to keep free.
pub(super) fn device(device: &Device, mark: Mark) -> Datum {
    let side = device.side.map_or("", Side::japanese);
    let place = device.place.as_ref().map_or("", Line::as_str);
    let place = match (device.kind, device.side) {
        // Which arm it is decides what the crew does with its hands.
        (DeviceKind::Dialysis, None) => format!("{place}（左右は記録されていません）"),
        _ => format!("{side}{place}"),
    };
    let supplier = device
        .supplier_phone
        .as_ref()
        .map(|phone| format!("業者 {phone}"));
    let since = device.since.map(|since| format!("（{}から）", when(since)));
    let datum = line(
        device.kind.japanese(),
        &[Some(place), said(device.detail.as_ref()), since, supplier],
        mark,
    );
    match device.caution() {
        Some(caution) => datum.caution(caution),
        None => datum,
    }
}

/// 「脳梗塞」「既往 2021年 右麻痺軽度」
pub(super) fn condition(condition: &Condition, mark: Mark) -> Datum {
    let status = match condition.status {
        ConditionStatus::Active => None,
        status => Some(status.japanese().to_owned()),
    };
    line(
        condition.name.as_str(),
        &[
            status,
            condition.since.map(when),
            said(condition.note.as_ref()),
        ],
        mark,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use tasuki_domain::fact::{
        allergy::{Agent, Severity},
        medication::Medication,
    };

    fn text(text: &str) -> Line {
        text.parse().unwrap()
    }

    fn detail(datum: Datum) -> String {
        datum.detail.unwrap_or_default()
    }

    #[test]
    fn an_allergy_says_what_happened_and_when_or_that_it_is_not_known() {
        let bare = Allergy {
            substance: text("造影剤"),
            agent: Agent::ContrastMedium,
            reaction: None,
            severity: None,
            when: None,
        };
        let full = Allergy {
            reaction: Some(text("呼吸困難")),
            severity: Some(Severity::Anaphylaxis),
            when: Some("2021-04".parse().unwrap()),
            ..bare.clone()
        };
        for (each, words) in [
            (bare, "反応は記録されていません（時期不明）"),
            (full, "呼吸困難 アナフィラキシー歴（2021年4月）"),
        ] {
            assert_eq!(
                detail(allergy(&each, Mark::fresh("本人申出 R8.6.3"))),
                words
            );
        }
    }

    #[test]
    fn a_shunt_without_its_side_says_so_and_keeps_its_caution() {
        let shunt = Device {
            kind: DeviceKind::Dialysis,
            side: Some(Side::Left),
            place: Some(text("腕")),
            detail: Some(text("月水金")),
            since: None,
            supplier_phone: None,
        };
        let datum = device(&shunt, Mark::fresh("医師 R8.6.3"));
        assert_eq!(datum.detail.as_deref(), Some("左腕 月水金"));
        assert_eq!(datum.caution.as_deref(), Some("血圧・採血を避ける腕"));
        let unsided = device(
            &Device {
                side: None,
                ..shunt
            },
            Mark::fresh("医師 R8.6.3"),
        );
        assert_eq!(
            unsided.detail.as_deref(),
            Some("腕（左右は記録されていません） 月水金")
        );
        assert!(unsided.caution.is_some());
    }

    #[test]
    fn medicines_and_illnesses_say_only_what_is_recorded() {
        let bare = Medication {
            name: text("アムロジピン錠5mg"),
            code: None,
            dose: None,
            usage: None,
            days: None,
            dispensed_on: None,
            pharmacy: None,
            prescriber: None,
        };
        assert_eq!(medication(&bare, Mark::fresh("家族 R8.6.3")).detail, None);
        let dispensed = Medication {
            dose: Some(text("1錠")),
            usage: Some(text("朝")),
            days: Some(28),
            dispensed_on: Some("2026-11-04".parse().unwrap()),
            ..bare
        };
        assert_eq!(
            detail(medication(&dispensed, Mark::fresh("薬剤師 R8.11.4"))),
            "1錠 朝 調剤 R8.11.4 28日分"
        );
        let stroke = Condition {
            name: text("脳梗塞"),
            status: ConditionStatus::Past,
            icd10: None,
            since: Some("2021".parse().unwrap()),
            note: Some(text("右麻痺軽度")),
        };
        assert_eq!(
            detail(condition(&stroke, Mark::fresh("医師 R8.6.3"))),
            "既往 2021年 右麻痺軽度"
        );
    }
}
