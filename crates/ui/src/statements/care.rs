//! The usual state, the care level and the home, a line each item.

use crate::{Datum, Mark};
use tasuki_domain::{
    fact::{
        care::{Assistance, Baseline, CareLevel, DementiaGrade, DisabilityGrade},
        home::{Home, Household},
    },
    text::{Line, Note},
    time::Date,
    wareki,
};

fn item(name: &str, value: Option<String>, mark: &Mark) -> Option<Datum> {
    value.map(|value| Datum::new(name, mark.clone()).detail(value))
}

fn said(text: Option<&Line>) -> Option<String> {
    text.map(|text| text.as_str().to_owned())
}

fn helped(assistance: Option<Assistance>) -> Option<String> {
    assistance.map(|assistance| assistance.japanese().to_owned())
}

/// What answers "is this new?", the state of mind first.
pub(super) fn baseline(baseline: &Baseline, mark: &Mark) -> Vec<Datum> {
    let moving: Vec<String> = [helped(baseline.mobility), said(baseline.aid.as_ref())]
        .into_iter()
        .flatten()
        .collect();
    let moving = (!moving.is_empty()).then(|| moving.join("・"));
    [
        ("意識", said(baseline.consciousness.as_ref())),
        ("会話", said(baseline.conversation.as_ref())),
        ("移動", moving),
        ("聞こえ", said(baseline.hearing.as_ref())),
        ("視力", said(baseline.sight.as_ref())),
        ("認知", said(baseline.cognition.as_ref())),
        ("麻痺", said(baseline.paralysis.as_ref())),
        ("食事", helped(baseline.eating)),
        ("排泄", helped(baseline.toilet)),
    ]
    .into_iter()
    .filter_map(|(name, value)| item(name, value, mark))
    .collect()
}

/// The certified level, with the end of its term when that has passed.
pub(super) fn level(level: &CareLevel, mark: &Mark, today: Date) -> Vec<Datum> {
    let certified = level
        .certified_on
        .map(|on| format!("認定 {}", wareki::short(on)));
    let words: Vec<String> = [Some(level.level.japanese().to_owned()), certified]
        .into_iter()
        .flatten()
        .collect();
    let mut first = Datum::new("要介護度", mark.clone()).detail(words.join(" "));
    if let Some(until) = level.valid_until.filter(|until| *until < today) {
        first = first.caution(format!(
            "認定の期限を過ぎています（{}）",
            wareki::short(until)
        ));
    }
    let disability = level
        .disability
        .map(DisabilityGrade::japanese)
        .map(str::to_owned);
    let dementia = level
        .dementia
        .map(DementiaGrade::japanese)
        .map(str::to_owned);
    [
        Some(first),
        item("障害高齢者の日常生活自立度", disability, mark),
        item("認知症高齢者の日常生活自立度", dementia, mark),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How to get in first, then who is there.
pub(super) fn home(home: &Home, mark: &Mark) -> Vec<Datum> {
    [
        ("鍵", said(home.key.as_ref())),
        ("入口", said(home.entrance.as_ref())),
        (
            "搬出の注意",
            home.carrying_out
                .as_ref()
                .map(Note::as_str)
                .map(str::to_owned),
        ),
        (
            "世帯",
            home.household.map(Household::japanese).map(str::to_owned),
        ),
        ("同居", said(home.cohabitants.as_ref())),
        ("動物", said(home.animals.as_ref())),
        ("救急情報キットの場所", said(home.paper_kit.as_ref())),
    ]
    .into_iter()
    .filter_map(|(name, value)| item(name, value, mark))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use tasuki_domain::fact::care::Level;

    fn pairs(data: &[Datum]) -> Vec<(&str, &str)> {
        data.iter()
            .map(|each| {
                (
                    each.text.as_str(),
                    each.detail.as_deref().unwrap_or_default(),
                )
            })
            .collect()
    }

    #[test]
    fn only_what_is_recorded_has_a_line_in_reading_order() {
        let mark = Mark::fresh("ケアマネジャー R8.11.7");
        assert!(baseline(&Baseline::default(), &mark).is_empty());
        assert!(home(&Home::default(), &mark).is_empty());
        let usual = Baseline {
            mobility: Some(Assistance::Watching),
            aid: Some("歩行器".parse().unwrap()),
            consciousness: Some("清明".parse().unwrap()),
            ..Baseline::default()
        };
        assert_eq!(
            pairs(&baseline(&usual, &mark)),
            [("意識", "清明"), ("移動", "見守り・歩行器")]
        );
    }

    #[test]
    fn a_level_past_its_term_says_so() {
        let mark = Mark::fresh("市 R8.4.1");
        let certified = CareLevel {
            level: Level::Care2,
            certified_on: Some(date(2024, 4, 1)),
            valid_until: Some(date(2026, 3, 31)),
            disability: None,
            dementia: Some(DementiaGrade::Iia),
        };
        let data = level(&certified, &mark, date(2026, 11, 21));
        assert_eq!(
            pairs(&data),
            [
                ("要介護度", "要介護2 認定 R6.4.1"),
                ("認知症高齢者の日常生活自立度", "Ⅱa")
            ]
        );
        assert_eq!(
            data[0].caution.as_deref(),
            Some("認定の期限を過ぎています（R8.3.31）")
        );
        assert_eq!(level(&certified, &mark, date(2026, 3, 31))[0].caution, None);
    }
}
