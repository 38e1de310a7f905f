//! `tasuki restore`: a new database from a backup, or nothing.

use crate::{
    answer::{japanese, stored},
    backup::cipher::{self, Closed},
    edge::SystemEdge,
    exit::Exit,
    notice, say,
    witness::{Paper, papers},
};
use anyhow::Context as _;
use std::{
    fs,
    io::{BufReader, ErrorKind},
    path::{Path, PathBuf},
};
use tasuki_http::Edge as _;
use tasuki_store::{DatabaseUrl, Evidence, RestoreError, RestoreRecord, StoreError, restore};

/// From what, into what.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "あるデータベースには上書きしません。途中で失敗したら何も残しません。\n復元したことと、そのあとに失われた閲覧の数は、データベースに記録され、閲覧の記録のページに表示されます。\nバックアップのあとに撤回された同意は、有効なまま戻ります。動かすまえに、撤回の書面を確かめてください。"
)]
pub struct Args {
    /// バックアップ（tasuki-….age）
    file: PathBuf,
    /// 秘密鍵のファイル（tasuki backup keygen がつくったもの）
    #[arg(long)]
    identity: PathBuf,
    /// 新しいデータベース（sqlite:ファイル、または空の postgres://…）。パスワードを含むものは環境変数で渡す
    #[arg(long, env = "TASUKI_DATABASE", hide_env_values = true)]
    database: String,
    /// 失われた閲覧の証拠（サーバーの witness.json、新しいバックアップの .json、またはそのフォルダー）。バックアップの隣は書かなくても見る
    #[arg(long)]
    evidence: Vec<PathBuf>,
    /// doctor の異常があっても復元する。ほかにバックアップがないときだけ
    #[arg(long)]
    accept_findings: bool,
}

/// Restores, or says in one sentence why not.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let url: DatabaseUrl = stored(args.database.parse())?;
    let secret = fs::read_to_string(&args.identity).with_context(|| {
        let path = args.identity.display();
        format!("秘密鍵を読めません / cannot read {path}")
    })?;
    let keys = cipher::identities(&secret)?;
    let evidence = evidence(args)?;
    let refused = |why: String| Exit::unusable(format!("復元していません / not restored: {why}"));
    if is_shorter_than_its_manifest(&args.file) {
        return Err(refused(Closed::CutOff.to_string()).into());
    }
    let file = fs::File::open(&args.file)
        .with_context(|| format!("読めません / cannot read {}", args.file.display()))?;
    let opened =
        cipher::open(&keys, BufReader::new(file)).map_err(|closed| refused(closed.to_string()))?;
    let edge = SystemEdge;
    let record = RestoreRecord {
        id: edge.identifier(),
        restored_at: edge.now(),
        evidence: &evidence,
        accept_findings: args.accept_findings,
    };
    let bar = say::counter("復元しています");
    let restored = restore(&url, &mut BufReader::new(opened), &record, &mut |rows| {
        bar.set_position(rows);
    });
    bar.finish_and_clear();
    let restored = restored.map_err(|failure| {
        if let RestoreError::Unsound(findings) = &failure {
            for finding in findings {
                say::err(finding.to_string());
            }
        }
        refused(reason(&failure))
    })?;
    for finding in &restored.findings {
        say::err(finding.to_string());
    }
    say::out(format!(
        "復元しました / restored\n登録者      {}\n閲覧記録    {}\n{}",
        restored.contents.rows.get("residents").unwrap_or(&0),
        restored.contents.accesses.entries,
        notice::of(&restored.restoration)
    ));
    Ok(())
}

/// Why a backup was not restored, in both languages.
pub fn reason(failure: &RestoreError) -> String {
    match failure {
        RestoreError::Input(error) => match error.kind() {
            ErrorKind::UnexpectedEof => Closed::CutOff.to_string(),
            ErrorKind::InvalidData => {
                "ファイルが壊れているか、途中で切れています / the file is damaged or cut off".to_owned()
            }
            kind => Closed::Unreadable(kind).to_string(),
        },
        RestoreError::NotABackup => "Tasukiのバックアップではありません / no backup of Tasuki".to_owned(),
        RestoreError::Newer(what) => format!(
            "新しい版のTasukiが書いたものです。その版で復元してください / written by a newer version ({what})"
        ),
        RestoreError::Older(version) => format!(
            "版 {version} のTasukiが書いたものです。その版で復元し、それから tasuki migrate を実行してください / {failure}"
        ),
        RestoreError::CutOff => Closed::CutOff.to_string(),
        RestoreError::Damaged(_) | RestoreError::Checksum => {
            format!("中身が書いたときと違います / the content differs: {failure}")
        }
        RestoreError::Rows(_) => format!("行の数が違います / {failure}"),
        RestoreError::Leftover => {
            "前のデータベースのファイル（-wal、-shm、-journal）が残っています。別の場所に移してください / files of an earlier database (-wal, -shm, -journal) are in the way".to_owned()
        }
        RestoreError::Unsound(findings) => format!(
            "復元したデータベースに{}件の異常があります。別の世代を試すか、--accept-findings を付けてください / {failure}",
            findings.len()
        ),
        RestoreError::Store(StoreError::AlreadyExists) => {
            "データベースはすでにあります。上書きしません / the database exists already and is not overwritten".to_owned()
        }
        RestoreError::Store(StoreError::MissingDatabase) => {
            "復元先の場所がありません。フォルダーか、空のPostgreSQLデータベースを先につくってください / the place for the new database is not there".to_owned()
        }
        RestoreError::Store(StoreError::Conflict { .. }) => {
            format!("中身が矛盾しています / the content contradicts itself: {failure}")
        }
        RestoreError::Store(failure) => format!("データベース: {} / {failure}", japanese(failure)),
        _ => failure.to_string(),
    }
}

/// Whether the manifest beside the file knows of more bytes than there are.
fn is_shorter_than_its_manifest(file: &Path) -> bool {
    match (
        fs::metadata(file),
        Paper::read(&file.with_extension("json")),
    ) {
        (Ok(there), Some(Paper::Backup(manifest))) => there.len() < manifest.bytes,
        _ => false,
    }
}

/// What lies beside the backup, and what was named.
fn evidence(args: &Args) -> anyhow::Result<Vec<Evidence>> {
    let beside = match args.file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut found = papers(beside).unwrap_or_default();
    for path in &args.evidence {
        let unusable = || {
            Exit::unusable(format!(
                "証拠として読めません / no evidence: {}",
                path.display()
            ))
        };
        if path.is_dir() {
            found.extend(papers(path)?);
        } else {
            found.push((path.clone(), Paper::read(path).ok_or_else(unusable)?));
        }
    }
    Ok(found.iter().map(|(_, paper)| paper.evidence()).collect())
}
