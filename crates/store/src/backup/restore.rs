//! Makes a new database from a backup. What fails leaves nothing that could be taken for one.

use super::{BackupContents, FORMAT, Header, RestoreError, lines::Lines, put_back::put_back};
use crate::{
    AccessExtent, DatabaseUrl, Finding, Store, StoreError,
    connection::{self, AnyConnection, Purpose},
    error::Failure,
    migrate,
    store::Options,
};
use diesel::connection::SimpleConnection as _;
use std::{
    collections::BTreeSet,
    fs,
    io::BufRead,
    path::{Path, PathBuf},
};
use tasuki_domain::{restoration::Restoration, time::Instant};
use uuid::Uuid;

/// How far the record of looks reached at a time, as something outside of the database remembers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// When.
    pub at: Instant,
    /// How far.
    pub extent: AccessExtent,
}

/// What is kept of a restore, in the database itself.
#[derive(Debug, Clone, Copy)]
pub struct RestoreRecord<'e> {
    /// Its identifier, new for every attempt.
    pub id: Uuid,
    /// When it is made.
    pub restored_at: Instant,
    /// What is known of the time after the backup.
    pub evidence: &'e [Evidence],
    /// Whether a database that does not agree with itself is better than none.
    pub accept_findings: bool,
}

/// What was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// What the backup held.
    pub contents: BackupContents,
    /// What was kept about the restore.
    pub restoration: Restoration,
    /// What does not agree, if that was accepted.
    pub findings: Vec<Finding>,
}

/// Restores a backup into a new database: a SQLite file that is not there, or a PostgreSQL database
/// that was never migrated. `progress` hears how many rows are put back so far.
pub fn restore(
    url: &DatabaseUrl,
    input: &mut dyn BufRead,
    record: &RestoreRecord<'_>,
    progress: &mut dyn FnMut(u64),
) -> Result<Restored, RestoreError> {
    let (lines, header) = Lines::begin(input)?;
    check(&header)?;
    match url {
        DatabaseUrl::Sqlite(path) => into_file(path, lines, header, record, progress),
        DatabaseUrl::Postgres(_) => into_server(url, lines, header, record, progress),
    }
}

/// Refuses what this version cannot put back.
fn check(header: &Header) -> Result<(), RestoreError> {
    let known = migrate::names_of_this_version()?;
    let written: BTreeSet<String> = header.migrations.iter().cloned().collect();
    if let Some(newer) = written.difference(&known).next() {
        return Err(RestoreError::Newer(format!("migration {newer}")));
    }
    if header.tasuki_backup < FORMAT || written != known {
        return Err(RestoreError::Older(header.program.clone()));
    }
    Ok(())
}

/// One transaction from the first table to the last row: until it commits there is nothing.
fn into_server(
    url: &DatabaseUrl,
    lines: Lines<'_>,
    header: Header,
    record: &RestoreRecord<'_>,
    progress: &mut dyn FnMut(u64),
) -> Result<Restored, RestoreError> {
    let mut connection = connection::open(url, Purpose::Migrating, &Options::default())?;
    let restored = (|| {
        migrate::create_within(&mut connection)?;
        put_back(&mut connection, lines, header, record, progress)
    })();
    match restored {
        Ok(restored) => {
            crate::dialect::keep(&mut connection).map_err(|error| Failure::from(error).error)?;
            Ok(restored)
        }
        // Closing the connection undoes what is open on it.
        Err(error) => Err(error),
    }
}

/// A file under another name, which gets its own once it is whole and on the disk.
fn into_file(
    path: &Path,
    lines: Lines<'_>,
    header: Header,
    record: &RestoreRecord<'_>,
    progress: &mut dyn FnMut(u64),
) -> Result<Restored, RestoreError> {
    if present(path)? {
        return Err(StoreError::AlreadyExists.into());
    }
    // SQLite would take the log of a database that is gone for the new one's.
    for suffix in BESIDE {
        if present(&with(path, suffix))? {
            return Err(RestoreError::Leftover);
        }
    }
    let part = Part(with(path, &format!(".restoring-{}", record.id)));
    let url = DatabaseUrl::Sqlite(part.0.clone());
    Store::create(&url)?;
    let mut connection = connection::open(&url, Purpose::Migrating, &Options::default())?;
    let quick = |sql: &str, connection: &mut AnyConnection| {
        connection
            .batch_execute(sql)
            .map_err(|error| Failure::from(error).error)
    };
    // Synced once, below: a crash before that leaves only the file of the other name.
    quick("PRAGMA synchronous = OFF", &mut connection)?;
    let restored = put_back(&mut connection, lines, header, record, progress)?;
    quick("PRAGMA wal_checkpoint(TRUNCATE)", &mut connection)?;
    drop(connection);
    if present(&with(&part.0, "-wal"))? {
        return Err(StoreError::Corrupt("the database file").into());
    }
    part.becomes(path).map_err(StoreError::from)?;
    Ok(restored)
}

const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

fn with(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Whether anything has that name, be it a link that points nowhere.
fn present(path: &Path) -> Result<bool, StoreError> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// A file in the making; gone when it is dropped.
struct Part(PathBuf);

impl Part {
    /// Gives it its name, which nothing may have: a link refuses what a renaming would replace.
    fn becomes(self, path: &Path) -> std::io::Result<()> {
        fs::File::open(&self.0)?.sync_all()?;
        fs::hard_link(&self.0, path)?;
        fs::remove_file(&self.0)?;
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        fs::File::open(folder)?.sync_all()
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // What cannot be removed has a name that no address names.
        let _ = fs::remove_file(&self.0);
        for suffix in BESIDE {
            let _ = fs::remove_file(with(&self.0, suffix));
        }
    }
}
