//! A private folder in which a backup is restored to be looked at; gone afterwards, also when the
//! program was killed meanwhile.

use crate::files;
use std::{
    fs,
    path::{Path, PathBuf},
};
use uuid::Uuid;

const PREFIX: &str = "tasuki-verify-";
const LOCK: &str = "lock";

/// The folder; removed when dropped.
pub struct Scratch {
    path: PathBuf,
    /// Held as long as the folder is in use.
    _lock: fs::File,
}

impl Scratch {
    /// Removes what a killed run left, and makes a new one.
    pub fn make(within: &Path, id: Uuid) -> anyhow::Result<Self> {
        sweep(within);
        let path = within.join(format!("{PREFIX}{id}"));
        files::private_folder(&path)?;
        let lock = files::create_private(&path.join(LOCK))?;
        // Without locks nothing is swept, which is the safe side.
        let _ = lock.try_lock();
        Ok(Self { path, _lock: lock })
    }

    /// The database that is made in it.
    pub fn database(&self) -> PathBuf {
        self.path.join("restored.db")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.path) {
            tracing::error!(%error, path = %self.path.display(), "a restored copy was not removed");
        }
    }
}

/// Removes folders whose program is gone.
fn sweep(within: &Path) {
    let Ok(entries) = fs::read_dir(within) else {
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        if !entry.file_name().to_string_lossy().starts_with(PREFIX) {
            continue;
        }
        let unused =
            fs::File::open(entry.path().join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok());
        if unused && fs::remove_dir_all(entry.path()).is_ok() {
            tracing::warn!("a restored copy of a broken-off backup was removed");
        }
    }
}
