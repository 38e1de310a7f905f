//! Ends a session.

use crate::{Occasion, Tasuki};
use tasuki_domain::caller::Caller;
use tasuki_store::StoreError;

/// Ends the caller's token or page session at once, everywhere.
pub fn sign_out(tasuki: &Tasuki, caller: &Caller, _occasion: &Occasion) -> Result<(), StoreError> {
    tasuki
        .store
        .write(|tx| tx.end_session(caller.session, caller.expires_at))
}
