//! Restores from backups, and what they are known to have lost. Rows are never changed.

use crate::{
    ReadTx, StoreError, WriteTx,
    schema::restorations,
    sql::{Id, Moment},
};
use diesel::prelude::*;
use tasuki_domain::restoration::{Later, Restoration};
use uuid::Uuid;

#[derive(Queryable, Insertable)]
#[diesel(table_name = restorations, treat_none_as_default_value = false)]
struct Row {
    id: Id,
    restored_at: Moment,
    backup_id: Id,
    taken_at: Moment,
    entries: i64,
    known_entries: Option<i64>,
    evidence_at: Option<Moment>,
}

fn stored(entries: u64) -> i64 {
    i64::try_from(entries).unwrap_or(i64::MAX)
}

fn counted(entries: i64) -> Result<u64, StoreError> {
    u64::try_from(entries).map_err(|_| StoreError::Corrupt("restorations.entries"))
}

impl Row {
    fn read(self) -> Result<Restoration, StoreError> {
        let later = match (self.known_entries, self.evidence_at) {
            (Some(entries), Some(at)) => Some(Later {
                entries: counted(entries)?,
                at: at.into(),
            }),
            _ => None,
        };
        Ok(Restoration {
            restored_at: self.restored_at.into(),
            backup: self.backup_id.0.into(),
            taken_at: self.taken_at.into(),
            entries: counted(self.entries)?,
            later,
        })
    }
}

impl ReadTx<'_> {
    /// Every restore of this database, newest first.
    pub fn restorations(&mut self) -> Result<Vec<Restoration>, StoreError> {
        let rows: Vec<Row> = self.run(|c| {
            restorations::table
                .order((restorations::restored_at.desc(), restorations::id.desc()))
                .load(c)
        })?;
        rows.into_iter().map(Row::read).collect()
    }
}

impl WriteTx<'_> {
    /// Keeps that the database was restored.
    pub fn record_restoration(
        &mut self,
        id: Uuid,
        restoration: &Restoration,
    ) -> Result<(), StoreError> {
        let row = Row {
            id: Id(id),
            restored_at: restoration.restored_at.into(),
            backup_id: Id(restoration.backup.uuid()),
            taken_at: restoration.taken_at.into(),
            entries: stored(restoration.entries),
            known_entries: restoration.later.map(|later| stored(later.entries)),
            evidence_at: restoration.later.map(|later| later.at.into()),
        };
        self.run(|c| {
            diesel::insert_into(restorations::table)
                .values(&row)
                .execute(c)
                .map(drop)
        })
    }
}
