//! From a journal of writes and syncs to what a power cut leaves of them.

use crate::chance::Chance;
use std::{
    fs, mem,
    path::{Path, PathBuf},
};

/// A disk writes sectors of this size whole or not at all.
const SECTOR: usize = 512;

/// The database and its two logs.
const ENDINGS: [&str; 3] = ["", "-wal", "-journal"];

/// What becomes of what was not synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// None of it is there.
    Everything,
    /// Some sectors of it are there, in no order.
    Something,
}

/// What the files hold; none is a file that does not exist.
#[derive(Debug, Clone, Default)]
pub struct Images([Option<Vec<u8>>; 3]);

impl Images {
    /// The files as they are.
    pub fn of(database: &Path) -> Self {
        Self(ENDINGS.map(|ending| fs::read(beside(database, ending)).ok()))
    }

    /// Makes the files so.
    pub fn write(&self, database: &Path) {
        for (ending, image) in ENDINGS.iter().zip(&self.0) {
            let path = beside(database, ending);
            match image {
                Some(image) => fs::write(path, image).unwrap(),
                None if path.exists() => fs::remove_file(path).unwrap(),
                None => {}
            }
        }
        // It lived in memory.
        let _ = fs::remove_file(beside(database, "-shm"));
    }
}

fn beside(database: &Path, ending: &str) -> PathBuf {
    let mut path = database.as_os_str().to_owned();
    path.push(ending);
    path.into()
}

/// One change of one file.
#[derive(Debug, Clone)]
enum Change {
    Opened,
    Written { offset: usize, content: Vec<u8> },
    Truncated(usize),
    Unlinked,
}

fn apply(image: &mut Option<Vec<u8>>, change: &Change) {
    match change {
        Change::Opened => drop(image.get_or_insert_default()),
        Change::Written { offset, content } => {
            let image = image.get_or_insert_default();
            let end = offset + content.len();
            if image.len() < end {
                image.resize(end, 0);
            }
            image[*offset..end].copy_from_slice(content);
        }
        Change::Truncated(size) => image.get_or_insert_default().resize(*size, 0),
        Change::Unlinked => *image = None,
    }
}

/// Applies a part of a change, as chance will have it.
fn apply_some(image: &mut Option<Vec<u8>>, change: &Change, chance: &mut Chance) {
    let Change::Written { offset, content } = change else {
        if chance.below(2) == 0 {
            apply(image, change);
        }
        return;
    };
    let (mut from, end) = (*offset, offset + content.len());
    while from < end {
        let to = ((from / SECTOR + 1) * SECTOR).min(end);
        if chance.below(2) == 0 {
            let sector = Change::Written {
                offset: from,
                content: content[from - offset..to - offset].to_vec(),
            };
            apply(image, &sector);
        }
        from = to;
    }
}

/// What is on the disk after the power was cut, and how many changes were not synced.
pub fn after(before: &Images, journal: &[u8], loss: Loss, chance: &mut Chance) -> (Images, usize) {
    let mut images = before.clone();
    let mut unsynced: [Vec<Change>; 3] = Default::default();
    let mut rest = journal;
    while let Some((head, tail)) = rest.split_at_checked(16) {
        let number = |range: std::ops::Range<usize>| {
            let mut bytes = [0; 8];
            bytes[..range.len()].copy_from_slice(&head[range]);
            usize::try_from(u64::from_ne_bytes(bytes)).unwrap()
        };
        let (file, length, offset) = (usize::from(head[1]), number(4..8), number(8..16));
        // The last record may be cut short by the kill; its change never began.
        let Some((content, next)) = tail.split_at_checked(length) else {
            break;
        };
        rest = next;
        let change = match head[0] {
            b'o' => Change::Opened,
            b'w' => Change::Written {
                offset,
                content: content.to_vec(),
            },
            b't' => Change::Truncated(offset),
            b'u' => Change::Unlinked,
            b's' => {
                for change in mem::take(&mut unsynced[file]) {
                    apply(&mut images.0[file], &change);
                }
                continue;
            }
            b'f' => {
                unsynced[file].clear();
                continue;
            }
            other => panic!("no such record: {other}"),
        };
        unsynced[file].push(change);
    }
    let count = unsynced
        .iter()
        .flatten()
        .filter(|change| !matches!(change, Change::Opened))
        .count();
    if loss == Loss::Something {
        for (image, changes) in images.0.iter_mut().zip(&unsynced) {
            for change in changes {
                apply_some(image, change, chance);
            }
        }
    }
    (images, count)
}

#[test]
fn a_power_cut_keeps_what_was_synced_and_tears_the_rest() {
    let record = |kind: u8, file: u8, offset: u64, content: &[u8]| {
        let mut bytes = vec![kind, file, 0, 0];
        bytes.extend(u32::try_from(content.len()).unwrap().to_ne_bytes());
        bytes.extend(offset.to_ne_bytes());
        bytes.extend(content);
        bytes
    };
    let before = Images([Some(vec![1; 1024]), None, None]);
    let mut journal = record(b'w', 0, 0, &[2; 512]);
    journal.extend(record(b's', 0, 0, b""));
    journal.extend(record(b'w', 0, 0, &[3; 1024]));
    journal.extend(record(b'w', 1, 0, &[4; 10]));
    journal.extend(&record(b'w', 1, 10, &[5; 10])[..20]);
    let mut chance = Chance::new(1);
    let (images, unsynced) = after(&before, &journal, Loss::Everything, &mut chance);
    assert_eq!(unsynced, 2);
    assert_eq!(images.0[0].as_ref().unwrap()[..512], [2; 512]);
    assert_eq!(images.0[0].as_ref().unwrap()[512..], [1; 512]);
    assert_eq!(images.0[1], None);
    let mut shapes = std::collections::BTreeSet::new();
    for _ in 0..50 {
        let (images, _) = after(&before, &journal, Loss::Something, &mut chance);
        let image = images.0[0].as_ref().unwrap();
        shapes.insert((image[0], image[511], image[512], image[1023]));
    }
    assert_eq!(
        shapes.len(),
        4,
        "sectors are whole, each by itself: {shapes:?}"
    );
    journal.truncate(journal.len() - 20);
    journal.extend(record(b'f', 1, 0, b""));
    journal.extend(record(b's', 1, 0, b""));
    let (images, _) = after(&before, &journal, Loss::Something, &mut chance);
    assert_eq!(images.0[1], None, "what failed to sync is lost for good");
}
