//! What a database belongs to.

use crate::{ReadTx, StoreError, WriteTx, schema::installation};
use diesel::prelude::*;

/// What a database belongs to. Written once, with the first use, and never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installation {
    /// A keyed hash that only the master key makes with which the secrets in it were sealed.
    pub master_key_check: Vec<u8>,
    /// Whether it is for drills (図上訓練).
    pub drill: bool,
}

impl ReadTx<'_> {
    /// What the database belongs to; none before its first use.
    pub fn installation(&mut self) -> Result<Option<Installation>, StoreError> {
        let row: Option<(Vec<u8>, bool)> = self.run(|c| {
            installation::table
                .select((installation::master_key_check, installation::drill))
                .first(c)
                .optional()
        })?;
        Ok(row.map(|(master_key_check, drill)| Installation {
            master_key_check,
            drill,
        }))
    }
}

impl WriteTx<'_> {
    /// Says what the database belongs to. It is said once.
    pub fn insert_installation(&mut self, belongs: &Installation) -> Result<(), StoreError> {
        let row = (
            installation::id.eq(1),
            installation::master_key_check.eq(&belongs.master_key_check),
            installation::drill.eq(belongs.drill),
        );
        self.run(|c| {
            diesel::insert_into(installation::table)
                .values(row)
                .execute(c)
        })?;
        Ok(())
    }
}
