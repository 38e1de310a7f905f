//! Takes one backup: write, seal, read back, restore, examine; only then does it count.

use super::{Plan, archive, cipher, generations, scratch::Scratch};
use crate::{
    answer::stored,
    edge::SystemEdge,
    files,
    restore::reason,
    witness::{Manifest, Paper},
};
use age::x25519::Identity;
use anyhow::{Context as _, bail};
use sha2::{Digest as _, Sha256};
use std::{
    fs,
    io::{self, BufReader, BufWriter, Read, Write},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use tasuki_http::Edge as _;
use tasuki_store::{BackupLabel, DatabaseUrl, Options, RestoreRecord, Store, restore};

/// Breaks a backup off from another thread.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// The backup ends with an error at its next byte.
    pub fn now(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    fn check(&self) -> io::Result<()> {
        if self.asked() {
            // Not `Interrupted`, after which writers try again.
            return Err(io::Error::other("broken off"));
        }
        Ok(())
    }
}

/// Counts and hashes what passes, until it is broken off.
pub struct Watched<'c, T> {
    inner: T,
    bytes: u64,
    hash: Sha256,
    cancel: &'c Cancel,
}

impl<'c, T> Watched<'c, T> {
    pub fn new(inner: T, cancel: &'c Cancel) -> Self {
        Self {
            inner,
            bytes: 0,
            hash: Sha256::new(),
            cancel,
        }
    }

    /// How many bytes passed, and their SHA-256.
    pub fn seen(self) -> (u64, String) {
        let hash = data_encoding::HEXLOWER.encode(&self.hash.finalize());
        (self.bytes, hash)
    }

    fn saw(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        self.hash.update(bytes);
    }
}

impl<T: Read> Read for Watched<'_, T> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.cancel.check()?;
        let count = self.inner.read(buffer)?;
        self.saw(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}

impl<T: Write> Write for Watched<'_, T> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.cancel.check()?;
        let count = self.inner.write(buffer)?;
        self.saw(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// A backup that counts.
#[derive(Debug)]
pub struct Taken {
    pub path: PathBuf,
    pub paper: Paper,
    pub archived: Option<PathBuf>,
    pub pruned: Vec<PathBuf>,
}

/// Hears of the stage and the rows so far.
pub type Progress<'p> = &'p mut dyn FnMut(&'static str, u64);

/// The lock of a folder of backups: one backup at a time.
pub fn lock_file(folder: &Path) -> io::Result<fs::File> {
    fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(folder.join(".tasuki-backup.lock"))
}

/// Takes a backup. What fails leaves none, and removes no older one.
pub fn take(
    url: &DatabaseUrl,
    plan: &Plan,
    cancel: &Cancel,
    progress: Progress<'_>,
) -> anyhow::Result<Taken> {
    let lock = lock_file(&plan.to)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(fs::TryLockError::WouldBlock) => {
            bail!("ほかのバックアップが動いています / another backup is running")
        }
        // Some network folders have no locks; names hold fresh identifiers, so nothing is mixed up.
        Err(fs::TryLockError::Error(error)) => tracing::warn!(%error, "the folder has no locks"),
    }
    let edge = SystemEdge;
    let label = BackupLabel {
        id: edge.identifier(),
        taken_at: edge.now(),
    };
    let stamp = label.taken_at.strftime("%Y%m%dT%H%M%SZ");
    let name = format!("tasuki-{stamp}-{}.age", label.id);
    let path = plan.to.join(&name);
    let part = Part(plan.to.join(format!("{name}.part")));
    // In memory only: whoever restarts the program cannot open the file any more.
    let passing = Identity::generate();

    let contents = write(url, &part.0, plan, label, &passing, cancel, progress)?;
    files::sync_folder(&plan.to)?;
    let (bytes, sha256, findings) = {
        let scratch = Scratch::make(&plan.scratch, label.id)?;
        let copy = DatabaseUrl::Sqlite(scratch.database());
        let (bytes, sha256, restored) = read_back(&part.0, &copy, passing, cancel, progress)?;
        if restored.contents != contents {
            bail!("読み戻した内容が違います / what was read back differs");
        }
        (bytes, sha256, restored.findings.len())
    };
    let manifest = Manifest {
        id: contents.id,
        taken_at: contents.taken_at,
        program: contents.program,
        rows: contents.rows,
        accesses: contents.accesses,
        file: name,
        bytes,
        sha256,
        verified: findings == 0,
    };
    let paper = Paper::Backup(manifest.clone());
    let text = paper.text()?;
    part.becomes(&path)?;
    files::new_private_file(&path.with_extension("json"), text.as_bytes())?;
    files::sync_folder(&plan.to)?;
    let archived = plan
        .archive
        .as_deref()
        .map(|archive| archive::copy(&path, &manifest, &text, archive, cancel))
        .transpose()?;
    if findings > 0 {
        bail!(
            "バックアップは書きましたが、データベースに{findings}件の異常があります。古い世代は消していません。tasuki doctor で調べてください / written, but the database has {findings} findings; no older backup was removed"
        );
    }
    let pruned = generations::prune(&plan.to, plan.keep, &manifest)
        .context("古い世代を消せません / cannot remove older backups")?;
    Ok(Taken {
        path,
        paper,
        archived,
        pruned,
    })
}

fn write(
    url: &DatabaseUrl,
    path: &Path,
    plan: &Plan,
    label: BackupLabel,
    passing: &Identity,
    cancel: &Cancel,
    progress: Progress<'_>,
) -> anyhow::Result<tasuki_store::BackupContents> {
    let options = Options {
        readers: 1,
        connections: 1,
        ..Options::default()
    };
    let store = stored(Store::open(url, options))?;
    let what = || format!("書けません / cannot write {}", path.display());
    let file = files::create_private(path).with_context(what)?;
    let mut recipients = plan.recipients.clone();
    recipients.push(passing.to_public());
    let output = Watched::new(BufWriter::new(file), cancel);
    let mut sealed = cipher::seal(&recipients, output).with_context(what)?;
    let contents = match store.back_up(label, &mut sealed, &mut |rows| {
        progress("書いています", rows);
    }) {
        Ok(contents) => contents,
        Err(tasuki_store::BackupError::Store(failure)) => return stored(Err(failure)),
        Err(failure) => return Err(failure).with_context(what),
    };
    let buffered = sealed.finish().with_context(what)?.inner;
    let file = buffered
        .into_inner()
        .map_err(io::IntoInnerError::into_error)
        .with_context(what)?;
    file.sync_all().with_context(what)?;
    Ok(contents)
}

/// Opens the file as it is on the disk and restores it where nobody else looks.
fn read_back(
    path: &Path,
    copy: &DatabaseUrl,
    key: Identity,
    cancel: &Cancel,
    progress: Progress<'_>,
) -> anyhow::Result<(u64, String, tasuki_store::Restored)> {
    let what = "読み戻せません / cannot be read back";
    let mut file = Watched::new(fs::File::open(path)?, cancel);
    let restored = {
        let opened = cipher::open(&[key], BufReader::new(&mut file)).context(what)?;
        let edge = SystemEdge;
        let record = RestoreRecord {
            id: edge.identifier(),
            restored_at: edge.now(),
            evidence: &[],
            accept_findings: true,
        };
        restore(copy, &mut BufReader::new(opened), &record, &mut |rows| {
            progress("読み戻して確かめています", rows);
        })
        .map_err(|failure| anyhow::anyhow!("{what}: {}", reason(&failure)))?
    };
    let (bytes, sha256) = file.seen();
    Ok((bytes, sha256, restored))
}

/// A file that is no backup yet; gone when it is dropped.
struct Part(PathBuf);

impl Part {
    /// The name holds a fresh identifier, so nothing is replaced.
    fn becomes(self, path: &Path) -> io::Result<()> {
        fs::rename(&self.0, path)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // After the renaming there is none.
        let _ = fs::remove_file(&self.0);
    }
}
