//! What is forgotten once it is of no more use, oldest first and a bounded number at a time, so that
//! nobody waits long behind it.

use crate::{
    StoreError, WriteTx,
    schema::{ended_sessions, idempotency_keys, sign_in_failures},
    sql::Moment,
};
use diesel::prelude::*;
use tasuki_domain::time::Instant;

/// Deletes the oldest rows of a table before an instant and answers how many they were: at most
/// `most`, and those of the same instant as the last of them.
macro_rules! forget {
    ($tx:expr, $table:ident.$at:ident, $before:expr, $most:expr) => {{
        let before = Moment::from($before);
        let last: Option<Moment> = $tx.run(|c| {
            $table::table
                .filter($table::$at.lt(before))
                .order($table::$at)
                .offset(i64::from($most.saturating_sub(1)))
                .select($table::$at)
                .first(c)
                .optional()
        })?;
        let old = $table::table.filter($table::$at.lt(before));
        let rows = $tx.run(|c| match last {
            Some(last) => diesel::delete(old.filter($table::$at.le(last))).execute(c),
            None => diesel::delete(old).execute(c),
        })?;
        Ok(u32::try_from(rows).unwrap_or(u32::MAX))
    }};
}

impl WriteTx<'_> {
    /// Forgets idempotency keys claimed before that instant.
    pub fn drop_keys_before(&mut self, at: Instant, most: u32) -> Result<u32, StoreError> {
        forget!(self, idempotency_keys.at, at, most)
    }

    /// Forgets ended sessions that are over by themselves at `now`.
    pub fn drop_ended_sessions_before(
        &mut self,
        now: Instant,
        most: u32,
    ) -> Result<u32, StoreError> {
        forget!(self, ended_sessions.keep_until, now, most)
    }

    /// Forgets failed sign-ins before that instant, which no window reaches any more.
    pub fn drop_sign_in_failures_before(
        &mut self,
        at: Instant,
        most: u32,
    ) -> Result<u32, StoreError> {
        forget!(self, sign_in_failures.at, at, most)
    }
}
