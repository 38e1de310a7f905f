//! Papers about the record of looks that lie outside of the database: the manifest of each backup,
//! and the witness that a running server keeps. They hold counts and times, nothing about anyone,
//! and tell after a restore how many looks it lost.

use crate::{answer::stored, edge::SystemEdge, files};
use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    thread::JoinHandle,
    time::Duration,
};
use tasuki_app::Tasuki;
use tasuki_domain::time::Instant;
use tasuki_http::Edge as _;
use tasuki_store::{AccessExtent, Evidence};
use uuid::Uuid;

/// A paper, as a file of JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum Paper {
    /// Beside a backup.
    #[serde(rename = "tasuki-backup")]
    Backup(Manifest),
    /// Of a running server.
    #[serde(rename = "tasuki-witness")]
    Witness(Witness),
}

/// What a backup holds and how its file is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub id: Uuid,
    pub taken_at: Instant,
    pub program: String,
    /// Rows by table.
    pub rows: BTreeMap<String, u64>,
    pub accesses: AccessExtent,
    pub file: String,
    pub bytes: u64,
    pub sha256: String,
    /// Whether the file was read back, restored, and found without a fault.
    pub verified: bool,
}

/// How far the record of looks reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witness {
    pub at: Instant,
    pub accesses: AccessExtent,
}

impl Paper {
    /// Reads a paper; none when the file is something else.
    pub fn read(path: &Path) -> Option<Self> {
        serde_json::from_slice(&std::fs::read(path).ok()?).ok()
    }

    /// Its text.
    pub fn text(&self) -> anyhow::Result<String> {
        Ok(format!("{}\n", serde_json::to_string_pretty(self)?))
    }

    /// What it proves.
    pub fn evidence(&self) -> Evidence {
        match self {
            Self::Backup(manifest) => Evidence {
                at: manifest.taken_at,
                extent: manifest.accesses,
            },
            Self::Witness(witness) => Evidence {
                at: witness.at,
                extent: witness.accesses,
            },
        }
    }
}

/// The papers in a folder, in no order.
pub fn papers(folder: &Path) -> std::io::Result<Vec<(PathBuf, Paper)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "json")
            && let Some(paper) = Paper::read(&path)
        {
            found.push((path, paper));
        }
    }
    Ok(found)
}

/// Puts the witness's word in place of its last one. If the last one knew of more, the database has
/// been put back to an earlier state: that word is kept under another name, and its path answered.
pub fn testify(path: &Path, now: Witness) -> anyhow::Result<Option<PathBuf>> {
    let contradicted = match Paper::read(path) {
        Some(Paper::Witness(last)) if last.accesses.entries > now.accesses.entries => {
            let kept = path.with_extension(format!("{}.json", last.at.strftime("%Y%m%dT%H%M%SZ")));
            if !kept.exists() {
                std::fs::copy(path, &kept)?;
            }
            Some(kept)
        }
        _ => None,
    };
    files::replace_private_file(path, Paper::Witness(now).text()?.as_bytes())?;
    Ok(contradicted)
}

/// Between two words of the witness.
const EVERY: Duration = Duration::from_secs(60);

/// The witness of a running server: it writes at the start, once a minute while there are new
/// looks, and at the end.
pub struct Standing {
    stop: mpsc::Sender<()>,
    thread: JoinHandle<()>,
}

impl Standing {
    /// Starts it; its first word must be possible.
    pub fn start(tasuki: Arc<Tasuki>, path: PathBuf) -> anyhow::Result<Self> {
        let mut last = say(&tasuki, &path, None).with_context(|| {
            format!(
                "閲覧記録の控え（[witness] file）を書けません / the witness cannot write {}",
                path.display()
            )
        })?;
        let (stop, stopped) = mpsc::channel();
        let thread = std::thread::Builder::new()
            .name("witness".to_owned())
            .spawn(move || {
                loop {
                    let ended = !matches!(
                        stopped.recv_timeout(EVERY),
                        Err(mpsc::RecvTimeoutError::Timeout)
                    );
                    match say(&tasuki, &path, Some(last)) {
                        Ok(now) => last = now,
                        Err(error) => tracing::error!(
                            error = format!("{error:#}"),
                            "閲覧記録の控えを書けません / the witness cannot write"
                        ),
                    }
                    if ended {
                        return;
                    }
                }
            })?;
        Ok(Self { stop, thread })
    }

    /// Writes the last word.
    pub fn stop(self) {
        // A thread that has ended hears nothing, and needs not.
        let _ = self.stop.send(());
        if self.thread.join().is_err() {
            tracing::error!("the witness panicked");
        }
    }
}

/// Writes how far the record reaches now, unless that is what was written last.
fn say(tasuki: &Tasuki, path: &Path, last: Option<AccessExtent>) -> anyhow::Result<AccessExtent> {
    let accesses = stored(tasuki.access_extent())?;
    if last == Some(accesses) {
        return Ok(accesses);
    }
    let at = SystemEdge.now();
    if let Some(kept) = testify(path, Witness { at, accesses })? {
        tracing::error!(
            kept = %kept.display(),
            entries = accesses.entries,
            "閲覧記録が控えより少なくなっています。データベースが前の時点に戻されました / THE RECORD OF LOOKS IS SHORTER THAN THE WITNESS REMEMBERS"
        );
    }
    Ok(accesses)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn witness(at: &str, entries: u64) -> Witness {
        Witness {
            at: at.parse().unwrap(),
            accesses: AccessExtent {
                entries,
                first: None,
                last_index: None,
                last_at: None,
            },
        }
    }

    #[test]
    fn a_word_that_knew_of_more_is_kept() {
        let folder = std::env::temp_dir().join(format!("tasuki-witness-{}", std::process::id()));
        files::private_folder(&folder).unwrap();
        let path = folder.join("witness.json");
        let first = witness("2026-11-21T03:00:00Z", 9);
        assert_eq!(testify(&path, first.clone()).unwrap(), None);
        assert_eq!(
            testify(&path, witness("2026-11-21T03:01:00Z", 10)).unwrap(),
            None
        );
        let kept = testify(&path, witness("2026-11-21T04:00:00Z", 7))
            .unwrap()
            .unwrap();
        let mut known: Vec<u64> = papers(&folder)
            .unwrap()
            .iter()
            .map(|(_, paper)| paper.evidence().extent.entries)
            .collect();
        known.sort_unstable();
        assert_eq!(known, [7, 10]);
        assert_eq!(Paper::read(&kept).unwrap().evidence().extent.entries, 10);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
