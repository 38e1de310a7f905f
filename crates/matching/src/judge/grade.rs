//! Grades, best first.

use super::{near::near, weigh::Weighed};
use crate::{Subject, asked::Asked};
use std::collections::BTreeSet;
use tasuki_domain::{
    id::ResidentId,
    lookup::{Criteria, Grade, MatchedItem, SimilarItem},
    time::Date,
};

/// A person found, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Who.
    pub resident: ResidentId,
    /// How sure.
    pub grade: Grade,
    /// The weight of all that agrees and does not, in hundredths of a bit.
    pub score: i32,
    /// In what they agree.
    pub matched: Vec<MatchedItem>,
    /// In what they are alike, and what parts it.
    pub similar: Vec<SimilarItem>,
    /// In what they are another.
    pub differing: Vec<MatchedItem>,
}

/// A person, weighed. Without a grade they do not agree, and still may be near another.
pub(super) struct Weight<'a> {
    pub subject: &'a Subject,
    pub weighed: Weighed,
    pub score: i32,
    pub grade: Option<Grade>,
}

/// Grades and reasons, best first; who does not agree is left out.
///
/// Certain is only who agrees in the full card number, or in the whole name, the exact day of birth
/// and a third item, contradicts nothing, and has no second person near. Name and birth date alone
/// are never certain, and nobody is unless the probes that guard (`all_seen`) brought everyone. The
/// order is that of grade, weight and card number, whatever the order of the subjects.
pub fn grade(
    criteria: &Criteria,
    subjects: &[Subject],
    all_seen: bool,
    today: Date,
) -> Vec<Judged> {
    let asked = Asked::of(criteria);
    let mut weights = weigh(criteria, &asked, subjects, today);
    let demoted: Vec<bool> = weights
        .iter()
        .map(|one| {
            let others = || {
                weights
                    .iter()
                    .filter(|other| other.subject.resident != one.subject.resident)
            };
            criteria.card_number.is_none()
                && one.grade == Some(Grade::Certain)
                && (!all_seen || others().any(|other| near(one, other)))
        })
        .collect();
    for (one, demoted) in weights.iter_mut().zip(demoted) {
        if demoted {
            one.grade = Some(Grade::Probable);
        }
    }
    let mut offered: Vec<(Grade, &Weight<'_>)> = weights
        .iter()
        .filter_map(|one| one.grade.map(|grade| (grade, one)))
        .collect();
    offered.sort_by(|a, b| {
        (b.0, b.1.score)
            .cmp(&(a.0, a.1.score))
            .then_with(|| a.1.subject.card.cmp(&b.1.subject.card))
    });
    offered
        .into_iter()
        .map(|(grade, one)| Judged {
            resident: one.subject.resident,
            grade,
            score: one.score,
            matched: one.weighed.matched(),
            similar: one.weighed.similar(),
            differing: one.weighed.differing(),
        })
        .collect()
}

/// Weighs each person once, however often they were found.
fn weigh<'a>(
    criteria: &Criteria,
    asked: &Asked,
    subjects: &'a [Subject],
    today: Date,
) -> Vec<Weight<'a>> {
    let mut seen = BTreeSet::new();
    subjects
        .iter()
        .filter(|subject| seen.insert(subject.resident))
        .map(|subject| {
            let weighed = Weighed::new(criteria, asked, subject.card, &subject.sketch, today);
            let grade = weighed.agrees().then(|| weighed.grade());
            Weight {
                subject,
                score: weighed.score(),
                weighed,
                grade,
            }
        })
        .collect()
}
