//! Files with a JSON value on each line.

use anyhow::Context as _;
use serde::{Serialize, de::DeserializeOwned};
use std::{
    fs::File,
    io::{BufRead as _, BufReader, BufWriter, Write as _},
    path::Path,
};

/// The lines of a file with their numbers, empty ones left out.
pub fn numbered(
    path: &Path,
) -> anyhow::Result<impl Iterator<Item = anyhow::Result<(usize, String)>> + use<>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let name = path.display().to_string();
    Ok(BufReader::new(file)
        .lines()
        .enumerate()
        .map(move |(place, line)| {
            let number = place + 1;
            let line = line.with_context(|| format!("{name}, line {number}"))?;
            Ok((number, line))
        })
        .filter(|line| !matches!(line, Ok((_, line)) if line.trim().is_empty())))
}

/// Reads what this program has written.
pub fn read<T: DeserializeOwned>(path: &Path) -> anyhow::Result<Vec<T>> {
    numbered(path)?
        .map(|line| {
            let (number, line) = line?;
            serde_json::from_str(&line)
                .with_context(|| format!("{}, line {number}", path.display()))
        })
        .collect()
}

/// Writes values, a line each.
pub fn write<T: Serialize>(path: &Path, values: impl IntoIterator<Item = T>) -> anyhow::Result<()> {
    let file = File::create(path).with_context(|| path.display().to_string())?;
    let mut file = BufWriter::new(file);
    for value in values {
        serde_json::to_writer(&mut file, &value)?;
        file.write_all(b"\n")?;
    }
    Ok(file.flush()?)
}
