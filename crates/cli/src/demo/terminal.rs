//! What the demo says when it is ready.

use super::document::Document;
use crate::{columns::padded, say};
use std::path::{Path, PathBuf};
use tasuki_domain::role::Role;

/// Says what to open and how to get in.
pub fn welcome(document: &Document, path: &Path, data_dir: &Path) {
    let data_dir = data_dir.display();
    say::out(format!(
        "\nうみかぜ市のデモが動いています（人も機関もすべて架空です）\n\n  開く          {}\n  認証局        {}\n  すべての情報  {}\n",
        document.base_url,
        document.ca_certificate,
        path.display()
    ));
    say::out(format!(
        "  {}{}パスワード",
        padded("職種", 18),
        padded("ログイン名", 16)
    ));
    for account in &document.accounts {
        let role = Role::from_code(&account.role).map_or("", Role::japanese);
        say::out(format!(
            "  {}{}{}",
            padded(role, 18),
            padded(&account.login, 16),
            account.password
        ));
    }
    let program = program();
    let login = document
        .accounts
        .first()
        .map_or("LOGIN", |account| account.login.as_str());
    say::out(format!(
        "\n  ワンタイムコード   {program} code {login} --data-dir {data_dir}\n  探してみる人       {} {}  {}\n  止める             Ctrl+C\n",
        document.sample.family_kana, document.sample.given_kana, document.sample.birth_date
    ));
}

/// How this program is called from where the person is: it need not be on their PATH.
fn program() -> String {
    match (std::env::current_exe(), std::env::current_dir()) {
        (Ok(program), Ok(here)) => called(&program, &here),
        (Ok(program), Err(_)) => quoted(program),
        (Err(_), _) => "tasuki".to_owned(),
    }
}

fn called(program: &Path, here: &Path) -> String {
    quoted(program.strip_prefix(here).map_or_else(
        |_| program.to_owned(),
        // A bare name would be looked for on the PATH.
        |below| Path::new(".").join(below),
    ))
}

fn quoted(program: PathBuf) -> String {
    let text = program.display().to_string();
    if text.contains(char::is_whitespace) {
        format!("\"{text}\"")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_named_so_that_a_shell_finds_it() {
        for (program, here, expected) in [
            (
                "/src/tasuki/target/release/tasuki",
                "/src/tasuki",
                "./target/release/tasuki",
            ),
            ("/src/tasuki", "/src", "./tasuki"),
            ("/usr/bin/tasuki", "/src", "/usr/bin/tasuki"),
            ("/my files/tasuki", "/src", "\"/my files/tasuki\""),
        ] {
            assert_eq!(called(Path::new(program), Path::new(here)), expected);
        }
    }
}
