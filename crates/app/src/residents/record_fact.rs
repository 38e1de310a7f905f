//! Records one statement about a resident.

use super::{
    open::{Change, Opened, open},
    reach::Reached,
    supersede::supersede,
};
use crate::{
    Answer, Occasion, Once, Refusal, Tasuki,
    once::Turn,
    perform::{About, Changed, change},
};
use tasuki_domain::{
    Invalid,
    access::Action,
    birth_date::PartialDate,
    caller::Caller,
    fact::{Fact, FactBody, FactKind},
    id::{FactId, ResidentId},
    provenance::{Provenance, Source},
    role::Role,
    text::Line,
};
use tasuki_policy::{Table, WishRecording};

/// A statement to record.
#[derive(Debug, Clone)]
pub struct RecordFact {
    /// About whom.
    pub resident: ResidentId,
    /// What it says.
    pub body: FactBody,
    /// The version it takes the place of.
    pub replaces: Option<FactId>,
    /// Where it came from.
    pub source: Source,
    /// Who said it.
    pub said_by: Option<Line>,
    /// When it was true.
    pub as_of: PartialDate,
    /// The version of the record that the caller read.
    pub if_version: Option<i64>,
}

/// The statement recorded.
#[derive(Debug, Clone, Copy)]
pub struct Recorded {
    /// Its identifier.
    pub fact: FactId,
    /// The record's version now.
    pub version: i64,
    /// Whether the request had been made before.
    pub replayed: bool,
}

/// Records a statement.
///
/// Refuses roles that may not record the kind, care teams whom the person did not let collect, wishes confirmed by anyone but a physician, a
/// "none" for kinds that know no such word, dates in the future, a record that changed since it was
/// read, and to take the place of what [`supersede`] protects.
pub fn record_fact(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    once: Option<&Once>,
    input: &RecordFact,
) -> Answer<Recorded> {
    let about = About::resident(input.resident);
    change(
        tasuki,
        caller,
        occasion,
        Action::RecordFact,
        about,
        |tx, present, draw| {
            let asked = Change {
                action: Action::RecordFact,
                resident: input.resident,
                once,
                if_version: input.if_version,
            };
            let Opened { reached, turn } = match open(tasuki, tx, present, occasion, draw, &asked)?
            {
                Ok(opened) => opened,
                Err(denied) => return Ok(denied.into()),
            };
            let fact: FactId = match turn {
                Turn::First(fact) => fact,
                Turn::Again(fact) => {
                    let answer = Recorded {
                        fact,
                        version: reached.resident.version,
                        replayed: true,
                    };
                    return Ok(Changed::done(answer, reached.noted));
                }
            };
            let kind = input.body.kind();
            if !tasuki.table.may_record(present.caller.role, kind) {
                return Ok(Changed::turned_down(Refusal::Forbidden, reached.noted));
            }
            if !may_collect(&reached, occasion)
                && !tasuki
                    .table
                    .may_record_without_collection(present.caller.role, kind)
            {
                return Ok(Changed::turned_down(not_collected(), reached.noted));
            }
            if let Err(refusal) = acceptable(&tasuki.table, present.caller.role, occasion, input) {
                return Ok(Changed::turned_down(refusal, reached.noted));
            }
            let body = match supersede(tasuki, tx, present, &reached, input)? {
                Ok(body) => body,
                Err(refusal) => return Ok(Changed::turned_down(refusal, reached.noted)),
            };
            tx.record_fact(
                &Fact {
                    id: fact,
                    resident: input.resident,
                    body,
                    provenance: Provenance {
                        source: input.source,
                        said_by: input.said_by.clone(),
                        entered_by: present.caller.account,
                        organization: present.caller.organization,
                        entered_at: occasion.now,
                        as_of: input.as_of,
                        confirmed_on: None,
                    },
                    superseded_by: None,
                },
                input.replaces,
            )?;
            tx.rebuild_summary(input.resident)?;
            let version = tx.bump_version(input.resident, None)?;
            let mut noted = reached.noted;
            noted.shown.insert(kind.category());
            Ok(Changed::done(
                Recorded {
                    fact,
                    version,
                    replayed: false,
                },
                noted,
            ))
        },
    )
}

/// Whether the person consented to having information collected by those who care for them.
fn may_collect(reached: &Reached, occasion: &Occasion) -> bool {
    let consent = reached.consent.as_ref();
    consent.is_some_and(|consent| consent.collection && consent.in_force(occasion.today()))
}

fn not_collected() -> Refusal {
    Refusal::Conflict {
        code: "collection_not_consented",
        problem: "本人が情報の収集に同意していないため、記録できません",
        expected: "収集の同意を登録した市に確かめてください",
    }
}

fn acceptable(
    table: &Table,
    role: Role,
    occasion: &Occasion,
    input: &RecordFact,
) -> Result<(), Refusal> {
    let today = occasion.today();
    if input.as_of.earliest() > today {
        return Err(Refusal::invalid(
            "as_of",
            Invalid::new(
                "as_of_in_future",
                "いつの情報かの日付が未来です",
                "今日かそれより前の日付を入れてください",
            ),
        ));
    }
    match &input.body {
        FactBody::ConfirmedNone(kind) if !kind.may_be_none() => Err(Refusal::invalid(
            "kind",
            Invalid::new(
                "none_not_recordable",
                "この項目には「なし」を記録できません",
                "内容を記録してください",
            ),
        )),
        FactBody::Retracted(FactKind::Identity) => Err(Refusal::invalid(
            "kind",
            Invalid::new(
                "identity_not_retractable",
                "基本情報は取り消せません",
                "正しい内容で置き換えてください",
            ),
        )),
        FactBody::Retracted(_) if input.replaces.is_none() => Err(Refusal::invalid(
            "replaces",
            Invalid::new(
                "replaces_missing",
                "取り消す記録が指定されていません",
                "replaces に取り消す記録を指定してください",
            ),
        )),
        FactBody::Wish(wish) if wish.is_confirmed() && !confirms_wishes(table, role) => {
            Err(needs_physician("standing"))
        }
        _ => Ok(()),
    }
}

/// Whether a role may say that a physician stands behind a record of wishes.
pub(super) fn confirms_wishes(table: &Table, role: Role) -> bool {
    table.wishes_recorded_by(role) == Some(WishRecording::Confirmed)
}

pub(super) fn needs_physician(field: &'static str) -> Refusal {
    Refusal::invalid(
        field,
        Invalid::new(
            "wish_needs_physician",
            "医師が確認した意思の記録は医師だけが記録し、置き換え、取り消せます",
            "聞き取り（heard）として別に記録するか、主治医に記録を依頼してください",
        ),
    )
}
