//! Requests that were made before: key, hash and result, never the response.

use crate::{
    StoreError, WriteTx, code,
    schema::idempotency_keys,
    sql::{Id, Moment},
};
use diesel::prelude::*;
use tasuki_domain::{id::AccountId, time::Instant};
use uuid::Uuid;

/// What a key stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// It was not used before, and is now this request's.
    Fresh,
    /// The same request was made before, with that result.
    Replay(Uuid),
    /// It was used for another request.
    Mismatch,
}

impl WriteTx<'_> {
    /// Claims an idempotency key for a request that makes `result`.
    pub fn claim_key(
        &mut self,
        account: AccountId,
        key: &str,
        request_hash: &[u8; 32],
        result: Uuid,
        at: Instant,
    ) -> Result<Claim, StoreError> {
        let claimed: Option<(Vec<u8>, Id)> = self.run(|c| {
            idempotency_keys::table
                .find((Id::from(account), key))
                .select((idempotency_keys::request_hash, idempotency_keys::result))
                .get_result(c)
                .optional()
        })?;
        if let Some((hash, result)) = claimed {
            let hash = code::of_bytes(&hash, "idempotency_keys.request_hash")?;
            return Ok(if hash == *request_hash {
                Claim::Replay(result.0)
            } else {
                Claim::Mismatch
            });
        }
        let row = (
            idempotency_keys::account_id.eq(Id::from(account)),
            idempotency_keys::key.eq(key),
            idempotency_keys::request_hash.eq(request_hash.as_slice()),
            idempotency_keys::result.eq(Id(result)),
            idempotency_keys::at.eq(Moment::from(at)),
        );
        self.run(|c| {
            diesel::insert_into(idempotency_keys::table)
                .values(row)
                .execute(c)
        })?;
        Ok(Claim::Fresh)
    }
}
