//! Who is inside a SQLite file, in this process and in others, so that its log is written back only
//! while nobody is.
//!
//! SQLite writes the log back into the file (a checkpoint) as far as no reader still needs an older
//! page. When it stops before the log's end it does not sync the file, but goes on from there next
//! time. If a sync fails later, the system drops what was not synced, and those first pages are never
//! written again: the file is damaged by the next power cut. So whoever reads or writes stands inside
//! this gate, and a checkpoint runs behind it, alone, over the whole log or not at all.
//!
//! Whoever opens the file with another program and leaves a transaction open there stands outside. A
//! checkpoint beside them ends before their snapshot, is told in the log of the service, and is made
//! whole by the next one after they are gone.

use crate::StoreError;
use std::{
    fs::{File, OpenOptions, TryLockError},
    io::ErrorKind,
    path::Path,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// How long another process's checkpoint is waited for between two looks.
const LOOK_AGAIN: Duration = Duration::from_millis(2);

/// The way into one SQLite file.
pub(crate) struct Gate {
    inside: Mutex<Inside>,
    bell: Condvar,
    /// Locked as shared while anybody of this process is inside, and alone while it is closed.
    /// A file of its own: closing any handle of the database's would give up SQLite's own locks.
    file: File,
}

#[derive(Default)]
struct Inside {
    count: usize,
    closed: bool,
}

/// Somebody inside; going out of scope, they leave.
pub(crate) struct Pass(Arc<Gate>);

/// Nobody is inside; going out of scope, it opens the gate.
pub(crate) struct Closed(Arc<Gate>);

impl Gate {
    /// The gate of an existing database file. All who open that file, under whatever name, find the
    /// same one beside it.
    pub(crate) fn of(database: &Path) -> Result<Arc<Self>, StoreError> {
        let database = database.canonicalize()?;
        let mut path = database.as_os_str().to_owned();
        path.push("-gate");
        let path = Path::new(&path);
        let mut file = OpenOptions::new();
        file.read(true).write(true);
        let file = match file.clone().create_new(true).open(path) {
            Ok(new) => {
                as_the_database(&new, &database)?;
                new
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => file.open(path)?,
            Err(error) => return Err(error.into()),
        };
        Ok(Arc::new(Self {
            inside: Mutex::default(),
            bell: Condvar::new(),
            file,
        }))
    }

    /// Goes in, as soon as the gate is open; [`StoreError::Busy`] when it stays closed for so long.
    pub(crate) fn enter(self: &Arc<Self>, patience: Duration) -> Result<Pass, StoreError> {
        let mut looks = patience.as_micros() / LOOK_AGAIN.as_micros();
        let mut inside = self.inside();
        loop {
            inside = self.waits(inside, patience, |inside| inside.closed);
            if inside.closed {
                return Err(StoreError::Busy);
            }
            if inside.count > 0 {
                break;
            }
            match self.file.try_lock_shared() {
                Ok(()) => break,
                Err(TryLockError::Error(error)) => return Err(error.into()),
                Err(TryLockError::WouldBlock) if looks == 0 => return Err(StoreError::Busy),
                // Another process has closed it.
                Err(TryLockError::WouldBlock) => {
                    looks -= 1;
                    inside = self.waits(inside, LOOK_AGAIN, |inside| inside.count == 0);
                }
            }
        }
        inside.count += 1;
        Ok(Pass(Arc::clone(self)))
    }

    /// Closes the gate once everybody of this process has left it, which is waited for as long as
    /// said; whoever comes meanwhile waits outside. None when somebody stays, or when somebody of
    /// another process is inside.
    pub(crate) fn close(self: &Arc<Self>, patience: Duration) -> Option<Closed> {
        let mut inside = self.inside();
        if inside.closed {
            return None;
        }
        inside.closed = true;
        inside = self.waits(inside, patience, |inside| inside.count > 0);
        if inside.count == 0 && self.file.try_lock().is_ok() {
            return Some(Closed(Arc::clone(self)));
        }
        inside.closed = false;
        self.bell.notify_all();
        None
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        // Nothing here panics while holding it.
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits while that holds, for so long at most.
    fn waits<'g>(
        &self,
        inside: MutexGuard<'g, Inside>,
        patience: Duration,
        mut holds: impl FnMut(&Inside) -> bool,
    ) -> MutexGuard<'g, Inside> {
        self.bell
            .wait_timeout_while(inside, patience, |inside| holds(inside))
            .unwrap_or_else(PoisonError::into_inner)
            .0
    }

    fn unlock(&self) {
        // It was locked by this handle. If that fails, checkpoints wait, and nothing is lost.
        if let Err(error) = self.file.unlock() {
            tracing::error!(%error, "the gate of the database stays locked");
        }
    }
}

/// Whoever may open the database may open its gate, though an administrator made it.
fn as_the_database(file: &File, database: &Path) -> Result<(), StoreError> {
    let meta = std::fs::metadata(database)?;
    file.set_permissions(meta.permissions())?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        if let Err(error) = fchown(file, Some(meta.uid()), Some(meta.gid())) {
            // Only an administrator can give a file away.
            tracing::debug!(%error, "the gate of the database keeps its owner");
        }
    }
    Ok(())
}

impl Drop for Pass {
    fn drop(&mut self) {
        let mut inside = self.0.inside();
        inside.count -= 1;
        if inside.count == 0 {
            self.0.unlock();
            self.0.bell.notify_all();
        }
    }
}

impl Drop for Closed {
    fn drop(&mut self) {
        let mut inside = self.0.inside();
        inside.closed = false;
        self.0.unlock();
        self.0.bell.notify_all();
    }
}
