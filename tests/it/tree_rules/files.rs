//! The files of the tree, and how a rule is shown to work before it is asked about them.

use std::fs;
use std::io;
use std::path::Path;

/// One text file, its path counted from the root with forward slashes.
#[derive(Debug, Clone)]
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    pub fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }
}

/// Reads every text file that belongs to the project; what `.gitignore` names and build folders are left out.
fn tree() -> io::Result<Vec<File>> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let mut files = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let path = format!("{folder}{}", entry.file_name().to_string_lossy());
            let kind = entry.file_type()?;
            if kind.is_dir() {
                let ignored = matches!(path.as_str(), ".git" | "target" | "var")
                    || path.ends_with("node_modules")
                    || entry.path().join("CACHEDIR.TAG").exists();
                if !ignored {
                    folders.push(format!("{path}/"));
                }
            } else if kind.is_file()
                && let Ok(text) = String::from_utf8(fs::read(entry.path())?)
            {
                files.push(File { path, text });
            }
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

/// Believes a rule about the tree only after it has refused `planted` files and let `innocent` ones pass.
pub fn holds(
    rule: fn(&[File]) -> Vec<String>,
    planted: &[(&str, &str)],
    innocent: &[(&str, &str)],
) -> io::Result<()> {
    let file = |&(path, text): &(&str, &str)| File::new(path, text);
    for plant in planted {
        assert!(!rule(&[file(plant)]).is_empty(), "passed: {}", plant.0);
    }
    let innocent: Vec<File> = innocent.iter().map(file).collect();
    if !innocent.is_empty() {
        assert_eq!(rule(&innocent), Vec::<String>::new());
    }
    let files = tree()?;
    assert!(
        files
            .iter()
            .any(|file| file.path == "tests/it/tree_rules/files.rs")
    );
    let found = rule(&files);
    assert!(found.is_empty(), "{found:#?}");
    Ok(())
}
