//! `tasuki account close`: shuts out somebody who left.

use super::{Where, read};
use crate::{answer::stored, edge::SystemEdge, exit::Exit, say};
use tasuki_app::accounts;
use tasuki_domain::account::Login;

/// Whose.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    place: Where,
    /// ログイン名
    #[arg(long, value_parser = read::<Login>)]
    login: Login,
}

/// Closes it and says whose it was, for the institution's own file.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let tasuki = args.place.open()?;
    let login = args.login.as_str();
    let closed = stored(accounts::close(
        &tasuki,
        &SystemEdge.occasion(),
        &args.login,
    ))?
    .ok_or_else(|| {
        Exit::unusable("そのログイン名のアカウントはありません / there is no such account")
    })?;
    let account = closed.account;
    say::out(format!(
        "アカウント  {}\nログイン名  {login}\n氏名        {}\n職種        {}\n機関        {}",
        account.id,
        account.name.as_str(),
        account.role.code(),
        account.organization
    ));
    say::out(match closed.at {
        Some(at) => format!(
            "閉じました  {at}\nサインインしていた端末も、次の操作から使えません / closed, and every session of it is over"
        ),
        None => "前に閉じられています / it was closed before".to_owned(),
    });
    Ok(())
}
