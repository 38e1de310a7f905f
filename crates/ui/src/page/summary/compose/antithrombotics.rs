//! The tile of medicines that keep blood from clotting.

use super::Look;
use crate::{Datum, Mark, Presence, page::summary::Zone, statements::entries};
use std::collections::BTreeSet;
use tasuki_domain::{
    alert::{Alert, Supply},
    fact::{FactBody, FactKind},
    summary::Entry,
    time::Date,
    wareki,
};

/// What the tile says of where it comes from, beside source and date.
const DERIVED: &str = "（薬の記録から自動判定）";

/// The derived warnings; withheld and absent with the medicines they are derived from.
pub(super) fn antithrombotics(look: &Look<'_>) -> Zone {
    entries(look.sections, FactKind::Medication).and_then(|medicines| {
        if look.alerts.is_empty() {
            return not_among(&medicines, look.today);
        }
        Presence::Known(
            look.alerts
                .iter()
                .map(|alert| line(alert, look.today))
                .collect(),
        )
    })
}

/// That none of the recorded medicines is one is no "none, checked": nobody checked. It is as good
/// as the newest of those records.
fn not_among(medicines: &[&Entry], today: Date) -> Zone {
    let names: BTreeSet<&str> = medicines
        .iter()
        .filter_map(|entry| match &entry.body {
            FactBody::Medication(medicine) => Some(medicine.name.as_str()),
            _ => None,
        })
        .collect();
    let newest = medicines
        .iter()
        .max_by_key(|entry| entry.provenance.fresh_from());
    match newest {
        Some(newest) => Presence::NotAmong {
            words: format!("記録された薬（{}種）の中にはありません", names.len()),
            mark: derived(Mark::of(&newest.provenance, today)),
        },
        None => Presence::NotRecorded,
    }
}

fn derived(mut mark: Mark) -> Mark {
    mark.source.push_str(DERIVED);
    mark
}

fn line(alert: &Alert, today: Date) -> Datum {
    let mark = derived(Mark::of(&alert.provenance, today));
    let supply = match alert.supply {
        Supply::Until(last) => Some(format!("{} まで", wareki::short(last))),
        Supply::RanOut(_) => None,
        Supply::Unknown => Some("処方日数は記録されていません".to_owned()),
    };
    let detail: Vec<String> = [
        Some(alert.kind.japanese().to_owned()),
        alert.usage.clone(),
        supply,
    ]
    .into_iter()
    .flatten()
    .collect();
    let datum = Datum::new(alert.name.clone(), mark).detail(detail.join(" "));
    match alert.supply {
        Supply::RanOut(last) => {
            datum.caution(format!("処方日数を過ぎています（{}）", wareki::short(last)))
        }
        Supply::Until(_) | Supply::Unknown => datum,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::records::{
        confirmed_none, entry_of, full, medicine, provenance, resident, shown,
    };
    use jiff::civil::date;
    use tasuki_domain::{
        Category,
        alert::AlertKind,
        id::FactId,
        summary::{Shown, WithheldBecause},
    };
    use uuid::Uuid;

    fn alert(supply: Supply) -> Alert {
        Alert {
            kind: AlertKind::Anticoagulant,
            fact: FactId::from(Uuid::from_u128(3)),
            name: "ワーファリン錠1mg".into(),
            usage: Some("2.5錠 夕".into()),
            provenance: provenance(),
            supply,
        }
    }

    #[test]
    fn the_supply_is_said_and_one_that_ran_out_stays() {
        let sections = [full(Category::Medications, [medicine("ワーファリン錠1mg")])];
        let resident = resident();
        for (supply, detail, caution) in [
            (
                Supply::Until(date(2026, 12, 1)),
                "抗凝固薬 2.5錠 夕 R8.12.1 まで",
                None,
            ),
            (
                Supply::RanOut(date(2026, 11, 18)),
                "抗凝固薬 2.5錠 夕",
                Some("処方日数を過ぎています（R8.11.18）"),
            ),
            (
                Supply::Unknown,
                "抗凝固薬 2.5錠 夕 処方日数は記録されていません",
                None,
            ),
        ] {
            let zone = antithrombotics(&Look {
                alerts: &[alert(supply)],
                ..Look::of(&resident, &sections)
            });
            let datum = &zone.known().unwrap()[0];
            assert_eq!(
                (datum.detail.as_deref(), datum.caution.as_deref()),
                (Some(detail), caution)
            );
            assert_eq!(datum.mark.source, "医師 R8.6.3（薬の記録から自動判定）");
        }
    }

    #[test]
    fn medicines_without_one_are_neither_a_checked_none_nor_nothing_recorded() {
        let resident = resident();
        let none = shown(
            Category::Medications,
            [confirmed_none(FactKind::Medication)],
        );
        for (section, words) in [
            (
                full(Category::Medications, [medicine("アムロジピン錠5mg")]),
                "記録された薬（1種）の中にはありません",
            ),
            (full(Category::Medications, []), "記録されていません"),
            (none, "なし（確認済み R8.6.3 佐藤医師）"),
            (
                (
                    Category::Medications,
                    Shown::Withheld(WithheldBecause::PersonsWish),
                ),
                "本人の申出により表示できません",
            ),
        ] {
            let sections = [section];
            let zone = antithrombotics(&Look::of(&resident, &sections));
            assert_eq!(zone.words(), words);
        }
    }

    #[test]
    fn what_is_read_off_the_medicines_is_as_old_as_the_newest_of_them() {
        let resident = resident();
        for (newest, source, age) in [
            ("2026-11-01", "医師 R8.11.1（薬の記録から自動判定）", ""),
            (
                "2025-01-06",
                "医師 R7.1.6（薬の記録から自動判定）",
                "1年以上前・要確認",
            ),
        ] {
            let sections = [shown(
                Category::Medications,
                [
                    entry_of(medicine("アムロジピン錠5mg"), "2024-11-02"),
                    entry_of(medicine("フロセミド錠20mg"), newest),
                    entry_of(medicine("アムロジピン錠5mg"), "2024-10-02"),
                ],
            )];
            let zone = antithrombotics(&Look::of(&resident, &sections));
            assert_eq!(zone.words(), "記録された薬（2種）の中にはありません");
            let mark = zone.read_off().unwrap();
            assert_eq!((mark.source.as_str(), mark.age_words()), (source, age));
        }
    }
}
