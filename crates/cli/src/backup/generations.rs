//! The backups that are there, and which of them may go.

use crate::witness::{Manifest, Paper, papers};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tasuki_domain::time::Instant;

/// The verified backups in a folder, newest first. One without its manifest is none.
fn verified(folder: &Path) -> std::io::Result<Vec<Manifest>> {
    let mut found: Vec<Manifest> = papers(folder)?
        .into_iter()
        .filter_map(|(_, paper)| match paper {
            Paper::Backup(manifest) if manifest.verified => Some(manifest),
            _ => None,
        })
        // A manifest names its own neighbor, never a path.
        .filter(|manifest| Path::new(&manifest.file).file_name() == Some(manifest.file.as_ref()))
        .filter(|manifest| folder.join(&manifest.file).is_file())
        .collect();
    found.sort_by_key(|manifest| std::cmp::Reverse((manifest.taken_at, manifest.id)));
    Ok(found)
}

/// When the newest verified backup was taken.
pub fn newest(folder: &Path) -> Option<Instant> {
    verified(folder)
        .ok()?
        .first()
        .map(|manifest| manifest.taken_at)
}

/// Removes generations older than the newest `keep` of the same installation, and answers which.
pub fn prune(folder: &Path, keep: usize, like: &Manifest) -> std::io::Result<Vec<PathBuf>> {
    let mut removed = Vec::new();
    let of_the_same = verified(folder)?
        .into_iter()
        .filter(|manifest| manifest.accesses.first == like.accesses.first);
    for manifest in of_the_same.skip(keep) {
        let path = folder.join(&manifest.file);
        // The manifest goes last: what it stands beside is gone then.
        fs::remove_file(&path)?;
        fs::remove_file(path.with_extension("json"))?;
        removed.push(path);
    }
    Ok(removed)
}
