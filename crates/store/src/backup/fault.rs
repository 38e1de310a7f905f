//! Why a backup could not be written or put back. No reason carries a stored value.

use crate::{Finding, StoreError};

/// Why there is no backup.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BackupError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What takes the backup failed.
    #[error("the backup cannot be written")]
    Output(#[source] std::io::Error),
}

/// Why a backup was not restored. Nothing is left of the attempt.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RestoreError {
    /// The backup cannot be read to its end.
    #[error("the backup cannot be read")]
    Input(#[source] std::io::Error),
    /// It is no backup of this program.
    #[error("this is no backup of tasuki")]
    NotABackup,
    /// A newer version wrote it.
    #[error("a newer version of the program wrote this backup: {0}")]
    Newer(String),
    /// It was written before a migration that this version has.
    #[error("version {0} of the program wrote this backup; restore it with that, then migrate")]
    Older(String),
    /// It ends too early.
    #[error("the backup is cut off")]
    CutOff,
    /// A line is not what it must be.
    #[error("the backup is damaged in {0}")]
    Damaged(&'static str),
    /// The number of rows is not the one that was written.
    #[error("the backup has lost rows of {0}")]
    Rows(&'static str),
    /// The bytes are not those that were written.
    #[error("the backup's checksum differs")]
    Checksum,
    /// Files of an earlier database lie where the new one would be, and would be mixed into it.
    #[error("files of an earlier database are beside the new one's place")]
    Leftover,
    /// What was restored does not agree with itself.
    #[error("the restored database has {} findings", .0.len())]
    Unsound(Vec<Finding>),
    /// The database failed, or exists already.
    #[error(transparent)]
    Store(#[from] StoreError),
}
