//! The demo's folder: what belongs in it, and in which state it is.

use super::document::Document;
use crate::{
    exit::Exit,
    files::{new_private_file, private_folder, replace_private_file},
};
use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Marks a folder as a demo's; it is written first.
pub const MARK: &str = "tasuki-demo.json";
const DOCUMENT: &str = "demo.json";
/// The document of the run before, kept from the start of the server until the new one is written.
const EARLIER: &str = "demo.earlier.json";
const DATABASE: &str = "tasuki.db";

/// With what a city was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// How many residents.
    pub residents: usize,
    /// From which seed.
    pub seed: u64,
}

/// A demo's folder.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
}

/// What was found in it.
#[derive(Debug)]
pub enum Found {
    /// A city that was finished, and its document.
    City(Made, Box<Document>),
    /// Nothing, or a city whose making was broken off.
    Nothing,
}

impl Folder {
    /// Opens or makes the folder; one that holds something else is left alone.
    pub fn open(path: &Path) -> anyhow::Result<(Self, Found)> {
        let names = match fs::read_dir(path) {
            Ok(entries) => entries
                .map(|entry| entry.map(|entry| entry.file_name()))
                .collect::<Result<Vec<_>, _>>()?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => {
                return Err(error).with_context(|| {
                    format!("フォルダーを読めません / cannot read {}", path.display())
                });
            }
        };
        let is_marked = names.iter().any(|name| name == MARK);
        if !names.is_empty() && !is_marked {
            return Err(Exit::unusable(format!(
                "{} にはデモでないものが入っています。空のフォルダーを --data-dir に指定してください / the folder holds something else; name an empty one with --data-dir",
                path.display()
            ))
            .into());
        }
        private_folder(path)?;
        let path = fs::canonicalize(path)?;
        let folder = Self { path };
        if !is_marked {
            return Ok((folder, Found::Nothing));
        }
        let made: Made = serde_json::from_slice(&fs::read(folder.path(MARK))?)
            .with_context(|| format!("{MARK} を読めません / cannot be read"))?;
        let found = match folder.document()? {
            Some(document) => Found::City(made, Box::new(document)),
            None => Found::Nothing,
        };
        Ok((folder, found))
    }

    /// The path of a file in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// The database's address.
    pub fn database(&self) -> tasuki_store::DatabaseUrl {
        tasuki_store::DatabaseUrl::Sqlite(self.path(DATABASE))
    }

    /// The document of this run or the one before.
    pub fn document(&self) -> anyhow::Result<Option<Document>> {
        for name in [DOCUMENT, EARLIER] {
            match fs::read(self.path(name)) {
                Ok(bytes) => return Document::read(&bytes).map(Some),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(None)
    }

    /// Makes room for a new city: marks the folder and removes what a broken-off run left. Only
    /// what a demo writes is removed.
    pub fn begin(&self, made: Made) -> anyhow::Result<()> {
        replace_private_file(&self.path(MARK), &serde_json::to_vec(&made)?)?;
        let database = [DATABASE, "tasuki.db-wal", "tasuki.db-shm", "tasuki.db-gate"];
        let own = [DOCUMENT, EARLIER].into_iter().chain(database);
        for name in own.chain(super::certificate::FILES).chain(super::KEY_FILES) {
            match fs::remove_file(self.path(name)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(error.into());
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Writes a file of the demo that only its owner can read.
    pub fn write(&self, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
        new_private_file(&self.path(name), bytes)
    }

    /// Takes demo.json away while the server does not listen: whoever sees the file may connect.
    pub fn withhold_document(&self) -> anyhow::Result<()> {
        match fs::rename(self.path(DOCUMENT), self.path(EARLIER)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Puts demo.json in place.
    pub fn publish(&self, document: &Document) -> anyhow::Result<PathBuf> {
        let path = self.path(DOCUMENT);
        replace_private_file(&path, &document.bytes()?)?;
        match fs::remove_file(self.path(EARLIER)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::document::example, *};

    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("tasuki-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&path);
            Self(path)
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    const MADE: Made = Made {
        residents: 20,
        seed: 1,
    };

    #[test]
    fn a_folder_with_something_else_is_left_alone() {
        let scratch = Scratch::new("else");
        fs::create_dir_all(&scratch.0).unwrap();
        fs::write(scratch.0.join("letter.txt"), "dear").unwrap();
        let error = Folder::open(&scratch.0).unwrap_err();
        assert!(error.downcast_ref::<Exit>().is_some());
        assert_eq!(fs::read_dir(&scratch.0).unwrap().count(), 1);
    }

    #[test]
    fn a_city_is_found_again_and_a_broken_off_one_is_not() {
        let scratch = Scratch::new("again");
        let (folder, found) = Folder::open(&scratch.0).unwrap();
        assert!(matches!(found, Found::Nothing));
        folder.begin(MADE).unwrap();
        folder.write(DATABASE, b"half").unwrap();
        let (folder, found) = Folder::open(&scratch.0).unwrap();
        assert!(matches!(found, Found::Nothing), "broken off");
        folder.begin(MADE).unwrap();
        assert!(!folder.path(DATABASE).exists());
        folder.publish(&example()).unwrap();
        for _ in 0..2 {
            // Broken off between start and listening, the passwords are still there.
            let (folder, found) = Folder::open(&scratch.0).unwrap();
            assert!(
                matches!(found, Found::City(made, document) if made == MADE && *document == example())
            );
            folder.withhold_document().unwrap();
            assert!(!folder.path(DOCUMENT).exists());
        }
        folder.publish(&example()).unwrap();
        assert!(folder.path(DOCUMENT).exists() && !folder.path(EARLIER).exists());
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let scratch = Scratch::new("private");
        let (folder, _) = Folder::open(&scratch.0).unwrap();
        folder.begin(MADE).unwrap();
        folder.publish(&example()).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&scratch.0), 0o700);
        assert_eq!(mode(&folder.path(DOCUMENT)), 0o600);
        assert_eq!(mode(&folder.path(MARK)), 0o600);
    }
}
