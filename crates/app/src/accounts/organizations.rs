//! Lists the institutions, to name one when a care team is set.

use crate::{Answer, Occasion, Tasuki, accounts::whoami};
use tasuki_domain::{caller::Caller, organization::Organization};

/// Lists every institution by name. It holds nobody's data, so no entry is recorded.
///
/// Refuses a closed account and an ended session.
pub fn organizations(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
) -> Answer<Vec<Organization>> {
    match whoami(tasuki, caller, occasion)? {
        Ok(_) => Ok(Ok(tasuki.store.read(|tx| tx.organizations())?)),
        Err(refusal) => Ok(Err(refusal)),
    }
}
