//! Files taken in, and those waiting between their check and their writing.

use crate::{
    ReadTx, StoreError, WriteTx, code,
    schema::{accounts, imports, staged_imports},
    sql::{Id, Moment},
};
use diesel::prelude::*;
use tasuki_domain::{
    id::{AccountId, ImportId, OrganizationId},
    municipality::MunicipalityCode,
    time::Instant,
};

/// One file taken in, and how many of its rows were what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// Its identifier.
    pub id: ImportId,
    /// Whose roster it was.
    pub municipality: MunicipalityCode,
    /// The SHA-256 of the file.
    pub file_hash: [u8; 32],
    /// Who took it in.
    pub by: AccountId,
    /// When.
    pub at: Instant,
    /// Rows that registered somebody.
    pub new: u32,
    /// Rows that changed something.
    pub changed: u32,
    /// Rows that said what was known.
    pub same: u32,
    /// Rows that were not taken.
    pub rejected: u32,
}

/// Municipality, hash, account, instant and the four counts.
type Row = (String, Vec<u8>, Id, Moment, i32, i32, i32, i32);

fn count(rows: u32) -> i32 {
    i32::try_from(rows).unwrap_or(i32::MAX)
}

impl ReadTx<'_> {
    /// A file that somebody of that institution took in. Another institution's is not there.
    pub fn import(
        &mut self,
        id: ImportId,
        organization: OrganizationId,
    ) -> Result<Option<ImportRow>, StoreError> {
        let accounts = accounts::table
            .filter(accounts::organization_id.eq(Id::from(organization)))
            .select(accounts::id);
        let row: Option<Row> = self.run(|c| {
            imports::table
                .find(Id::from(id))
                .filter(imports::imported_by.eq_any(accounts))
                .select((
                    imports::municipality,
                    imports::file_hash,
                    imports::imported_by,
                    imports::at,
                    imports::new_rows,
                    imports::changed_rows,
                    imports::same_rows,
                    imports::rejected_rows,
                ))
                .first(c)
                .optional()
        })?;
        let counted =
            |rows: i32| u32::try_from(rows).map_err(|_| StoreError::Corrupt("imports.rows"));
        row.map(
            |(municipality, hash, by, at, new, changed, same, rejected)| {
                Ok(ImportRow {
                    id,
                    municipality: code::of_text(&municipality, "imports.municipality")?,
                    file_hash: hash
                        .try_into()
                        .map_err(|_| StoreError::Corrupt("imports.file_hash"))?,
                    by: by.into(),
                    at: at.into(),
                    new: counted(new)?,
                    changed: counted(changed)?,
                    same: counted(same)?,
                    rejected: counted(rejected)?,
                })
            },
        )
        .transpose()
    }

    /// What an account has waiting under that identifier, as sealed. Another account's is not
    /// there.
    pub fn staged_import(
        &mut self,
        id: ImportId,
        account: AccountId,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        self.run(|c| {
            staged_imports::table
                .find(Id::from(id))
                .filter(staged_imports::account_id.eq(Id::from(account)))
                .select(staged_imports::sealed)
                .get_result(c)
                .optional()
        })
    }
}

impl WriteTx<'_> {
    /// Records a file taken in.
    pub fn insert_import(&mut self, import: &ImportRow) -> Result<(), StoreError> {
        let row = (
            imports::id.eq(Id::from(import.id)),
            imports::municipality.eq(import.municipality.as_str()),
            imports::file_hash.eq(import.file_hash.as_slice()),
            imports::imported_by.eq(Id::from(import.by)),
            imports::at.eq(Moment::from(import.at)),
            imports::new_rows.eq(count(import.new)),
            imports::changed_rows.eq(count(import.changed)),
            imports::same_rows.eq(count(import.same)),
            imports::rejected_rows.eq(count(import.rejected)),
        );
        self.run(|c| diesel::insert_into(imports::table).values(row).execute(c))?;
        Ok(())
    }

    /// Keeps a checked file, sealed by the caller, until it is written or dropped.
    pub fn stage_import(
        &mut self,
        id: ImportId,
        account: AccountId,
        sealed: &[u8],
        at: Instant,
    ) -> Result<(), StoreError> {
        let row = (
            staged_imports::id.eq(Id::from(id)),
            staged_imports::account_id.eq(Id::from(account)),
            staged_imports::sealed.eq(sealed),
            staged_imports::at.eq(Moment::from(at)),
        );
        self.run(|c| {
            diesel::insert_into(staged_imports::table)
                .values(row)
                .execute(c)
        })?;
        Ok(())
    }

    /// Drops a waiting file.
    pub fn drop_staged_import(&mut self, id: ImportId) -> Result<(), StoreError> {
        self.run(|c| diesel::delete(staged_imports::table.find(Id::from(id))).execute(c))?;
        Ok(())
    }

    /// Drops the files that have waited since before that instant, and answers how many.
    pub fn drop_staged_imports_before(&mut self, at: Instant) -> Result<u32, StoreError> {
        let rows = self.run(|c| {
            diesel::delete(staged_imports::table.filter(staged_imports::at.lt(Moment::from(at))))
                .execute(c)
        })?;
        Ok(u32::try_from(rows).unwrap_or(u32::MAX))
    }
}
