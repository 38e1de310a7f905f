//! Finding and judging people: what every search of a person does, whoever asks.

use tasuki_domain::{
    lookup::{Criteria, Grade},
    time::Date,
};
use tasuki_matching::{Judged, MAX_OF_A_PROBE, MAX_SUBJECTS};
use tasuki_store::{CandidateScope, Candidates, ReadTx, StoreError};

/// The people found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ranked {
    /// Everyone who agrees, best first.
    pub people: Vec<Judged>,
    /// Whether the bound of the candidate set was met, so that there may be more.
    pub bounded: bool,
    /// What was searched with, item by item: its kind and folded value. Personal data.
    pub items: Vec<(&'static str, String)>,
}

/// Finds and judges the people in scope. Writes no entry and asks no rule of the table: callers do.
///
/// Three steps of narrow probes, each only when the one before found nobody probable: who agrees, but
/// for a slip, and who may be taken for them; who agrees but for two; everyone of the day or of the
/// name. Nobody is certain unless the first step brought everyone, and everyone who bears the same
/// name in any script was looked for.
pub fn search(
    tx: &mut ReadTx<'_>,
    criteria: &Criteria,
    scope: &CandidateScope<'_>,
    today: Date,
) -> Result<Ranked, StoreError> {
    let plan = tasuki_matching::plan(criteria);
    let mut found = Candidates::default();
    tx.candidates(&plan.guard, scope, (MAX_SUBJECTS, MAX_SUBJECTS), &mut found)?;
    let judge = |found: &Candidates, all_seen: bool| {
        tasuki_matching::grade(criteria, &found.subjects, all_seen, today)
    };
    let mut all_seen = !found.bounded;
    let mut people = judge(&found, all_seen);
    let certain = people
        .first()
        .filter(|best| best.grade == Grade::Certain && criteria.card_number.is_none())
        .and_then(|best| {
            let mut subjects = found.subjects.iter();
            subjects.find(|subject| subject.resident == best.resident)
        });
    if let Some(certain) = certain {
        let namesakes = [tasuki_matching::namesakes(certain)];
        tx.candidates(&namesakes, scope, (MAX_SUBJECTS, MAX_SUBJECTS), &mut found)?;
        all_seen &= !found.bounded;
        people = judge(&found, all_seen);
    }
    for wider in [&plan.wide, &plan.last] {
        let someone = people
            .first()
            .is_some_and(|best| best.grade >= Grade::Probable);
        if !someone && !wider.is_empty() {
            tx.candidates(wider, scope, (MAX_OF_A_PROBE, MAX_SUBJECTS), &mut found)?;
            people = judge(&found, all_seen);
        }
    }
    Ok(Ranked {
        people,
        bounded: found.bounded,
        items: plan.items,
    })
}
