//! Takes a consent in.

use crate::{
    Answer, Occasion, Once, Refusal, Tasuki,
    once::Turn,
    perform::{About, Changed, Present, change},
    residents::open::{Change, Opened, open},
};
use std::collections::BTreeSet;
use tasuki_domain::{
    Invalid,
    access::Action,
    caller::Caller,
    consent::{Consent, ConsentFault, ConsentRow, ConsentState, Evidence, Proxy, with_identity},
    id::{ConsentId, ResidentId},
    time::Date,
};
use tasuki_store::{StoreError, WriteTx};

/// A consent to take in.
#[derive(Debug, Clone)]
pub struct GrantConsent {
    /// Whose.
    pub resident: ResidentId,
    /// What is permitted. Permitting anything to a class permits it the identity too.
    pub rows: BTreeSet<ConsentRow>,
    /// Consent to collect.
    pub collection: bool,
    /// What proves it.
    pub evidence: Evidence,
    /// Who signed in the person's place.
    pub proxy: Option<Proxy>,
    /// The last day.
    pub until: Option<Date>,
    /// The version of the record that the caller read.
    pub if_version: Option<i64>,
}

/// The consent taken in.
#[derive(Debug, Clone)]
pub struct Granted {
    /// The consent.
    pub consent: Consent,
    /// The record's version now.
    pub version: i64,
    /// Whether the request had been made before.
    pub replayed: bool,
}

/// Takes a consent in; it supersedes the one in force.
///
/// Refuses what [`Consent::check`] refuses, and a record that changed since it was read.
pub fn grant(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    once: Option<&Once>,
    input: &GrantConsent,
) -> Answer<Granted> {
    let about = About::resident(input.resident);
    change(
        tasuki,
        caller,
        occasion,
        Action::GrantConsent,
        about,
        |tx, present, draw| {
            let asked = Change {
                action: Action::GrantConsent,
                resident: input.resident,
                once,
                if_version: input.if_version,
            };
            let Opened { reached, turn } = match open(tasuki, tx, present, occasion, draw, &asked)?
            {
                Ok(opened) => opened,
                Err(denied) => return Ok(denied.into()),
            };
            let id = match turn {
                Turn::First(id) => id,
                Turn::Again(id) => {
                    return Ok(match tx.consent(id)? {
                        Some(consent) => Changed::done(
                            Granted {
                                consent,
                                version: reached.resident.version,
                                replayed: true,
                            },
                            reached.noted,
                        ),
                        None => Changed::turned_down(Refusal::NotFound, reached.noted),
                    });
                }
            };
            let consent = match insert(tx, present, occasion, id, input)? {
                Ok(consent) => consent,
                Err(refusal) => return Ok(Changed::turned_down(refusal, reached.noted)),
            };
            let version = tx.bump_version(input.resident, None)?;
            Ok(Changed::done(
                Granted {
                    consent,
                    version,
                    replayed: false,
                },
                reached.noted,
            ))
        },
    )
}

/// Checks and writes a consent.
pub(crate) fn insert(
    tx: &mut WriteTx<'_>,
    present: &Present<'_>,
    occasion: &Occasion,
    id: ConsentId,
    input: &GrantConsent,
) -> Result<Result<Consent, Refusal>, StoreError> {
    let earlier = tx.consents(input.resident)?;
    let consent = Consent {
        id,
        resident: input.resident,
        version: earlier
            .iter()
            .map(|consent| consent.version)
            .max()
            .unwrap_or(0)
            + 1,
        rows: with_identity(&input.rows),
        collection: input.collection,
        evidence: input.evidence.clone(),
        proxy: input.proxy.clone(),
        until: input.until,
        granted_at: occasion.now,
        granted_by: present.caller.account,
        state: ConsentState::InForce,
    };
    if let Err(fault) = consent.check(occasion.today()) {
        return Ok(Err(explain(fault)));
    }
    // A form that turns up late is older than what the person said since.
    let newer = earlier.iter().any(|earlier| {
        earlier.state == ConsentState::InForce
            && earlier.evidence.signed_on > consent.evidence.signed_on
    });
    if newer {
        return Ok(Err(Refusal::Conflict {
            code: "consent_is_older",
            problem: "この書面より新しい同意が効力をもっています",
            expected: "書面の日付を確かめてください。新しいほうが誤りなら、先にそれを撤回してください",
        }));
    }
    tx.insert_consent(&consent)?;
    Ok(Ok(consent))
}

fn explain(fault: ConsentFault) -> Refusal {
    let (field, code, problem, expected) = match fault {
        ConsentFault::ProxyMissing => (
            "proxy",
            "proxy_missing",
            "代理署名なのに代理人がありません",
            "代理人の氏名・続柄と、代理できる根拠を入れてください",
        ),
        ConsentFault::ProxyUnexpected => (
            "proxy",
            "proxy_unexpected",
            "代理人がありますが、同意の方法が代理署名ではありません",
            "同意の方法を代理署名にするか、代理人を消してください",
        ),
        ConsentFault::NoRows => (
            "rows",
            "consent_without_rows",
            "同意する範囲がひとつもありません",
            "範囲を選んでください。すべてやめるときは撤回を受け付けてください",
        ),
        ConsentFault::SignedInFuture => (
            "signed_on",
            "signed_in_future",
            "署名の日付が未来です",
            "書面の日付を入れてください",
        ),
        ConsentFault::UntilPassed => (
            "until",
            "until_passed",
            "期限の日付が過ぎています",
            "今日以降の日付を入れるか、空にしてください",
        ),
    };
    Refusal::invalid(field, Invalid::new(code, problem, expected))
}
