//! What the demo says when it is ready.

use super::document::Document;
use crate::{columns::padded, say};
use std::path::Path;
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
    let login = document
        .accounts
        .first()
        .map_or("LOGIN", |account| account.login.as_str());
    say::out(format!(
        "\n  ワンタイムコード   tasuki code {login} --data-dir {data_dir}\n  探してみる人       {} {}  {}\n  止める             Ctrl+C\n",
        document.sample.family_kana, document.sample.given_kana, document.sample.birth_date
    ));
}
