//! Withdraws a consent. It is effective from the next request, everywhere.

use crate::{
    Answer, Occasion, Refusal, Tasuki,
    perform::{About, Changed, change},
    residents::reach::reach,
};
use tasuki_domain::{
    access::Action,
    caller::Caller,
    consent::{Consent, ConsentState},
    id::ConsentId,
};

/// The consent withdrawn.
#[derive(Debug, Clone)]
pub struct Withdrawn {
    /// The consent.
    pub consent: Consent,
    /// The record's version now.
    pub version: i64,
}

/// Withdraws a consent. Withdrawing one that is withdrawn already changes nothing and succeeds.
///
/// Refuses one that a later consent has superseded: the later one is what is to be withdrawn.
pub fn withdraw(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    id: ConsentId,
) -> Answer<Withdrawn> {
    change(
        tasuki,
        caller,
        occasion,
        Action::WithdrawConsent,
        About::default(),
        |tx, present, _| {
            let Some(mut consent) = tx.consent(id)? else {
                return Ok(Changed::refused(
                    Refusal::NotFound,
                    Action::WithdrawConsent,
                    About::default(),
                ));
            };
            let reached = match reach(
                tasuki,
                tx,
                present,
                occasion,
                Action::WithdrawConsent,
                consent.resident,
                None,
            )? {
                Ok(reached) => reached,
                Err(denied) => return Ok(denied.into()),
            };
            let noted = reached.noted;
            match consent.state {
                ConsentState::InForce => {
                    tx.withdraw_consent(id, occasion.now)?;
                    let version = tx.bump_version(consent.resident, None)?;
                    consent.state = ConsentState::Withdrawn(occasion.now);
                    Ok(Changed::done(Withdrawn { consent, version }, noted))
                }
                ConsentState::Withdrawn(_) => Ok(Changed::done(
                    Withdrawn {
                        consent,
                        version: reached.resident.version,
                    },
                    noted,
                )),
                ConsentState::Superseded(_) => {
                    let refusal = Refusal::Conflict {
                        code: "consent_superseded",
                        problem: "この同意は新しい同意に置き換わっています",
                        expected: "現在の同意を撤回してください",
                    };
                    Ok(Changed::turned_down(refusal, noted))
                }
            }
        },
    )
}
