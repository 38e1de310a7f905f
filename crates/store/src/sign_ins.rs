//! Failed sign-ins, counted by keyed hash of login or address.

use crate::{ReadTx, StoreError, WriteTx, schema::sign_in_failures, sql::Moment};
use diesel::prelude::*;
use tasuki_domain::time::Instant;

impl ReadTx<'_> {
    /// How often signing in failed under the key since that instant.
    pub fn sign_in_failures(&mut self, key: &str, since: Instant) -> Result<u32, StoreError> {
        let count: i64 = self.run(|c| {
            sign_in_failures::table
                .filter(sign_in_failures::key.eq(key))
                .filter(sign_in_failures::at.ge(Moment::from(since)))
                .count()
                .get_result(c)
        })?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }
}

impl WriteTx<'_> {
    /// Counts a failed sign-in under a key (the hexadecimal HMAC of a login or an address).
    pub fn record_sign_in_failure(&mut self, key: &str, at: Instant) -> Result<(), StoreError> {
        let row = (
            sign_in_failures::key.eq(key),
            sign_in_failures::at.eq(Moment::from(at)),
        );
        self.run(|c| {
            diesel::insert_into(sign_in_failures::table)
                .values(row)
                .execute(c)
        })?;
        Ok(())
    }

    /// Forgets the failures under a key: somebody signed in.
    pub fn clear_sign_in_failures(&mut self, key: &str) -> Result<(), StoreError> {
        self.run(|c| {
            diesel::delete(sign_in_failures::table.filter(sign_in_failures::key.eq(key))).execute(c)
        })?;
        Ok(())
    }
}
