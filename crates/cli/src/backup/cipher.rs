//! Sealing and opening, in the format of age-encryption.org: any implementation of it opens a
//! backup with the city's key.

use crate::exit::Exit;
use age::{
    DecryptError, Decryptor, Encryptor,
    stream::{StreamReader, StreamWriter},
    x25519::{Identity, Recipient},
};
use std::{
    fmt,
    io::{BufRead, Write},
};

/// Reads a public key.
pub fn recipient(text: &str) -> anyhow::Result<Recipient> {
    if text.starts_with("AGE-SECRET-KEY-") {
        return Err(Exit::unusable(
            "これは秘密鍵です。公開鍵（age1…）を書いてください / this is a secret key; name the public one",
        )
        .into());
    }
    text.parse().map_err(|_| {
        Exit::unusable(format!("公開鍵ではありません / not a public key: {text}")).into()
    })
}

/// Reads secret keys, one a line; lines that begin with # are none. The error never repeats them.
pub fn identities(text: &str) -> anyhow::Result<Vec<Identity>> {
    let lines = text.lines().map(str::trim);
    let keys: Result<Vec<Identity>, _> = lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::parse)
        .collect();
    match keys {
        Ok(keys) if !keys.is_empty() => Ok(keys),
        _ => Err(Exit::unusable(
            "秘密鍵（AGE-SECRET-KEY-1…）のファイルではありません / this is no file of a secret key",
        )
        .into()),
    }
}

/// Seals what is written for several holders of keys. It must be finished.
pub fn seal<W: Write>(recipients: &[Recipient], output: W) -> std::io::Result<StreamWriter<W>> {
    let recipients = recipients.iter().map(|one| one as &dyn age::Recipient);
    Encryptor::with_recipients(recipients)
        .map_err(std::io::Error::other)?
        .wrap_output(output)
}

/// Why a file was not opened.
#[derive(Debug, PartialEq, Eq)]
pub enum Closed {
    /// None of the keys is one that it was sealed for.
    WrongKey,
    /// It is no sealed file, or one whose beginning is damaged.
    NotSealed,
    /// It is of a format that came later.
    Newer,
    /// It ends too early.
    CutOff,
    /// It cannot be read.
    Unreadable(std::io::ErrorKind),
}

impl fmt::Display for Closed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::WrongKey => {
                "この鍵では開けません。別の公開鍵にあてたバックアップです / sealed for another key"
            }
            Self::NotSealed => {
                "Tasukiのバックアップではないか、先頭が壊れています / no backup, or its beginning is damaged"
            }
            Self::Newer => {
                "このプログラムの知らない新しい形式です / sealed in a newer format"
            }
            Self::CutOff => "途中で切れています / the file is cut off",
            Self::Unreadable(kind) => return write!(f, "読めません / cannot be read: {kind}"),
        })
    }
}

impl std::error::Error for Closed {}

/// Opens a sealed file.
pub fn open<R: BufRead>(keys: &[Identity], input: R) -> Result<StreamReader<R>, Closed> {
    let keys = keys.iter().map(|key| key as &dyn age::Identity);
    Decryptor::new_buffered(input)
        .and_then(|sealed| sealed.decrypt(keys))
        .map_err(|error| match error {
            DecryptError::NoMatchingKeys | DecryptError::KeyDecryptionFailed => Closed::WrongKey,
            DecryptError::UnknownFormat => Closed::Newer,
            DecryptError::Io(error) => match error.kind() {
                std::io::ErrorKind::UnexpectedEof => Closed::CutOff,
                std::io::ErrorKind::InvalidData => Closed::NotSealed,
                kind => Closed::Unreadable(kind),
            },
            _ => Closed::NotSealed,
        })
}
