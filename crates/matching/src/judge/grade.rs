//! Grades, best first.

use super::{near::near, weigh::Weighed};
use crate::{MAX_SUBJECTS, Subject, asked::Asked, name::NameKeys};
use std::collections::BTreeSet;
use tasuki_domain::{
    lookup::{Candidate, Criteria, Grade},
    time::Date,
};

/// A person, weighed. Without a grade they do not agree, and still may be near another.
pub(super) struct Judged<'a> {
    pub subject: &'a Subject,
    pub names: Vec<NameKeys>,
    pub weighed: Weighed,
    pub grade: Option<Grade>,
}

/// Grades and reasons, best first; who does not agree is left out.
///
/// Certain is only who agrees in the full card number, or in the whole name, the exact day of birth
/// and a third item, contradicts nothing, and has no second person near. Name and birth date alone
/// are never certain. The order is that of grade, weight and card number, whatever the order of the
/// subjects.
pub fn grade(criteria: &Criteria, subjects: &[Subject], today: Date) -> Vec<Candidate> {
    let asked = Asked::of(criteria);
    let mut judged = judge(criteria, &asked, subjects, today);
    // Where people were left out of the set, nobody can say that no second person is near.
    let all_seen = subjects.len() < MAX_SUBJECTS;
    let demoted: Vec<bool> = judged
        .iter()
        .map(|one| {
            let others = || {
                judged
                    .iter()
                    .filter(|other| other.subject.resident != one.subject.resident)
            };
            criteria.card_number.is_none()
                && one.grade == Some(Grade::Certain)
                && (!all_seen || others().any(|other| near(one, other)))
        })
        .collect();
    for (one, demoted) in judged.iter_mut().zip(demoted) {
        if demoted {
            one.grade = Some(Grade::Probable);
        }
    }
    let mut offered: Vec<(Grade, i32, &Judged<'_>)> = judged
        .iter()
        .filter_map(|one| one.grade.map(|grade| (grade, one.weighed.score(), one)))
        .collect();
    offered.sort_by(|a, b| {
        (b.0, b.1)
            .cmp(&(a.0, a.1))
            .then_with(|| a.2.subject.card.cmp(&b.2.subject.card))
    });
    offered
        .into_iter()
        .map(|(grade, _, one)| candidate(one, grade))
        .collect()
}

/// Weighs each person once, however often they were found.
fn judge<'a>(
    criteria: &Criteria,
    asked: &Asked,
    subjects: &'a [Subject],
    today: Date,
) -> Vec<Judged<'a>> {
    let mut seen = BTreeSet::new();
    subjects
        .iter()
        .filter(|subject| seen.insert(subject.resident))
        .map(|subject| {
            let names = NameKeys::all_of(&subject.identity);
            let weighed = Weighed::new(criteria, asked, subject, &names, today);
            let grade = weighed.agrees().then(|| weighed.grade());
            Judged {
                subject,
                names,
                weighed,
                grade,
            }
        })
        .collect()
}

fn candidate(judged: &Judged<'_>, grade: Grade) -> Candidate {
    let Subject {
        resident,
        card,
        identity,
        protected_address,
    } = judged.subject;
    Candidate {
        resident: *resident,
        name: identity.name.clone(),
        birth_date: identity.birth_date,
        sex: identity.sex,
        town: identity
            .address
            .as_ref()
            .filter(|_| !protected_address)
            .map(|address| address.town.clone()),
        card_suffix: card.suffix(),
        grade,
        matched: judged.weighed.matched(),
    }
}
