//! What a statement takes the place of, and whether its author may do that.

use super::{
    protected,
    reach::Reached,
    record_fact::{RecordFact, confirms_wishes, needs_physician},
};
use crate::{Refusal, Tasuki, perform::Present};
use tasuki_domain::fact::{Fact, FactBody};
use tasuki_policy::{Level, Superseding};
use tasuki_store::{ReadTx, StoreError};

/// Checks what a statement takes the place of, and answers it as it is to be kept.
///
/// Nobody sets aside what they are not shown: that needs the category in full, or a role that the
/// table lets correct what its own institution recorded. Even then a "none" sets aside no other
/// institution's finding; each has to be taken back by itself. A "none" that a finding contradicts
/// is no statement of its own, and gives way to anyone's finding. A wish that a physician confirmed
/// is set aside only by a role that may confirm one. Refuses also a version to replace that is not
/// current.
///
/// What the protection of an address hides from the author stays as it was.
pub(super) fn supersede(
    tasuki: &Tasuki,
    tx: &mut ReadTx<'_>,
    present: &Present<'_>,
    reached: &Reached,
    input: &RecordFact,
) -> Result<Result<FactBody, Refusal>, StoreError> {
    let kind = input.body.kind();
    let none = input.body.is_confirmed_none();
    let all = kind.is_single() || none;
    if input.replaces.is_none() && !all {
        return Ok(Ok(input.body.clone()));
    }
    let in_full = reached.decision.shown.get(&kind.category()) == Some(&Level::Full);
    let role = present.caller.role;
    if !in_full && tasuki.table.supersedes(role, kind) != Some(Superseding::Own) {
        return Ok(Err(not_shown()));
    }
    let current: Vec<Fact> = tx
        .current_facts(input.resident)?
        .into_iter()
        .filter(|fact| fact.body.kind() == kind)
        .collect();
    let replaced = current.iter().find(|fact| Some(fact.id) == input.replaces);
    if input.replaces.is_some() && replaced.is_none() {
        return Ok(Err(not_current()));
    }
    let set_aside: Vec<&Fact> = if all {
        current.iter().collect()
    } else {
        replaced.into_iter().collect()
    };
    // What was heard stands below what a physician confirmed, and never in its place.
    let confirmed = set_aside
        .iter()
        .any(|fact| matches!(&fact.body, FactBody::Wish(wish) if wish.is_confirmed()));
    if confirmed && !confirms_wishes(&tasuki.table, role) {
        return Ok(Err(needs_physician("replaces")));
    }
    let guarded = set_aside.iter().any(|fact| {
        let others = fact.provenance.organization != present.caller.organization;
        others && (!in_full || (none && !fact.body.is_confirmed_none()))
    });
    if guarded {
        return Ok(Err(recorded_by_another()));
    }
    let mut body = input.body.clone();
    if reached.decision.address_hidden
        && let Some(fact) = set_aside.first()
        && let Err(refusal) = protected::carry_over(&mut body, &fact.body)
    {
        return Ok(Err(refusal));
    }
    Ok(Ok(body))
}

fn not_shown() -> Refusal {
    Refusal::Conflict {
        code: "category_not_shown",
        problem: "内容が表示されない区分なので、いまの記録を退けることはできません",
        expected: "置き換え・取り消し・「なし」の記録は、内容を見られる人に依頼してください",
    }
}

fn not_current() -> Refusal {
    Refusal::Conflict {
        code: "replaces_not_current",
        problem: "置き換える記録が現在のものではありません",
        expected: "最新の記録を読み直してから、もう一度記録してください",
    }
}

fn recorded_by_another() -> Refusal {
    Refusal::Conflict {
        code: "recorded_by_another",
        problem: "ほかの機関が記録した内容があります",
        expected: "その機関に確かめてください。内容を見られる人は、1件ずつ置き換えるか取り消せます",
    }
}
