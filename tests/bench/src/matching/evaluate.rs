//! Compares answers with who was meant.

use super::{ceiling::Ceiling, search::Answer, share::Share};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tasuki_bench_people::Truth;

/// How searches of one kind were answered.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Group {
    /// Which items they had.
    pub fields: String,
    /// `clean`, the slip, `one` for all with one, `two` for all with two.
    pub kind: String,
    pub searches: usize,
    pub refused: usize,
    /// The person meant stands first.
    pub hit1: Share,
    /// Among the first three.
    pub recall3: Share,
    /// Among those offered, at least probable.
    pub probable: Share,
    /// Certain.
    pub certain: Share,
    /// Someone else is certain.
    pub wrong_certain: Share,
    /// How many were at least probable.
    pub likely_median: usize,
    pub likely_p95: usize,
    /// Answers whose candidates were cut at their bound.
    pub bounded: usize,
    /// What the best of searches could reach with what the query says.
    pub ceiling1: f64,
    pub ceiling3: f64,
}

/// How searches for people who are not there were answered.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Strangers {
    /// How near they are to somebody.
    pub kind: String,
    pub fields: String,
    pub searches: usize,
    /// Somebody is at least probable.
    pub probable: Share,
    /// Somebody is certain.
    pub certain: Share,
}

/// Everything that is said of a set of answers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Judged {
    pub groups: Vec<Group>,
    pub strangers: Vec<Strangers>,
    /// Somebody who was not meant is certain, in all searches.
    pub wrong_certain: Share,
}

/// A search, its answer, and what could be reached.
#[derive(Debug, Clone, Copy)]
pub struct Trial<'a> {
    pub truth: &'a Truth,
    pub answer: &'a Answer,
    pub ceiling: Ceiling,
}

impl Trial<'_> {
    /// The place of the person meant, from 0.
    pub fn rank(&self) -> Option<usize> {
        let meant = self.truth.truth.as_deref()?;
        self.answer
            .candidates
            .iter()
            .position(|offered| offered.id == meant)
    }

    fn has(&self, grades: &[&str]) -> bool {
        self.rank().is_some_and(|rank| {
            let offered = self.answer.candidates.get(rank);
            offered.is_some_and(|offered| grades.contains(&offered.grade.as_str()))
        })
    }

    fn wrong_certain(&self) -> bool {
        self.answer.candidates.iter().any(|offered| {
            offered.grade == "certain" && self.truth.truth.as_deref() != Some(&offered.id)
        })
    }

    fn any(&self, grades: &[&str]) -> bool {
        self.answer
            .candidates
            .iter()
            .any(|offered| grades.contains(&offered.grade.as_str()))
    }
}

const LIKELY: &[&str] = &["certain", "probable"];

fn group(fields: &str, kind: &str, trials: &[Trial<'_>]) -> Group {
    let share = |test: &dyn Fn(&Trial<'_>) -> bool| Share::of(trials.iter().map(test));
    let mut likely: Vec<usize> = trials.iter().map(|trial| trial.answer.likely).collect();
    likely.sort_unstable();
    let at = |of: f64| {
        let place = ((likely.len() as f64 * of).ceil() as usize).saturating_sub(1);
        likely.get(place).copied().unwrap_or(0)
    };
    let mean = |value: fn(&Ceiling) -> f64| {
        let sum: f64 = trials.iter().map(|trial| value(&trial.ceiling)).sum();
        crate::figures::ratio(sum, trials.len() as f64)
    };
    Group {
        fields: fields.to_owned(),
        kind: kind.to_owned(),
        searches: trials.len(),
        refused: trials
            .iter()
            .filter(|trial| trial.answer.refused.is_some())
            .count(),
        hit1: share(&|trial| trial.rank() == Some(0)),
        recall3: share(&|trial| trial.rank().is_some_and(|rank| rank < 3)),
        probable: share(&|trial| trial.has(LIKELY)),
        certain: share(&|trial| trial.has(&["certain"])),
        wrong_certain: share(&|trial| trial.wrong_certain()),
        likely_median: at(0.5),
        likely_p95: at(0.95),
        bounded: trials.iter().filter(|trial| trial.answer.bounded).count(),
        ceiling1: mean(|ceiling| ceiling.first),
        ceiling3: mean(|ceiling| ceiling.among_three),
    }
}

/// Judges trials by kind and by the items that were asked for.
pub fn judge(trials: &[Trial<'_>]) -> Judged {
    let mut kinds: BTreeMap<(&str, &str), Vec<Trial<'_>>> = BTreeMap::new();
    let mut strangers: BTreeMap<(&str, &str), Vec<Trial<'_>>> = BTreeMap::new();
    for trial in trials {
        let truth = trial.truth;
        let fields = truth.fields.as_str();
        if truth.truth.is_none() {
            let near = truth.unregistered.as_deref().unwrap_or("anybody");
            for (near, fields) in [(near, fields), (near, "all"), ("all", "all")] {
                strangers.entry((near, fields)).or_default().push(*trial);
            }
            continue;
        }
        let kinds_of: &[&str] = match &truth.corruptions[..] {
            [] => &["clean"],
            [one] => &["one", one],
            _ => &["two"],
        };
        for kind in kinds_of {
            kinds.entry((fields, kind)).or_default().push(*trial);
        }
    }
    Judged {
        groups: kinds
            .into_iter()
            .map(|((fields, kind), trials)| group(fields, kind, &trials))
            .collect(),
        strangers: strangers
            .into_iter()
            .map(|((kind, fields), trials)| Strangers {
                kind: kind.to_owned(),
                fields: fields.to_owned(),
                searches: trials.len(),
                probable: Share::of(trials.iter().map(|trial| trial.any(LIKELY))),
                certain: Share::of(trials.iter().map(|trial| trial.any(&["certain"]))),
            })
            .collect(),
        wrong_certain: Share::of(trials.iter().map(Trial::wrong_certain)),
    }
}

impl Judged {
    /// The group of a kind, if there were such searches.
    pub fn group(&self, fields: &str, kind: &str) -> Option<&Group> {
        self.groups
            .iter()
            .find(|group| group.fields == fields && group.kind == kind)
    }
}
