//! The keys that tokens are signed with, and the set that others verify with.

use super::known::Known;
use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::{
    DecodingKey, EncodingKey, crypto::rust_crypto::DEFAULT_PROVIDER as CRYPTOGRAPHY,
};
use p256::{
    PublicKey, SecretKey,
    elliptic_curve::sec1::ToEncodedPoint as _,
    pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, LineEnding},
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::fmt;

/// Who issues, unless the installation names itself.
const ISSUER: &str = "tasuki";

/// The keys of an installation: the first signs, all verify. A key is replaced by putting the new
/// one first and keeping the old one until its last token has expired.
#[derive(Clone)]
pub struct SigningKeys {
    issuer: String,
    first: Key,
    earlier: Vec<Key>,
    pub(super) known: Known,
}

#[derive(Clone)]
pub(super) struct Key {
    pub id: String,
    pub signing: EncodingKey,
    pub verifying: DecodingKey,
    secret: SecretKey,
    x: String,
    y: String,
}

/// A key that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The text is no PKCS#8 PEM of a P-256 key.
    #[error("not the PKCS#8 PEM of a P-256 private key")]
    NotPem,
    /// The bytes are no private key of the curve; about one in 2^32 draws is not. Draw again.
    #[error("the entropy is no private key of P-256")]
    Entropy,
    /// The key could not be written in its text form.
    #[error("the key could not be encoded")]
    Encoding,
}

impl fmt::Debug for SigningKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids: Vec<&str> = self.all().map(|key| key.id.as_str()).collect();
        write!(f, "SigningKeys({ids:?})")
    }
}

impl SigningKeys {
    /// The key of those random bytes; the same bytes give the same key.
    pub fn generate(entropy: [u8; 32]) -> Result<Self, KeyError> {
        let secret = SecretKey::from_slice(&entropy).map_err(|_| KeyError::Entropy)?;
        Self::of(Key::new(secret)?)
    }

    /// The key of a PKCS#8 PEM.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        Self::of(Key::from_pem(pem)?)
    }

    /// The same keys, verifying also what an earlier key signed.
    pub fn also_verifying(mut self, earlier_pem: &str) -> Result<Self, KeyError> {
        let key = Key::from_pem(earlier_pem)?;
        if self.by_id(&key.id).is_none() {
            self.earlier.push(key);
        }
        Ok(self)
    }

    /// The same keys, issuing and taking tokens of that issuer only.
    #[must_use]
    pub fn issued_by(mut self, issuer: impl Into<String>) -> Self {
        self.issuer = issuer.into();
        self.known = Known::default();
        self
    }

    /// The first key as PKCS#8 PEM, to be kept where only the server reads.
    pub fn to_pem(&self) -> Result<String, KeyError> {
        self.first
            .secret
            .to_pkcs8_pem(LineEnding::LF)
            .map(|pem| pem.to_string())
            .map_err(|_| KeyError::Encoding)
    }

    /// The public keys as a JWK Set (RFC 7517 §5).
    pub fn jwks(&self) -> Value {
        let keys: Vec<Value> = self
            .all()
            .map(|key| {
                json!({
                    "kty": "EC", "crv": "P-256", "x": key.x, "y": key.y,
                    "kid": key.id, "use": "sig", "alg": "ES256",
                })
            })
            .collect();
        json!({ "keys": keys })
    }

    pub(super) fn issuer(&self) -> &str {
        &self.issuer
    }

    pub(super) fn active(&self) -> &Key {
        &self.first
    }

    pub(super) fn by_id(&self, id: &str) -> Option<&Key> {
        self.all().find(|key| key.id == id)
    }

    fn all(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.first).chain(&self.earlier)
    }

    fn of(first: Key) -> Result<Self, KeyError> {
        // Named once, so that the library's choice by compiled features cannot fail or change when
        // another crate of the tree turns one on. An error means that it is named already.
        let _ = CRYPTOGRAPHY.install_default();
        Ok(Self {
            issuer: ISSUER.to_owned(),
            first,
            earlier: Vec::new(),
            known: Known::default(),
        })
    }
}

impl Key {
    fn from_pem(pem: &str) -> Result<Self, KeyError> {
        Self::new(SecretKey::from_pkcs8_pem(pem).map_err(|_| KeyError::NotPem)?)
    }

    fn new(secret: SecretKey) -> Result<Self, KeyError> {
        let (x, y) = coordinates(&secret.public_key()).ok_or(KeyError::Encoding)?;
        let der = secret.to_pkcs8_der().map_err(|_| KeyError::Encoding)?;
        Ok(Self {
            id: thumbprint(&x, &y),
            signing: EncodingKey::from_ec_der(der.as_bytes()),
            verifying: DecodingKey::from_ec_components(&x, &y).map_err(|_| KeyError::Encoding)?,
            secret,
            x,
            y,
        })
    }
}

fn coordinates(key: &PublicKey) -> Option<(String, String)> {
    let point = key.to_encoded_point(false);
    Some((
        BASE64URL_NOPAD.encode(point.x()?),
        BASE64URL_NOPAD.encode(point.y()?),
    ))
}

/// RFC 7638: the SHA-256 of the required members in the order of their names, without spaces.
fn thumbprint(x: &str, y: &str) -> String {
    let members = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
    BASE64URL_NOPAD.encode(&Sha256::digest(members))
}
