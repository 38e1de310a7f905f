//! `tasuki account create`: an account of a real installation.

use super::{Where, read};
use crate::{edge::SystemEdge, exit::Exit, files::is_exposed, say};
use anyhow::{Context as _, bail};
use console::Term;
use std::{
    io::{self, BufRead, BufReader, IsTerminal as _},
    path::PathBuf,
};
use tasuki_app::accounts::{self, NewAccount};
use tasuki_auth::{password::check_strength, totp::Secret};
use tasuki_domain::{
    account::Login,
    id::{OrganizationId, ResidentId},
    role::Role,
    text::Line,
};
use tasuki_http::Edge as _;

/// Longer than any password that is taken.
const MOST_BYTES: u64 = 4_096;

/// Whose.
#[derive(Debug, clap::Args)]
pub struct Create {
    #[command(flatten)]
    place: Where,
    /// 機関の番号（tasuki organization create が出したもの）
    #[arg(long)]
    organization: OrganizationId,
    /// 職種（crew, crew_leader, dispatcher, er_staff, physician, nurse, pharmacist, care_manager, facility_staff, city_officer, privacy_officer, auditor, resident など）
    #[arg(long, value_parser = role)]
    role: Role,
    /// ログイン名
    #[arg(long, value_parser = read::<Login>)]
    login: Login,
    /// 氏名
    #[arg(long, value_parser = read::<Line>)]
    name: Line,
    /// はじめのパスワードを書いたファイル。書かなければ標準入力の1行目を読む
    #[arg(long)]
    password_file: Option<PathBuf>,
    /// 職種が resident のとき、だれの記録か
    #[arg(long)]
    resident: Option<ResidentId>,
}

fn role(text: &str) -> Result<Role, String> {
    Role::from_code(text).ok_or_else(|| {
        let codes: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
        format!("どれかを入れてください: {}", codes.join(", "))
    })
}

/// Makes it and prints the secret of its one-time codes, once.
pub fn create(args: &Create) -> anyhow::Result<()> {
    let tasuki = args.place.open()?;
    let password = password(args)?;
    check_strength(&password, args.login.as_str())
        .map_err(|invalid| Exit::unusable(format!("{}。{}", invalid.problem, invalid.expected)))?;
    let mut totp_secret = [0; 20];
    totp_secret
        .iter_mut()
        .zip(SystemEdge.entropy())
        .for_each(|(to, from)| *to = from);
    let made = accounts::create(
        &tasuki,
        &SystemEdge.occasion(),
        &NewAccount {
            organization: args.organization,
            role: args.role,
            login: args.login.clone(),
            name: args.name.clone(),
            password: &password,
            totp_secret,
            resident: args.resident,
        },
    );
    let id = made.context("アカウントをつくれません（ログイン名はほかで使われていませんか） / the account was not made")?;
    let secret = Secret::from_bytes(totp_secret).to_base32();
    say::out(format!(
        "アカウント            {id}\nワンタイムコードの鍵  {secret}\n認証アプリに登録する  {}\nこの鍵は二度と表示されません。本人に渡したら、この画面を消してください。",
        otpauth(args.login.as_str(), &secret)
    ));
    Ok(())
}

fn password(args: &Create) -> anyhow::Result<String> {
    let typed = match &args.password_file {
        Some(path) => {
            if is_exposed(path)? {
                bail!(
                    "{} をほかの利用者が読めます。chmod 600 で閉じてください / others can read the password",
                    path.display()
                );
            }
            first_line(BufReader::new(std::fs::File::open(path)?))
        }
        None if io::stdin().is_terminal() => {
            say::err(
                "はじめのパスワードを入れて Enter を押してください（画面には出ません） / the first password, not shown:",
            );
            Term::stderr().read_secure_line()
        }
        None => first_line(io::stdin().lock()),
    };
    typed.context("パスワードを読めません / cannot read the password")
}

/// The first line without its end; what comes after it is not waited for.
fn first_line(from: impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    from.take(MOST_BYTES).read_line(&mut line)?;
    let end = line.trim_end_matches(['\r', '\n']).len();
    line.truncate(end);
    Ok(line)
}

/// The address that authenticator apps read, also as a QR code.
fn otpauth(login: &str, secret: &str) -> String {
    // A login has no character that a URI would take for something else.
    format!(
        "otpauth://totp/Tasuki:{login}?secret={secret}&issuer=Tasuki&algorithm=SHA1&digits=6&period=30"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A terminal at which somebody typed one line and waits.
    struct Typed(Option<&'static [u8]>);

    impl io::Read for Typed {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            let line = self.0.take().expect("nothing comes after the line");
            to[..line.len()].copy_from_slice(line);
            Ok(line.len())
        }
    }

    #[test]
    fn the_password_is_the_first_line_without_its_end_and_nothing_after_it_is_waited_for() {
        for text in ["pass word\n", "pass word\r\n", "pass word\nmore"] {
            let typed = BufReader::new(Typed(Some(text.as_bytes())));
            assert_eq!(first_line(typed).unwrap(), "pass word");
        }
        assert_eq!(first_line("pass word".as_bytes()).unwrap(), "pass word");
        assert_eq!(first_line("".as_bytes()).unwrap(), "");
    }

    #[test]
    fn the_address_for_authenticator_apps() {
        assert_eq!(
            otpauth("kyuu.kyuu-1", "ABC"),
            "otpauth://totp/Tasuki:kyuu.kyuu-1?secret=ABC&issuer=Tasuki&algorithm=SHA1&digits=6&period=30"
        );
    }
}
