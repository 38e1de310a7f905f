//! The names that a page's frame shows.

use crate::{Occasion, Refusal, Tasuki, perform::standing};
use tasuki_domain::{
    caller::Caller, id::ResidentId, municipality::MunicipalityCode, role::Role, text::Line,
};
use tasuki_store::StoreError;

/// Who is signed in, in words.
#[derive(Debug, Clone)]
pub struct Whoami {
    /// The person's name.
    pub name: Line,
    /// The institution's name.
    pub organization: Line,
    /// The role.
    pub role: Role,
    /// The municipalities that the institution serves.
    pub jurisdiction: Vec<MunicipalityCode>,
    /// For the resident role: whose record.
    pub resident: Option<ResidentId>,
}

/// Reads the caller's own account. It shows nobody else's data, so no entry is recorded.
///
/// Refuses a closed account and an ended session.
pub fn whoami(tasuki: &Tasuki, caller: &Caller, _occasion: &Occasion) -> crate::Answer<Whoami> {
    tasuki.store.read(|tx| {
        let Some(standing) = standing(tx, caller)? else {
            return Ok(Err(Refusal::SignedOut));
        };
        let account = tx
            .account(caller.account)?
            .ok_or(StoreError::Corrupt("account"))?;
        let organization = tx
            .organization(account.organization)?
            .ok_or(StoreError::Corrupt("account"))?;
        Ok(Ok(Whoami {
            name: account.name,
            organization: organization.name,
            role: account.role,
            jurisdiction: organization.jurisdiction,
            resident: standing.resident,
        }))
    })
}
