//! Files that others must not read, and files that appear whole or not at all.

use anyhow::Context as _;
use std::{fs, io::Write as _, path::Path};

/// Makes a folder that only its owner can enter.
pub fn private_folder(path: &Path) -> anyhow::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(path)
        .with_context(|| format!("フォルダーを作れません / cannot make {}", path.display()))?;
    // An empty folder may have been there before.
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o700))
        .with_context(|| format!("権限を変えられません / cannot protect {}", path.display()))?;
    Ok(())
}

/// Writes a new file that only its owner can read; it never replaces one.
pub fn new_private_file(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let write = || -> std::io::Result<()> {
        let mut file = create_private(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().with_context(|| format!("書けません / cannot write {}", path.display()))
}

/// Opens a new file for writing that only its owner can read; it never replaces one.
pub fn create_private(path: &Path) -> std::io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes the names in a folder durable.
pub fn sync_folder(path: &Path) -> std::io::Result<()> {
    fs::File::open(path)?.sync_all()
}

/// Puts a private file in place in one step: a reader sees the old one or the whole new one.
pub fn replace_private_file(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let beside = path.with_extension("new");
    match fs::remove_file(&beside) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    new_private_file(&beside, bytes)?;
    fs::rename(&beside, path)
        .with_context(|| format!("書けません / cannot write {}", path.display()))
}

/// Whether users other than the owner and its group can read a file, or others can write it.
#[cfg(unix)]
pub fn is_exposed(path: &Path) -> std::io::Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    // A group may read: that is how a service account is given a key.
    Ok(fs::metadata(path)?.permissions().mode() & 0o027 != 0)
}

/// Whether users other than the owner can read a file; only Unix can say.
#[cfg(not(unix))]
pub fn is_exposed(path: &Path) -> std::io::Result<bool> {
    fs::metadata(path).map(|_| false)
}
