//! What a restore from a backup lost, in a sentence.

use crate::pages::day::moment;
use tasuki_domain::restoration::Restoration;

/// For those who review looks.
pub(crate) fn for_officers(of: &Restoration) -> String {
    let lost = match (of.later, of.lost()) {
        (Some(later), Some(0)) => {
            format!("{} までの閲覧記録は、すべてあります。", moment(later.at))
        }
        (Some(later), Some(lost)) => format!(
            "{} には{}件あった閲覧記録のうち、{lost}件がここにありません。",
            moment(later.at),
            later.entries
        ),
        _ => "そのあとの閲覧がいくつ失われたかは、わかっていません。".to_owned(),
    };
    format!(
        "{} に、{} のバックアップから復元しました。{lost}バックアップのあとの登録、同意とその撤回も失われています。",
        moment(of.restored_at),
        moment(of.taken_at)
    )
}

/// For the person whose record it is.
pub(crate) fn for_oneself(of: &Restoration) -> String {
    format!(
        "{} から {} までに見た人は、記録が失われていて、ここに出ていないことがあります。",
        moment(of.taken_at),
        moment(of.restored_at)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use tasuki_domain::restoration::Later;

    #[test]
    fn it_says_what_is_known_and_no_more() {
        let at = |text: &str| text.parse().unwrap();
        let later = |entries| {
            Some(Later {
                entries,
                at: at("2026-11-20T08:40:00+09:00"),
            })
        };
        let restoration = |later| Restoration {
            restored_at: at("2026-11-20T09:00:00+09:00"),
            backup: uuid::Uuid::nil().into(),
            taken_at: at("2026-11-20T03:00:00+09:00"),
            entries: 120,
            later,
        };
        for (later, part) in [
            (None, "わかっていません"),
            (
                later(131),
                "R8.11.20 08:40 には131件あった閲覧記録のうち、11件がここにありません",
            ),
            (
                later(120),
                "R8.11.20 08:40 までの閲覧記録は、すべてあります",
            ),
        ] {
            let text = for_officers(&restoration(later));
            assert!(text.contains(part), "{text}");
            assert!(
                text.contains("R8.11.20 09:00 に、R8.11.20 03:00 のバックアップから"),
                "{text}"
            );
        }
        assert!(
            for_oneself(&restoration(None)).contains("R8.11.20 03:00 から R8.11.20 09:00 まで")
        );
    }
}
