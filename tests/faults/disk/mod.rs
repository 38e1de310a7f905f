//! A disk under the unmodified program: it fails when told to, and forgets what was not synced when
//! the power goes. See `disk.c`.

mod journal;

use crate::{chance::Chance, installation::Installation, serving::Serving};
pub use journal::Loss;
use journal::{Images, after};
use std::{
    fs,
    os::unix::fs::FileExt as _,
    path::{Path, PathBuf},
    process::Command,
};

/// What can be wrong with a disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is full.
    Full,
    /// Writes fail.
    Writes,
    /// Syncs fail, and what was to be synced is dropped.
    Syncs,
    /// Syncs of the database itself fail, those of its log do not.
    Backfill,
    /// Syncs do nothing and say that they did.
    Lies,
    /// The server is killed instead of writing.
    Kill,
}

impl Fault {
    const fn code(self) -> u32 {
        (match self {
            Self::Full => b'N',
            Self::Writes => b'W',
            Self::Syncs => b'S',
            Self::Backfill => b'B',
            Self::Lies => b'L',
            Self::Kill => b'K',
        }) as u32
    }
}

/// The disk below one installation's database.
pub struct Disk {
    file: PathBuf,
    layer: PathBuf,
    journal: PathBuf,
    control: PathBuf,
    /// What was on it when the server was started.
    before: Images,
}

impl Disk {
    /// Puts one under an installation on SQLite.
    pub fn below(installation: &Installation) -> Self {
        let folder = installation.data();
        let layer = folder.join("disk.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("faults/disk/disk.c");
        let told = Command::new("cc")
            .args([
                "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o",
            ])
            .args([&layer, &source])
            .args(["-ldl", "-lpthread"])
            .output()
            .expect("a C compiler, which the build needs anyway");
        assert!(
            told.status.success(),
            "{}",
            String::from_utf8_lossy(&told.stderr)
        );
        Self {
            file: folder.join("tasuki.db"),
            layer,
            journal: folder.join("journal"),
            control: folder.join("control"),
            before: Images::default(),
        }
    }

    /// Starts the server on it.
    pub fn serves(&mut self, installation: &Installation) -> Serving {
        fs::write(&self.control, [0; 16]).unwrap();
        fs::write(&self.journal, "").unwrap();
        self.before = Images::of(&self.file);
        let path = |path: &Path| path.to_str().unwrap().to_owned();
        installation.serves_with(&[
            ("LD_PRELOAD", path(&self.layer)),
            ("TASUKI_DISK_FILE", path(&self.file)),
            ("TASUKI_DISK_JOURNAL", path(&self.journal)),
            ("TASUKI_DISK_CONTROL", path(&self.control)),
        ])
    }

    fn orders(&self, fault: u32, patience: u32) {
        let file = fs::OpenOptions::new()
            .write(true)
            .open(&self.control)
            .unwrap();
        // The patience first: a fault begins when its own number is there.
        file.write_at(&patience.to_ne_bytes(), 4).unwrap();
        file.write_at(&fault.to_ne_bytes(), 0).unwrap();
    }

    /// Fails from now on, after so many more operations of that kind went well.
    pub fn breaks(&self, fault: Fault, patience: u32) {
        self.orders(fault.code(), patience);
    }

    /// Works again.
    pub fn is_mended(&self) {
        self.orders(0, 0);
    }

    /// How many operations failed since the server was started.
    pub fn failures(&self) -> u32 {
        self.count(8)
    }

    /// How often the database itself was synced since the server was started.
    pub fn kept(&self) -> u32 {
        self.count(12)
    }

    /// How many pages of the database's log are in its file.
    pub fn log_pages(&self) -> u64 {
        let log = self.file.with_extension("db-wal");
        fs::metadata(log).map_or(0, |log| log.len() / 4096)
    }

    fn count(&self, at: usize) -> u32 {
        let control = fs::read(&self.control).unwrap();
        u32::from_ne_bytes(control[at..at + 4].try_into().unwrap())
    }

    /// Cuts the power under a server that was killed: what was not synced is gone, whole or in
    /// part. Answers how many unsynced changes there were.
    pub fn loses_power(&self, loss: Loss, chance: &mut Chance) -> usize {
        let journal = fs::read(&self.journal).unwrap();
        let (images, unsynced) = after(&self.before, &journal, loss, chance);
        images.write(&self.file);
        unsynced
    }
}
