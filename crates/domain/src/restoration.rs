//! A database that came back from a backup, and what is known to be missing since.

use crate::{id::BackupId, time::Instant};

/// One restore (復元). It stays visible, because looks that happened after the backup are no longer
/// on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restoration {
    /// When it was restored.
    pub restored_at: Instant,
    /// From which backup.
    pub backup: BackupId,
    /// The moment that the backup holds.
    pub taken_at: Instant,
    /// How many access entries the backup holds.
    pub entries: u64,
    /// What is known of the time after it, if anything is.
    pub later: Option<Later>,
}

/// How many access entries there were at a time after the backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Later {
    /// The entries.
    pub entries: u64,
    /// When there were that many.
    pub at: Instant,
}

impl Restoration {
    /// Looks that are known to have happened and are not in the database; none when nothing is
    /// known of the time after the backup.
    pub fn lost(&self) -> Option<u64> {
        self.later
            .map(|later| later.entries.saturating_sub(self.entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lost_is_what_was_known_later_and_not_in_the_backup() {
        let at = Instant::UNIX_EPOCH;
        let restoration = |later| Restoration {
            restored_at: at,
            backup: uuid::Uuid::nil().into(),
            taken_at: at,
            entries: 10,
            later,
        };
        let later = |entries| Some(Later { entries, at });
        assert_eq!(restoration(None).lost(), None);
        assert_eq!(restoration(later(13)).lost(), Some(3));
        assert_eq!(restoration(later(10)).lost(), Some(0));
    }
}
