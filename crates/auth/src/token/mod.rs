//! Tokens (JWT, RFC 7519): ES256 and nothing else, checked against a time that is passed in.

mod keys;
mod known;
#[cfg(test)]
mod tests;

pub use keys::{KeyError, SigningKeys};

use jsonwebtoken::{
    Algorithm, Header, Validation, decode, decode_header, encode, errors::ErrorKind,
};
use known::Known;
use serde::{Deserialize, Serialize};
use tasuki_domain::{
    caller::{Caller, Proof},
    id::{AccountId, OrganizationId, SessionId},
    role::Role,
    time::Instant,
};

/// Bytes of a token at most; ours have some 500.
const MOST_BYTES: usize = 2048;

/// Seconds a token lives at most, whatever it says of itself.
pub const LONGEST_SECONDS: i64 = 24 * 3600;

/// Seconds by which another of our own servers' clocks may be ahead.
pub const SKEW_SECONDS: i64 = 60;

/// What a token is for; one for the API does not open pages, nor the other way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// A bearer token of the API.
    Api,
    /// The cookie of a page session.
    Page,
}

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// Who.
    pub account: AccountId,
    /// For which institution.
    pub organization: OrganizationId,
    /// In which role.
    pub role: Role,
    /// The generation of the account at sign-in.
    pub generation: i32,
    /// The token or session itself.
    pub session: SessionId,
    /// What it is for.
    pub usage: Use,
    /// From when.
    pub issued_at: Instant,
    /// Until when; seconds are kept, fractions are dropped.
    pub expires_at: Instant,
}

/// Why a token is not taken. Callers answer every one of them with the same 401.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// It is no token, or not all of one.
    #[error("not a token of this kind")]
    Malformed,
    /// It is signed in another way than ES256, or not at all.
    #[error("not signed with ES256")]
    Algorithm,
    /// Its key is not one of ours.
    #[error("signed with an unknown key")]
    UnknownKey,
    /// Its signature does not fit.
    #[error("the signature does not fit")]
    Signature,
    /// Another installation issued it.
    #[error("issued by another installation")]
    Issuer,
    /// It is over.
    #[error("expired")]
    Expired,
    /// It begins in the future.
    #[error("not valid yet")]
    NotYet,
    /// It would live longer than any of ours, or end before it begins.
    #[error("its lifetime is not one of ours")]
    Lifetime,
    /// It could not be signed.
    #[error("the token could not be signed")]
    Signing,
}

/// The claims on the wire.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Wire {
    iss: String,
    sub: AccountId,
    org: OrganizationId,
    role: Role,
    #[serde(rename = "gen")]
    generation: i32,
    sid: SessionId,
    iat: i64,
    exp: i64,
    #[serde(rename = "use")]
    usage: Use,
}

impl SigningKeys {
    /// Signs the claims with the first key.
    pub fn issue(&self, claims: &Claims) -> Result<String, TokenError> {
        let wire = Wire {
            iss: self.issuer().to_owned(),
            sub: claims.account,
            org: claims.organization,
            role: claims.role,
            generation: claims.generation,
            sid: claims.session,
            iat: claims.issued_at.as_second(),
            exp: claims.expires_at.as_second(),
            usage: claims.usage,
        };
        check_lifetime(&wire)?;
        let key = self.active();
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(key.id.clone());
        encode(&header, &wire, &key.signing).map_err(|_| TokenError::Signing)
    }

    /// The caller whom the token names, if it is one of ours and holds at `now`.
    ///
    /// Whether the account is still active, and its generation and session still stand, is read in
    /// the unit of work.
    pub fn verify(&self, token: &str, now: Instant) -> Result<Caller, TokenError> {
        if token.len() > MOST_BYTES {
            return Err(TokenError::Malformed);
        }
        let key = Known::key(token);
        let wire = match self.known.get(&key) {
            Some(wire) => wire,
            None => {
                let wire = self.signed(token)?;
                self.known.remember(key, &wire, now.as_second());
                wire
            }
        };
        let now = now.as_second();
        if wire.exp <= now {
            return Err(TokenError::Expired);
        }
        if wire.iat > now.saturating_add(SKEW_SECONDS) {
            return Err(TokenError::NotYet);
        }
        Ok(Caller {
            account: wire.sub,
            organization: wire.org,
            role: wire.role,
            generation: wire.generation,
            session: wire.sid,
            proof: match wire.usage {
                Use::Api => Proof::Token,
                Use::Page => Proof::PageSession,
            },
            expires_at: Instant::from_second(wire.exp).map_err(|_| TokenError::Malformed)?,
        })
    }

    /// What the token says, if one of our keys signed it for us.
    fn signed(&self, token: &str) -> Result<Wire, TokenError> {
        let header = decode_header(token).map_err(|error| refusal(error.kind()))?;
        if header.alg != Algorithm::ES256 {
            return Err(TokenError::Algorithm);
        }
        // RFC 7515 §4.1.11: what is marked critical and not understood must be refused.
        if header.crit.is_some() {
            return Err(TokenError::Malformed);
        }
        // The key is looked up among ours; keys or addresses of keys in the header are not read.
        let key = header
            .kid
            .and_then(|id| self.by_id(&id))
            .ok_or(TokenError::UnknownKey)?;
        let wire = decode::<Wire>(token, &key.verifying, &validation(self.issuer()))
            .map_err(|error| refusal(error.kind()))?
            .claims;
        check_lifetime(&wire)?;
        Ok(wire)
    }
}

fn validation(issuer: &str) -> Validation {
    let mut validation = Validation::new(Algorithm::ES256);
    // The library would compare with its own clock; the times are checked above.
    validation.validate_exp = false;
    validation.validate_nbf = false;
    validation.set_required_spec_claims(&["iss", "sub", "exp"]);
    validation.set_issuer(&[issuer]);
    validation
}

fn check_lifetime(wire: &Wire) -> Result<(), TokenError> {
    match wire.exp.checked_sub(wire.iat) {
        Some(1..=LONGEST_SECONDS) => Ok(()),
        _ => Err(TokenError::Lifetime),
    }
}

fn refusal(kind: &ErrorKind) -> TokenError {
    match kind {
        ErrorKind::InvalidSignature => TokenError::Signature,
        ErrorKind::InvalidAlgorithm | ErrorKind::InvalidAlgorithmName => TokenError::Algorithm,
        ErrorKind::InvalidIssuer => TokenError::Issuer,
        _ => TokenError::Malformed,
    }
}
