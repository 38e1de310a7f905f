//! The tile of medicines that keep blood from clotting.

use crate::pages::statements::entries;
use tasuki_app::residents::SummaryView as Summary;
use tasuki_domain::{
    alert::{Alert, Supply},
    fact::FactKind,
    time::Date,
    wareki,
};
use tasuki_ui::{Datum, Mark, Presence, page::summary::Zone};

/// The derived warnings; withheld and absent with the medicines they are derived from. That none
/// of the recorded medicines is one is no "none, checked": nobody checked.
pub(super) fn antithrombotics(summary: &Summary) -> Zone {
    match entries(summary, FactKind::Medication) {
        Presence::Known(_) if summary.alerts.is_empty() => Presence::NotRecorded,
        Presence::Known(_) => Presence::Known(
            summary
                .alerts
                .iter()
                .map(|alert| line(alert, summary.today))
                .collect(),
        ),
        Presence::None { by, on } => Presence::None { by, on },
        Presence::NotRecorded => Presence::NotRecorded,
        Presence::Withheld(reason) => Presence::Withheld(reason),
        Presence::Unavailable => Presence::Unavailable,
    }
}

fn line(alert: &Alert, today: Date) -> Datum {
    let mut mark = Mark::of(&alert.provenance, today);
    mark.source.push_str("（薬の記録から自動判定）");
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
    use crate::pages::samples::{confirmed_none, full, provenance, view};
    use jiff::civil::date;
    use tasuki_domain::{
        Category,
        alert::AlertKind,
        fact::{FactBody, medication::Medication},
        id::FactId,
        summary::{Section, Shown, WithheldBecause},
    };
    use uuid::Uuid;

    fn medicine() -> FactBody {
        FactBody::Medication(Medication {
            name: "アムロジピン錠5mg".parse().unwrap(),
            code: None,
            dose: None,
            usage: None,
            days: None,
            dispensed_on: None,
            pharmacy: None,
            prescriber: None,
        })
    }

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
        let mut summary = view(vec![full(Category::Medications, [medicine()])]);
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
            summary.alerts = vec![alert(supply)];
            let zone = antithrombotics(&summary);
            let datum = &zone.known().unwrap()[0];
            assert_eq!(
                (datum.detail.as_deref(), datum.caution.as_deref()),
                (Some(detail), caution)
            );
            assert_eq!(datum.mark.source, "医師 R8.6.3（薬の記録から自動判定）");
        }
    }

    #[test]
    fn medicines_without_one_are_not_a_checked_none() {
        let none = Shown::Full(Section::build(
            Category::Medications,
            [confirmed_none(FactKind::Medication)],
        ));
        for (shown, words) in [
            (
                full(Category::Medications, [medicine()]).1,
                "記録されていません",
            ),
            (full(Category::Medications, []).1, "記録されていません"),
            (none, "なし（確認済み R8.6.3 佐藤医師）"),
            (
                Shown::Withheld(WithheldBecause::PersonsWish),
                "本人の申出により表示できません",
            ),
        ] {
            assert_eq!(
                antithrombotics(&view(vec![(Category::Medications, shown)])).words(),
                words
            );
        }
    }
}
