//! Care levels and the usual state.

use super::{
    made::{Made, ago, ahead, line},
    random::Random,
};
use tasuki_domain::{
    fact::{
        FactBody,
        care::{Assistance, Baseline, CareLevel, DementiaGrade, DisabilityGrade, Level},
    },
    time::Date,
};

/// How much care someone needs, from 0 (none) to 5; it drives level, grades and usual state.
pub fn need(random: &mut Random, age: i16) -> usize {
    let most = match age {
        ..65 => 1,
        65..75 => 2,
        75..85 => 4,
        _ => 6,
    };
    random.below(most)
}

/// The certified level.
pub fn care_level(random: &mut Random, need: usize, as_of: Date) -> Made<FactBody> {
    let level = match (need, random.below(10)) {
        (0, 0..7) => Level::NotApplied,
        (0, _) => Level::Applying,
        (1, 0..5) => Level::Support1,
        (1, _) => Level::Support2,
        (2, 0..5) => Level::Care1,
        (2, _) => Level::Care2,
        (3, _) => Level::Care3,
        (4, 0) => Level::Other,
        (4, _) => Level::Care4,
        _ => Level::Care5,
    };
    let certified = !matches!(level, Level::NotApplied | Level::Applying);
    let on = ago(as_of, random.between(20, 700));
    let grade = |scale: usize| ((need * scale) / 6).min(scale - 1);
    Ok(FactBody::CareLevel(CareLevel {
        level,
        certified_on: certified.then_some(on),
        valid_until: certified.then(|| ahead(on, 1_095)),
        disability: certified.then(|| DisabilityGrade::ALL[grade(DisabilityGrade::ALL.len())]),
        dementia: (certified && random.permille(800))
            .then(|| DementiaGrade::ALL[random.below(grade(DementiaGrade::ALL.len()) + 1)]),
    }))
}

/// How the person usually is, so that a crew can tell what is new.
pub fn baseline(random: &mut Random, need: usize) -> Made<FactBody> {
    let help = |random: &mut Random| match (need + random.below(2)).saturating_sub(1) {
        0 => Assistance::Independent,
        1 => Assistance::Watching,
        2 | 3 => Assistance::Partial,
        _ => Assistance::Full,
    };
    let consciousness = if need > 4 {
        "うとうとしていることが多い"
    } else {
        "はっきりしている"
    };
    let conversation = match need {
        0 | 1 => "ふつうに話せる",
        2 | 3 => "ゆっくりなら通じる",
        4 => "短い言葉でやりとりできる",
        _ => "うなずきで答える",
    };
    let aid = match need {
        0 => None,
        1 => Some("杖"),
        2 | 3 => Some("歩行器"),
        _ => Some("車いす"),
    };
    Ok(FactBody::Baseline(Baseline {
        consciousness: Some(line(consciousness)?),
        conversation: Some(line(conversation)?),
        mobility: Some(help(random)),
        aid: aid.map(line).transpose()?,
        eating: Some(help(random)),
        toilet: random.permille(900).then(|| help(random)),
        hearing: random
            .permille(300)
            .then(|| line("右に補聴器。左から大きめの声で"))
            .transpose()?,
        sight: random
            .permille(150)
            .then(|| line("視野が狭い"))
            .transpose()?,
        cognition: (need > 1 && random.permille(500))
            .then(|| line("日付があやふや。家族の名前は分かる"))
            .transpose()?,
        paralysis: random
            .permille(90)
            .then(|| line("左半身に軽い麻痺（以前から）"))
            .transpose()?,
    }))
}
