//! Writes a backup.

use super::{
    BackupContents, BackupError, BackupLabel, FORMAT, Footer, Header, Heading,
    tables::{Ended, TABLES},
};
use crate::{ReadTx, Store, dialect, migrate};
use data_encoding::HEXLOWER;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

/// Hashes what it hands on.
struct Hashed<'o> {
    out: &'o mut dyn Write,
    hash: Sha256,
}

impl Hashed<'_> {
    fn line(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.out.write_all(bytes)
    }

    fn value<T: Serialize>(&mut self, value: &T) -> io::Result<()> {
        let mut text = serde_json::to_vec(value)?;
        text.push(b'\n');
        self.line(&text)
    }
}

impl Store {
    /// Writes everything there is at this moment, while others go on writing. `progress` hears
    /// how many rows are written so far.
    pub fn back_up(
        &self,
        label: BackupLabel,
        out: &mut dyn Write,
        progress: &mut dyn FnMut(u64),
    ) -> Result<BackupContents, BackupError> {
        self.read(|tx| tx.back_up(label, out, progress))
    }
}

impl ReadTx<'_> {
    fn back_up(
        &mut self,
        label: BackupLabel,
        out: &mut dyn Write,
        progress: &mut dyn FnMut(u64),
    ) -> Result<BackupContents, BackupError> {
        self.run(dialect::lift_statement_limit)?;
        // A snapshot is of the moment of its first read: before anything is written.
        let accesses = self.access_extent()?;
        let migrations = migrate::names_of_this_version()?;
        let mut out = Hashed {
            out,
            hash: Sha256::new(),
        };
        let program = env!("CARGO_PKG_VERSION").to_owned();
        out.value(&Header {
            tasuki_backup: FORMAT,
            program: program.clone(),
            migrations: migrations.into_iter().collect(),
            taken_at: label.taken_at,
            id: label.id,
        })
        .map_err(BackupError::Output)?;
        let (mut rows, mut all) = (BTreeMap::new(), 0);
        for table in TABLES {
            out.value(&Heading {
                table: table.name.to_owned(),
                columns: table.columns.iter().map(|&name| name.to_owned()).collect(),
            })
            .map_err(BackupError::Output)?;
            let mut count = 0;
            let written = self.run(|c| {
                let ended = (table.write)(c, &mut |line| {
                    out.line(line)?;
                    count += 1;
                    progress(all + count);
                    Ok(())
                });
                match ended {
                    Ok(()) => Ok(Ok(())),
                    Err(Ended::Output(error)) => Ok(Err(error)),
                    Err(Ended::Database(error)) => Err(error),
                }
            })?;
            written.map_err(BackupError::Output)?;
            all += count;
            rows.insert(table.name.to_owned(), count);
        }
        let footer = Footer {
            rows: rows.clone(),
            sha256: HEXLOWER.encode(&out.hash.finalize_reset()),
        };
        out.value(&footer).map_err(BackupError::Output)?;
        out.out.flush().map_err(BackupError::Output)?;
        Ok(BackupContents {
            id: label.id,
            taken_at: label.taken_at,
            program,
            rows,
            accesses,
        })
    }
}
