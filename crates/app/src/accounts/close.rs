//! Closes an account from the console.

use crate::{Occasion, Tasuki};
use tasuki_domain::{
    account::{Account, Login},
    time::Instant,
};
use tasuki_store::StoreError;

/// An account that is closed.
#[derive(Debug, Clone)]
pub struct Closed {
    /// Whose it was.
    pub account: Account,
    /// When it was closed now; none if it was closed before.
    pub at: Option<Instant>,
}

/// Closes the account of a sign-in name; none if there is no such account. Only the console does;
/// no HTTP route leads here.
///
/// Every session of it is over from the next request on, and it cannot sign in. The account stays,
/// so that the record of looks goes on naming the person, and its sign-in name is never given again.
pub fn close(
    tasuki: &Tasuki,
    occasion: &Occasion,
    login: &Login,
) -> Result<Option<Closed>, StoreError> {
    tasuki.store.write(|tx| {
        let Some((account, _)) = tx.account_by_login(login)? else {
            return Ok(None);
        };
        let closed = tx.close_account(account.id)?;
        Ok(Some(Closed {
            account,
            at: closed.then_some(occasion.now),
        }))
    })
}
