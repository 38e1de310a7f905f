//! What a restore lost, in words for the operator.

use tasuki_domain::{restoration::Restoration, time::rfc3339_in_japan};

/// The sentence of one restore.
pub fn of(restoration: &Restoration) -> String {
    let taken_at = rfc3339_in_japan(restoration.taken_at);
    let entries = restoration.entries;
    let restored_at = rfc3339_in_japan(restoration.restored_at);
    let (japanese, english) = match (restoration.later, restoration.lost()) {
        (Some(later), Some(0)) => {
            let until = rfc3339_in_japan(later.at);
            (
                format!("{until} までの閲覧記録は、すべてあります。"),
                format!("every look until {until} is in it"),
            )
        }
        (Some(later), Some(lost)) => {
            let until = rfc3339_in_japan(later.at);
            let known = later.entries;
            (
                format!(
                    "{until} には{known}件あったことがわかっています。{lost}件の閲覧がこのデータベースにありません。"
                ),
                format!("until {until} there were {known}: {lost} looks are not in this database"),
            )
        }
        _ => (
            "そのあとの閲覧がいくつ失われたかは、わかっていません。".to_owned(),
            "how many looks after it are lost is not known".to_owned(),
        ),
    };
    format!(
        "{restored_at} に、{taken_at} のバックアップ（閲覧記録{entries}件）から復元しました。{japanese}バックアップのあとの登録、同意とその撤回も失われています。\n  restored from the backup of {taken_at}, which has {entries} entries; {english}; registrations, consents and withdrawals after it are lost too"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use tasuki_domain::restoration::Later;

    #[test]
    fn it_says_how_many_looks_are_lost_or_that_nobody_knows() {
        let at = |text: &str| text.parse().unwrap();
        let mut restoration = Restoration {
            restored_at: at("2026-11-22T00:00:00Z"),
            backup: uuid::Uuid::nil().into(),
            taken_at: at("2026-11-20T18:00:00Z"),
            entries: 120,
            later: Some(Later {
                entries: 131,
                at: at("2026-11-21T15:00:00Z"),
            }),
        };
        let text = of(&restoration);
        for part in [
            "2026-11-21T03:00:00+09:00",
            "120件",
            "2026-11-22T00:00:00+09:00 には131件",
            "11件の閲覧",
            "11 looks",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        restoration.later = None;
        assert!(of(&restoration).contains("わかっていません"));
    }
}
