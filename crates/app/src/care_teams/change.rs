//! Adds an institution to a resident's care team, or takes it out.

use crate::{
    Answer, Occasion, Refusal, Tasuki,
    perform::{About, Changed, change},
    residents::reach::reach,
};
use tasuki_domain::{
    access::Action,
    caller::Caller,
    id::{OrganizationId, ResidentId},
};

/// Adds an institution to a resident's care team. Adding a member again changes nothing.
///
/// What its members then see is still only what the person consented to.
pub fn join(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    resident: ResidentId,
    organization: OrganizationId,
) -> Answer<()> {
    set(
        tasuki,
        caller,
        occasion,
        resident,
        organization,
        Action::JoinCareTeam,
    )
}

/// Takes an institution out of a resident's care team, effective at its next request.
pub fn leave(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    resident: ResidentId,
    organization: OrganizationId,
) -> Answer<()> {
    set(
        tasuki,
        caller,
        occasion,
        resident,
        organization,
        Action::LeaveCareTeam,
    )
}

fn set(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    resident: ResidentId,
    organization: OrganizationId,
    action: Action,
) -> Answer<()> {
    let about = About::resident(resident);
    change(tasuki, caller, occasion, action, about, |tx, present, _| {
        let reached = match reach(tasuki, tx, present, occasion, action, resident, None)? {
            Ok(reached) => reached,
            Err(denied) => return Ok(denied.into()),
        };
        if tx.organization(organization)?.is_none() {
            return Ok(Changed::turned_down(Refusal::NotFound, reached.noted));
        }
        let member = tx.in_care_team(resident, organization, occasion.now)?;
        match (action, member) {
            (Action::JoinCareTeam, false) => {
                tx.join_care_team(resident, organization, occasion.now, present.caller.account)?;
            }
            (Action::LeaveCareTeam, true) => {
                tx.leave_care_team(resident, organization, occasion.now, present.caller.account)?
            }
            _ => return Ok(Changed::done((), reached.noted)),
        }
        // A look of the institution that rests on where it stood until now starts anew.
        tx.bump_version(resident, None)?;
        Ok(Changed::done((), reached.noted))
    })
}
