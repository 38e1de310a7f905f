//! Where backups go, for whom, how many stay; and what makes that unusable.

use super::cipher;
use crate::exit::Exit;
use age::x25519::Recipient;
use anyhow::Context as _;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The guideline on medical information systems asks for three generations at least.
const FEWEST: usize = 3;
/// A week, if nobody says.
const USUAL: usize = 7;

/// `[backup]` of the settings, as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    to: Option<PathBuf>,
    archive: Option<PathBuf>,
    #[serde(default)]
    recipients: Vec<String>,
    recipients_file: Option<PathBuf>,
    at: Option<String>,
    keep: Option<usize>,
    scratch: Option<PathBuf>,
}

/// What a backup needs, checked.
#[derive(Debug, Clone)]
pub struct Plan {
    pub to: PathBuf,
    pub archive: Option<PathBuf>,
    pub recipients: Vec<Recipient>,
    pub keep: usize,
    /// Where a backup is restored to be looked at.
    pub scratch: PathBuf,
    /// The time of day in Japan.
    pub at: jiff::civil::Time,
}

impl Section {
    /// Paths in a settings file are relative to it.
    pub fn relative_to(&mut self, folder: &Path) {
        let paths = [
            &mut self.to,
            &mut self.archive,
            &mut self.recipients_file,
            &mut self.scratch,
        ];
        for path in paths.into_iter().flatten() {
            *path = folder.join(&*path);
        }
    }

    /// What the environment says wins over the file.
    pub fn told_by_environment(&mut self, environment: &dyn Fn(&str) -> Option<String>) {
        let path = |to: &mut Option<PathBuf>, name| {
            if let Some(text) = environment(name) {
                *to = Some(text.into());
            }
        };
        path(&mut self.to, "TASUKI_BACKUP_TO");
        path(&mut self.archive, "TASUKI_BACKUP_ARCHIVE");
        path(&mut self.recipients_file, "TASUKI_BACKUP_RECIPIENTS_FILE");
        path(&mut self.scratch, "TASUKI_BACKUP_SCRATCH");
        if let Some(text) = environment("TASUKI_BACKUP_RECIPIENTS") {
            self.recipients = text.split(',').map(|one| one.trim().to_owned()).collect();
        }
        if let Some(text) = environment("TASUKI_BACKUP_AT") {
            self.at = Some(text);
        }
        if let Some(text) = environment("TASUKI_BACKUP_KEEP") {
            // What is no number is as wrong as too few.
            self.keep = Some(text.parse().unwrap_or(0));
        }
    }

    /// What the command line says wins over both.
    pub fn overridden(&mut self, args: &super::Args) {
        let path = |to: &mut Option<PathBuf>, from: &Option<PathBuf>| {
            if from.is_some() {
                to.clone_from(from);
            }
        };
        path(&mut self.to, &args.to);
        path(&mut self.archive, &args.archive);
        path(&mut self.scratch, &args.scratch);
        if args.recipients_file.is_some() || !args.recipients.is_empty() {
            self.recipients_file.clone_from(&args.recipients_file);
            self.recipients.clone_from(&args.recipients);
        }
        self.keep = args.keep.or(self.keep);
    }

    /// The folder of the backups, if one is named.
    pub fn to(&self) -> Option<&Path> {
        self.to.as_deref()
    }
}

fn unusable(text: impl Into<String>) -> anyhow::Error {
    Exit::unusable(text).into()
}

impl Plan {
    /// Refuses what would leave the city without a backup it can use.
    pub fn checked(section: &Section) -> anyhow::Result<Self> {
        let keep = section.keep.unwrap_or(USUAL);
        if keep < FEWEST {
            return Err(unusable(format!(
                "残す世代の数（keep）は{FEWEST}以上にしてください。医療情報システムの安全管理に関するガイドラインは3世代以上を求めています / keep at least {FEWEST} generations"
            )));
        }
        let recipients = recipients(section)?;
        let Some(to) = section.to.clone() else {
            return Err(unusable(
                "バックアップを置くフォルダー（to）がありません / no folder for backups is named",
            ));
        };
        writable(&to)?;
        if let Some(archive) = &section.archive {
            if !archive.is_dir() {
                return Err(unusable(format!(
                    "写しの置き場所がありません / there is no such folder: {}",
                    archive.display()
                )));
            }
            if archive.canonicalize()? == to.canonicalize()? {
                return Err(unusable(
                    "写しの置き場所（archive）は、バックアップのフォルダー（to）とは別にしてください / the archive must be another folder",
                ));
            }
        }
        let at = section.at.as_deref().unwrap_or("03:00");
        let at = jiff::civil::Time::strptime("%H:%M", at).map_err(|_| {
            unusable("取る時刻（at）は \"03:00\" のように書いてください / a time of day is written as \"03:00\"")
        })?;
        Ok(Self {
            to,
            archive: section.archive.clone(),
            recipients,
            keep,
            scratch: section.scratch.clone().unwrap_or_else(std::env::temp_dir),
            at,
        })
    }
}

fn recipients(section: &Section) -> anyhow::Result<Vec<Recipient>> {
    let mut texts = section.recipients.clone();
    if let Some(path) = &section.recipients_file {
        let file = std::fs::read_to_string(path)
            .with_context(|| format!("公開鍵を読めません / cannot read {}", path.display()))?;
        let lines = file.lines().map(str::trim);
        texts.extend(
            lines
                .filter(|line| !line.is_empty() && !line.starts_with('#'))
                .map(str::to_owned),
        );
    }
    if texts.is_empty() {
        return Err(unusable(
            "復元できる人の公開鍵（recipients、age1…）がありません。tasuki backup keygen でつくれます / no recipient is named",
        ));
    }
    texts.iter().map(|text| cipher::recipient(text)).collect()
}

/// A file can be made in the folder: the lock, which is needed anyway.
fn writable(folder: &Path) -> anyhow::Result<()> {
    super::take::lock_file(folder).map(drop).map_err(|error| {
        unusable(format!(
            "バックアップのフォルダーに書けません / cannot write into {}: {error}",
            folder.display()
        ))
    })
}
