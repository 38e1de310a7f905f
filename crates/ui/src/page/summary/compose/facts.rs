//! One fact as the lines of a zone.

use super::Look;
use crate::{Datum, Mark, Presence, page::summary::Zone};
use tasuki_domain::{
    alert::{Alert, Supply},
    fact::{
        FactBody, FactKind, allergy::Allergy, care::Baseline, care::CareLevel,
        condition::Condition, condition::ConditionStatus, device::Device, home::Home,
    },
    summary::Entry,
    text::Line,
    wareki,
};

/// The lines of an entry.
pub(super) fn data(entry: &Entry, mark: Mark) -> Vec<Datum> {
    match &entry.body {
        FactBody::Allergy(allergy) => vec![self::allergy(allergy, mark)],
        FactBody::Device(device) => vec![self::device(device, mark)],
        FactBody::Condition(condition) => vec![self::condition(condition, mark)],
        FactBody::Medication(medication) => {
            vec![with(
                Datum::new(medication.name.as_str(), mark),
                medication.dose_and_usage(),
            )]
        }
        FactBody::Baseline(baseline) => self::baseline(baseline, &mark),
        FactBody::CareLevel(level) => vec![care_level(level, mark)],
        FactBody::Home(home) => self::home(home, &mark),
        _ => Vec::new(),
    }
}

fn with(datum: Datum, detail: Option<String>) -> Datum {
    match detail {
        Some(detail) if !detail.is_empty() => datum.detail(detail),
        _ => datum,
    }
}

fn words<'a>(parts: impl IntoIterator<Item = Option<&'a str>>) -> Option<String> {
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn allergy(allergy: &Allergy, mark: Mark) -> Datum {
    let when = allergy
        .when
        .map_or_else(|| "時期不明".to_owned(), |when| when.japanese_short());
    let said = words([
        allergy.severity.map(|severity| severity.japanese()),
        allergy.reaction.as_ref().map(Line::as_str),
    ]);
    let detail = match said {
        Some(said) => format!("{said}（{when}）"),
        None => format!("反応は記録されていません（{when}）"),
    };
    Datum::new(allergy.substance.as_str(), mark).detail(detail)
}

fn device(device: &Device, mark: Mark) -> Datum {
    let side = device.side.map_or("", |side| side.japanese());
    let place = device.place.as_ref().map_or("", Line::as_str);
    let since = device
        .since
        .map(|since| format!("（{}）", since.japanese_short()))
        .unwrap_or_default();
    let detail = device.detail.as_ref().map_or("", Line::as_str);
    let line = format!("{side}{place} {detail}{since}").trim().to_owned();
    let datum = with(Datum::new(device.kind.japanese(), mark), Some(line));
    match device.caution() {
        Some(caution) => datum.caution(caution),
        None => datum,
    }
}

fn condition(condition: &Condition, mark: Mark) -> Datum {
    let since = condition.since.map(|since| since.japanese_short());
    let status = match condition.status {
        ConditionStatus::Active => None,
        other => Some(other.japanese()),
    };
    with(
        Datum::new(condition.name.as_str(), mark),
        words([
            status,
            since.as_deref(),
            condition.note.as_ref().map(Line::as_str),
        ]),
    )
}

fn lines<'a>(
    mark: &Mark,
    parts: impl IntoIterator<Item = (&'static str, Option<&'a str>)>,
) -> Vec<Datum> {
    parts
        .into_iter()
        .filter_map(|(label, value)| Some(Datum::new(label, mark.clone()).detail(value?)))
        .collect()
}

fn baseline(baseline: &Baseline, mark: &Mark) -> Vec<Datum> {
    let text = |line: &'static str, value: &Option<Line>| {
        (line, value.as_ref().map(|value| value.as_str().to_owned()))
    };
    let mobility = words([
        baseline.mobility.map(|mobility| mobility.japanese()),
        baseline.aid.as_ref().map(Line::as_str),
    ]);
    let parts = [
        text("意識", &baseline.consciousness),
        text("会話", &baseline.conversation),
        ("移動", mobility),
        text("麻痺", &baseline.paralysis),
        text("聞こえ", &baseline.hearing),
        text("視力", &baseline.sight),
        text("認知", &baseline.cognition),
        (
            "食事",
            baseline.eating.map(|eating| eating.japanese().to_owned()),
        ),
        (
            "排泄",
            baseline.toilet.map(|toilet| toilet.japanese().to_owned()),
        ),
    ];
    lines(
        mark,
        parts
            .iter()
            .map(|(label, value)| (*label, value.as_deref())),
    )
}

fn care_level(level: &CareLevel, mark: Mark) -> Datum {
    let dementia = level
        .dementia
        .map(|grade| format!("認知症自立度{}", grade.japanese()));
    let disability = level
        .disability
        .map(|grade| format!("障害自立度{}", grade.japanese()));
    let until = level
        .valid_until
        .map(|until| format!("（{}まで）", wareki::short(until)));
    with(
        Datum::new("要介護度", mark),
        words([
            Some(level.level.japanese()),
            disability.as_deref(),
            dementia.as_deref(),
            until.as_deref(),
        ]),
    )
}

fn home(home: &Home, mark: &Mark) -> Vec<Datum> {
    let line = |value: &'_ Option<Line>| value.as_ref().map(|value| value.as_str().to_owned());
    let parts = [
        (
            "世帯",
            home.household.map(|each| each.japanese().to_owned()),
        ),
        ("鍵", line(&home.key)),
        ("入口", line(&home.entrance)),
        ("同居", line(&home.cohabitants)),
        ("動物", line(&home.animals)),
        (
            "搬出の注意",
            home.carrying_out.as_ref().map(ToString::to_string),
        ),
        ("紙の救急情報の場所", line(&home.paper_kit)),
    ];
    lines(
        mark,
        parts
            .iter()
            .map(|(label, value)| (*label, value.as_deref())),
    )
}

/// The second tile. Medicines without an antithrombotic among them are no confirmed none: nobody
/// said that there is none, so the tile says that none is recorded.
pub(super) fn antithrombotics(look: &Look<'_>) -> Zone {
    match look.entries(FactKind::Medication) {
        Presence::Known(_) if look.alerts.is_empty() => Presence::NotRecorded,
        Presence::Known(_) => Presence::Known(
            look.alerts
                .iter()
                .map(|alert| warning(alert, look))
                .collect(),
        ),
        absent => absent.map(|_| Vec::new()),
    }
}

fn warning(alert: &Alert, look: &Look<'_>) -> Datum {
    let datum = Datum::new(alert.name.as_str(), Mark::of(&alert.provenance, look.today));
    let kind = alert.kind.japanese();
    let datum = datum.detail(words([Some(kind), alert.usage.as_deref()]).unwrap_or_default());
    match alert.supply {
        Supply::RanOut(last) => {
            datum.caution(format!("処方日数を過ぎています（{}）", wareki::short(last)))
        }
        Supply::Until(_) | Supply::Unknown => datum,
    }
}

/// Two zones of one category in one column; the words of the first when both are absent.
pub(super) fn joined(first: Zone, second: Zone) -> Zone {
    match (first, second) {
        (Presence::Known(mut data), Presence::Known(more)) => {
            data.extend(more);
            Presence::Known(data)
        }
        (Presence::Known(data), _) | (_, Presence::Known(data)) => Presence::Known(data),
        (absent, _) => absent,
    }
}
