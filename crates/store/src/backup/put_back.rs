//! Puts the rows of a backup into a database that has none, proves it whole, and keeps that it was
//! restored.

use super::{
    BackupContents, Header, RestoreError, RestoreRecord, Restored,
    lines::Lines,
    tables::{Refused, TABLES},
};
use crate::{
    ReadTx, WriteTx,
    connection::AnyConnection,
    dialect::{self, Access},
    error::Failure,
};
use tasuki_domain::restoration::{Later, Restoration};

/// Rows put back at once, and about how many bytes of them are held meanwhile.
const ROWS: usize = 500;
const BYTES: usize = 4 * 1024 * 1024;

fn failed(error: diesel::result::Error) -> RestoreError {
    Failure::from(error).error.into()
}

/// Puts every row back. Outside of a transaction each batch is one of its own.
pub(super) fn put_back(
    connection: &mut AnyConnection,
    mut lines: Lines<'_>,
    header: Header,
    record: &RestoreRecord<'_>,
    progress: &mut dyn FnMut(u64),
) -> Result<Restored, RestoreError> {
    let alone = dialect::is_idle(connection);
    dialect::before_restore(connection).map_err(failed)?;
    let mut all = 0;
    for table in TABLES {
        lines.heading(table)?;
        loop {
            let rows = lines.rows(table, ROWS, BYTES)?;
            if rows.is_empty() {
                break;
            }
            if alone {
                dialect::begin(connection, Access::Write).map_err(failed)?;
            }
            (table.put)(connection, &rows).map_err(|refused| match refused {
                Refused::Row => RestoreError::Damaged(table.name),
                Refused::Database(error) => failed(error),
            })?;
            if alone {
                dialect::keep(connection).map_err(failed)?;
            }
            all += rows.len() as u64;
            progress(all);
        }
    }
    let rows = lines.end(TABLES)?;
    dialect::after_restore(connection).map_err(failed)?;

    let mut tx = ReadTx::new(connection);
    let findings = tx.examine_everything()?;
    if !findings.is_empty() && !record.accept_findings {
        return Err(RestoreError::Unsound(findings));
    }
    let contents = BackupContents {
        id: header.id,
        taken_at: header.taken_at,
        program: header.program,
        rows,
        accesses: tx.access_extent()?,
    };
    let restoration = Restoration {
        restored_at: record.restored_at,
        backup: contents.id.into(),
        taken_at: contents.taken_at,
        entries: contents.accesses.entries,
        later: newest(&contents, record),
    };
    let mut tx = WriteTx::new(connection);
    tx.record_restoration(record.id, &restoration)?;
    Ok(Restored {
        contents,
        restoration,
        findings,
    })
}

/// What is known of the time after the backup, from evidence about the same record of looks.
fn newest(contents: &BackupContents, record: &RestoreRecord<'_>) -> Option<Later> {
    let of_the_same_record =
        |first| contents.accesses.first.is_none() || contents.accesses.first == first;
    record
        .evidence
        .iter()
        .filter(|evidence| evidence.at > contents.taken_at)
        .filter(|evidence| evidence.extent.entries >= contents.accesses.entries)
        .filter(|evidence| of_the_same_record(evidence.extent.first))
        .max_by_key(|evidence| (evidence.extent.entries, evidence.at))
        .map(|evidence| Later {
            entries: evidence.extent.entries,
            at: evidence.at,
        })
}
