//! `tasuki code`: the one-time code of a demo account now.

use super::{DATA_DIR, Folder, document::Document};
use crate::{edge::SystemEdge, exit::Exit, say};
use std::path::PathBuf;
use tasuki_auth::totp;
use tasuki_domain::time::Instant;
use tasuki_http::Edge as _;

/// Whose.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// デモのアカウントのログイン名
    login: String,
    /// デモのフォルダー
    #[arg(long, default_value = DATA_DIR)]
    data_dir: PathBuf,
}

/// Prints the code.
pub fn run(args: &Args) -> anyhow::Result<()> {
    if !args.data_dir.join(super::MARK).exists() {
        return Err(Exit::unusable(format!(
            "{} にデモがありません / there is no demo",
            args.data_dir.display()
        ))
        .into());
    }
    let (folder, _) = Folder::open(&args.data_dir)?;
    let code = folder
        .document()?
        .and_then(|document| code_of(&document, &args.login, SystemEdge.now()));
    match code {
        Some(code) => say::out(code),
        None => {
            return Err(Exit::unusable(
                "そのログイン名のアカウントはデモにありません / the demo has no such account",
            )
            .into());
        }
    }
    Ok(())
}

fn code_of(document: &Document, login: &str, now: Instant) -> Option<String> {
    let account = document
        .accounts
        .iter()
        .find(|account| account.login == login)?;
    let secret = data_encoding::BASE32_NOPAD
        .decode(account.totp_secret.as_bytes())
        .ok()?;
    let secret = totp::Secret::from_bytes(secret.try_into().ok()?);
    Some(totp::code(&secret, now))
}

#[cfg(test)]
mod tests {
    use super::{super::document::example, *};

    #[test]
    fn the_code_is_that_of_the_published_secret() {
        // RFC 6238, appendix B: at 59 seconds the eight digits are 94287082.
        let now = Instant::from_second(59).unwrap();
        assert_eq!(code_of(&example(), "crew", now).as_deref(), Some("287082"));
        assert_eq!(code_of(&example(), "nobody", now), None);
    }
}
