//! A retried request happens once (Idempotency-Key).

use crate::{occasion::Draw, refusal::Refusal};
use sha2::{Digest as _, Sha256};
use tasuki_domain::{Invalid, caller::Caller, time::Instant};
use tasuki_store::{Claim, StoreError, WriteTx};
use uuid::Uuid;

/// The key that a client sends with a request that creates something, and the request's hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once {
    key: String,
    request: [u8; 32],
}

impl Once {
    /// Takes a key of 8 to 80 printable ASCII characters and the bytes of the request.
    pub fn new(key: &str, verb: &str, request: &[u8]) -> Result<Self, Invalid> {
        if !(8..=80).contains(&key.len()) || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Invalid::new(
                "idempotency_key_malformed",
                "Idempotency-Key の長さか文字が合いません",
                "8〜80文字の半角の文字（UUIDなど）にしてください",
            ));
        }
        let mut hash = Sha256::new();
        hash.update(verb.as_bytes());
        hash.update([0]);
        hash.update(request);
        Ok(Self {
            key: key.to_owned(),
            request: hash.finalize().into(),
        })
    }
}

/// Whether the request is new, or which result it had.
pub(crate) enum Turn<I> {
    /// New: make it with this identifier.
    First(I),
    /// It happened already and made this.
    Again(I),
}

/// Claims the key for the result about to be made; without a key every request is new.
pub(crate) fn take_turn<I: From<Uuid>>(
    tx: &mut WriteTx<'_>,
    once: Option<&Once>,
    caller: &Caller,
    draw: &mut Draw,
    now: Instant,
) -> Result<Result<Turn<I>, Refusal>, StoreError> {
    let fresh = draw.uuid();
    claim(tx, once, caller, fresh, now)
}

/// Claims the key for a result that may be there already.
pub(crate) fn claim<I: From<Uuid>>(
    tx: &mut WriteTx<'_>,
    once: Option<&Once>,
    caller: &Caller,
    result: Uuid,
    now: Instant,
) -> Result<Result<Turn<I>, Refusal>, StoreError> {
    let Some(once) = once else {
        return Ok(Ok(Turn::First(result.into())));
    };
    Ok(
        match tx.claim_key(caller.account, &once.key, &once.request, result, now)? {
            Claim::Fresh => Ok(Turn::First(result.into())),
            Claim::Replay(earlier) => Ok(Turn::Again(earlier.into())),
            Claim::Mismatch => Err(Refusal::KeyReused),
        },
    )
}
