//! The `tasuki` program: it composes the parts and serves.
//!
//! Clock, entropy, environment, files and `anyhow` live here and nowhere below.

mod answer;
mod backup;
mod columns;
mod config;
mod console;
mod demo;
mod doctor;
mod edge;
mod environment;
mod exit;
mod files;
mod init;
mod keys;
mod logging;
mod migrate;
mod notice;
mod reindex;
mod restore;
mod say;
mod serve;
mod serving;
mod sweeping;
mod witness;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// 襷 Tasuki: 本人が同意した情報を、救急の現場へ手渡します。
#[derive(Debug, Parser)]
#[command(name = "tasuki", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 架空の街のデモを動かす
    Demo(demo::Args),
    /// デモのアカウントの、いまのワンタイムコードを出す
    Code(demo::code::Args),
    /// 設定ファイルから動かす
    Serve(serve::Args),
    /// 鍵とデータベースをつくる
    Init(init::Args),
    /// データベースをこの版にする
    Migrate(migrate::Args),
    /// 検索の鍵をこの版にする（動かしたままでよい）
    Reindex(reindex::Args),
    /// データベースを調べる
    Doctor(doctor::Args),
    /// 暗号化したバックアップを取り、読み戻して確かめる
    Backup(Box<backup::Args>),
    /// バックアップから新しいデータベースをつくる
    Restore(restore::Args),
    /// APIの記述（OpenAPI）を出す
    Openapi,
    /// ファイルを取り込む
    #[command(subcommand)]
    Import(Import),
    /// アカウント
    #[command(subcommand)]
    Account(Account),
    /// 機関
    #[command(subcommand)]
    Organization(Organization),
}

#[derive(Debug, Subcommand)]
enum Import {
    /// 名簿のCSV
    Roster(Box<console::roster::Args>),
}

#[derive(Debug, Subcommand)]
enum Account {
    /// つくる
    Create(Box<console::account::Create>),
    /// 閉じる（退職や異動のとき）。使っているその場で使えなくなる
    Close(console::account_close::Args),
}

#[derive(Debug, Subcommand)]
enum Organization {
    /// つくる
    Create(Box<console::organization::Create>),
}

fn main() -> ExitCode {
    match run(&Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::err(format!("{error:#}"));
            exit::code_of(&error)
        }
    }
}

fn run(command: &Command) -> anyhow::Result<()> {
    match command {
        Command::Demo(args) => demo::run(args),
        Command::Code(args) => demo::code::run(args),
        Command::Serve(args) => serve::run(args),
        Command::Init(args) => init::run(args),
        Command::Migrate(args) => migrate::run(args),
        Command::Reindex(args) => reindex::run(args),
        Command::Doctor(args) => doctor::run(args),
        Command::Backup(args) => backup::run(args),
        Command::Restore(args) => restore::run(args),
        Command::Openapi => {
            say::raw(&tasuki_http::openapi_json());
            Ok(())
        }
        Command::Import(Import::Roster(args)) => console::roster::run(args),
        Command::Account(Account::Create(args)) => console::account::create(args),
        Command::Account(Account::Close(args)) => console::account_close::run(args),
        Command::Organization(Organization::Create(args)) => console::organization::create(args),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_commands_are_well_formed() {
        Cli::command().debug_assert();
    }
}
