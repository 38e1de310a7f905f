//! `tasuki backup keygen`: the city's pair of keys.

use crate::{files::new_private_file, say};
use age::{secrecy::ExposeSecret as _, x25519::Identity};
use std::path::PathBuf;

/// Where the secret goes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 秘密鍵を書く新しいファイル
    #[arg(long)]
    identity: PathBuf,
}

/// Writes the secret to a new file and the public key to the standard output.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let key = Identity::generate();
    let public = key.to_public();
    let text = format!("# {public}\n{}\n", key.to_string().expose_secret());
    new_private_file(&args.identity, text.as_bytes())?;
    say::out(public.to_string());
    say::err(format!(
        "秘密鍵を {} に書きました。これがないと復元できず、これがあればだれでも読めます。このサーバーから別の場所（金庫の媒体など）へ移し、二か所に保管してください。\nThe secret key is in that file: without it nothing can be restored, with it everything can be read. Move it off this machine.",
        args.identity.display()
    ));
    Ok(())
}
