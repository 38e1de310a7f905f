//! Which municipality's register is meant.

use tasuki_app::{Answer, Occasion, Refusal, Tasuki, accounts::whoami};
use tasuki_domain::{Invalid, access::Action, caller::Caller, municipality::MunicipalityCode};

/// The municipality named, or else the only one that the caller's institution serves.
///
/// Who may not do the action at all gets any of theirs, so that the refusal is that of the service
/// and on record.
pub(crate) fn named_or_only(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    action: Action,
    named: Option<MunicipalityCode>,
) -> Answer<MunicipalityCode> {
    if let Some(named) = named {
        return Ok(Ok(named));
    }
    let who = match whoami(tasuki, caller, occasion)? {
        Ok(who) => who,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let may = tasuki.table().may(caller.role, action);
    Ok(match who.jurisdiction.as_slice() {
        [only] => Ok(only.clone()),
        [any, ..] if !may => Ok(any.clone()),
        [] if !may => Err(Refusal::Forbidden),
        _ => Err(Refusal::Invalid {
            field: "municipality",
            invalid: Invalid::new(
                "missing",
                "どの市町村の名簿か決められません",
                "6桁の全国地方公共団体コードを入れてください",
            ),
        }),
    })
}
