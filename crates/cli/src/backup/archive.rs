//! A second copy where files can be added and nothing else: made new, read back, never touched
//! again. What breaks off stays there too; it has no manifest beside it.

use super::take::{Cancel, Watched};
use crate::{files, witness::Manifest};
use anyhow::{Context as _, bail};
use std::{
    fs,
    io::{self, BufReader},
    path::{Path, PathBuf},
};

/// Copies a backup and its manifest, and answers where the copy is.
pub fn copy(
    backup: &Path,
    manifest: &Manifest,
    text: &str,
    archive: &Path,
    cancel: &Cancel,
) -> anyhow::Result<PathBuf> {
    let path = archive.join(&manifest.file);
    let what = || format!("写しを置けません / cannot archive {}", path.display());
    let mut copy = files::create_private(&path).with_context(what)?;
    let mut original = Watched::new(fs::File::open(backup)?, cancel);
    io::copy(&mut original, &mut copy).with_context(what)?;
    copy.sync_all().with_context(what)?;
    drop(copy);
    let mut read = Watched::new(BufReader::new(fs::File::open(&path)?), cancel);
    io::copy(&mut read, &mut io::sink()).with_context(what)?;
    let (bytes, sha256) = read.seen();
    if (bytes, sha256.as_str()) != (manifest.bytes, manifest.sha256.as_str()) {
        bail!(
            "写しが元のファイルと違います / the copy differs: {}",
            path.display()
        );
    }
    files::new_private_file(&path.with_extension("json"), text.as_bytes())?;
    files::sync_folder(archive).with_context(what)?;
    Ok(path)
}
