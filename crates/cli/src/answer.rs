//! The answers of use-cases as errors of the command line.

use anyhow::anyhow;
use tasuki_app::{Answer, Refusal, StoreError};

/// What the store answered.
pub fn stored<T>(result: Result<T, StoreError>) -> anyhow::Result<T> {
    result.map_err(|failure| anyhow!("データベース: {} / {failure}", japanese(&failure)))
}

/// What a use-case answered; a refusal is an error too.
pub fn done<T>(answer: Answer<T>) -> anyhow::Result<T> {
    stored(answer)?.map_err(|refusal| match refusal {
        Refusal::Invalid { field, invalid } => {
            anyhow!("{field}: {}。{}", invalid.problem, invalid.expected)
        }
        Refusal::NotFound => anyhow!(
            "このアカウントの機関が受け持つ自治体ではないか、見つかりません / not found, or not served by the account's institution"
        ),
        Refusal::Forbidden => {
            anyhow!("このアカウントの職種ではできません / the account's role may not do this")
        }
        other => anyhow!("できませんでした / refused: {}", other.code()),
    })
}

/// What the store answered, in Japanese.
pub fn japanese(failure: &StoreError) -> &'static str {
    match failure {
        StoreError::Unavailable(_) => "つながらないか、書き込めません",
        StoreError::Busy => "混み合っています",
        StoreError::Conflict { .. } => "すでにあるものと重なっています",
        StoreError::SchemaNewer(_) => "このプログラムより新しい版のデータベースです",
        StoreError::SchemaOlder => "古い版です。tasuki migrate を実行してください",
        StoreError::KeysOlder => "検索の鍵が古い版です。tasuki reindex を実行してください",
        StoreError::KeysNewer => "このプログラムより新しい版の検索の鍵があります",
        StoreError::MissingDatabase => "データベースがありません。tasuki init を実行してください",
        StoreError::Language => {
            "PostgreSQLの返事が英語ではありません。管理者が ALTER DATABASE … SET lc_messages = 'C' を実行してください"
        }
        StoreError::NotDurable(_) => {
            "停電で記録を失う設定です。SQLiteなら tasuki migrate を、PostgreSQLなら fsync・full_page_writes・synchronous_commit を直してください"
        }
        StoreError::AlreadyExists => "データベースはすでにあります",
        StoreError::Corrupt(_) => "保存されている内容を読めません",
        StoreError::Address(_) => "データベースの場所の書き方が違います",
        _ => "データベースの誤りです",
    }
}
