//! Signs an account in with password and one-time code.

use crate::{Answer, Occasion, Refusal, Tasuki};
use tasuki_auth::{password, throttle, token, totp};
use tasuki_domain::{
    account::{Account, Login},
    id::SessionId,
    time::Instant,
};
use tasuki_store::StoreError;

/// What was typed at sign-in.
pub struct SignIn<'a> {
    /// The login; a malformed one fails like an unknown one.
    pub login: &'a str,
    /// The password.
    pub password: &'a str,
    /// The one-time code.
    pub code: &'a str,
    /// The place the request came from, a network address or a known browser, counted under a keyed
    /// hash.
    pub address: &'a str,
    /// What the session is for.
    pub usage: token::Use,
    /// How long it lasts, in seconds.
    pub seconds: i64,
}

/// A session.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The signed token: bearer or cookie.
    pub token: String,
    /// The session's identifier.
    pub session: SessionId,
    /// Until when.
    pub expires_at: Instant,
    /// Who.
    pub account: Account,
}

/// Signs in.
///
/// Every refusal takes the time of a password check and says the same, so that neither tells which
/// part was wrong or whether the login exists. Failures are counted by login and by address under
/// keyed hashes; beyond the limit of [`throttle`] nothing is checked until the window has passed.
/// A one-time code works once.
pub fn sign_in(tasuki: &Tasuki, occasion: &Occasion, input: &SignIn<'_>) -> Answer<SignedIn> {
    let now = occasion.now;
    let login_key = count_key(
        tasuki,
        "sign-in login",
        &input.login.trim().to_ascii_lowercase(),
    );
    let address_key = count_key(tasuki, "sign-in address", input.address);
    let since = throttle::counted_from(now);
    let (by_login, by_address, found) = tasuki.store.read(|tx| {
        let found = match input.login.parse::<Login>() {
            Ok(login) => tx.account_by_login(&login)?,
            Err(_) => None,
        };
        Ok::<_, StoreError>((
            tx.sign_in_failures(&login_key, since)?,
            tx.sign_in_failures(&address_key, since)?,
            found,
        ))
    })?;
    if let Some(wait) = throttle::wait(by_login, by_address) {
        let seconds = u32::try_from(wait.as_secs()).unwrap_or(u32::MAX);
        return Ok(Err(Refusal::Throttled { seconds }));
    }
    let verified = match &found {
        Some((account, credential)) => {
            let right = password::verify(input.password, &credential.password_hash);
            let step = tasuki
                .keys
                .master
                .open(&credential.totp_secret_sealed, account.id.uuid().as_bytes())
                .ok()
                .and_then(|bytes| <[u8; 20]>::try_from(bytes.as_slice()).ok())
                .and_then(|bytes| totp::verify(&totp::Secret::from_bytes(bytes), input.code, now));
            step.filter(|_| right && account.active)
                .map(|step| (account.clone(), step))
        }
        None => {
            password::verify_dummy(input.password);
            None
        }
    };
    let mut draw = occasion.draw();
    let session: SessionId = draw.id();
    let failed = |tx: &mut tasuki_store::WriteTx<'_>| {
        tx.record_sign_in_failure(&login_key, now)?;
        tx.record_sign_in_failure(&address_key, now)
    };
    let account = tasuki.store.write(|tx| {
        let Some((account, step)) = &verified else {
            failed(tx)?;
            return Ok(None);
        };
        if !tx.consume_totp_step(account.id, *step)? {
            failed(tx)?;
            return Ok(None);
        }
        tx.clear_sign_in_failures(&login_key)?;
        Ok::<_, StoreError>(Some(account.clone()))
    })?;
    let Some(account) = account else {
        return Ok(Err(Refusal::SignInFailed));
    };
    let expires_at = Instant::from_second(now.as_second() + input.seconds)
        .map_err(|_| StoreError::Corrupt("session length"))?;
    let claims = token::Claims {
        account: account.id,
        organization: account.organization,
        role: account.role,
        generation: account.generation,
        session,
        usage: input.usage,
        issued_at: now,
        expires_at,
    };
    let token = tasuki
        .keys
        .signing
        .issue(&claims)
        .map_err(|_| StoreError::Corrupt("signing key"))?;
    Ok(Ok(SignedIn {
        token,
        session,
        expires_at,
        account,
    }))
}

/// The keyed hash under which failures of a login or an address are counted.
fn count_key(tasuki: &Tasuki, what: &str, value: &str) -> String {
    crate::lookups::hex(&tasuki.keys.master.keyed_hash(what, value.as_bytes()))
}
