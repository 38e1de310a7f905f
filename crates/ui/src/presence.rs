//! A value or the words for its absence, and the source and date beside a value.

use tasuki_domain::{
    Recorded,
    birth_date::PartialDate,
    provenance::{Age, Provenance},
    summary::WithheldBecause,
    time::Date,
    wareki,
};

/// What stands in a place of a page: a value, or exactly one of the words for its absence.
#[derive(Debug, Clone, PartialEq)]
pub enum Presence<T> {
    /// The value.
    Known(T),
    /// 「なし（確認済み R8.6.3 佐藤医師）」
    None {
        /// Who confirmed it.
        by: String,
        /// On which day, short.
        on: String,
    },
    /// 「記録されていません」
    NotRecorded,
    /// 「本人の申出により表示できません」 and the other reasons.
    Withheld(String),
    /// 「記録された薬（7種）の中にはありません」: read off other records. Nobody said that there is
    /// none, and it is not that nothing is recorded.
    NotAmong {
        /// The words.
        words: String,
        /// Whose records they were read off, and how old.
        mark: Mark,
    },
    /// 「いま取得できません」
    Unavailable,
}

/// 「記録されていません」
pub const NOT_RECORDED: &str = "記録されていません";
/// 「いま取得できません」
pub const UNAVAILABLE: &str = "いま取得できません";
/// What stands for a category of which the role sees only that it exists.
pub const EXISTS_ONLY: &str = "記録あり（内容はこの職種には表示されません）";

impl<T> Presence<T> {
    /// The value, if there is one.
    pub const fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            _ => None,
        }
    }

    /// The words for the absence; empty when there is a value.
    pub fn words(&self) -> String {
        match self {
            Self::Known(_) => String::new(),
            Self::None { by, on } => format!("なし（確認済み {on} {by}）"),
            Self::NotRecorded => NOT_RECORDED.to_owned(),
            Self::Withheld(reason) => reason.clone(),
            Self::NotAmong { words, .. } => words.clone(),
            Self::Unavailable => UNAVAILABLE.to_owned(),
        }
    }

    /// The source and date of the words for an absence that was read off other records.
    pub const fn read_off(&self) -> Option<&Mark> {
        match self {
            Self::NotAmong { mark, .. } => Some(mark),
            _ => None,
        }
    }

    /// The same absence, or another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Presence<U> {
        self.and_then(|value| Presence::Known(f(value)))
    }

    /// The same absence, or what becomes of the value: another one, or an absence of its own.
    pub fn and_then<U>(self, f: impl FnOnce(T) -> Presence<U>) -> Presence<U> {
        match self {
            Self::Known(value) => f(value),
            Self::None { by, on } => Presence::None { by, on },
            Self::NotRecorded => Presence::NotRecorded,
            Self::Withheld(reason) => Presence::Withheld(reason),
            Self::NotAmong { words, mark } => Presence::NotAmong { words, mark },
            Self::Unavailable => Presence::Unavailable,
        }
    }
}

impl<T> From<Recorded<T>> for Presence<T> {
    fn from(recorded: Recorded<T>) -> Self {
        match recorded {
            Recorded::Known(value) => Self::Known(value),
            Recorded::KnownNone(provenance) => Self::None {
                by: who(&provenance),
                on: wareki::short(provenance.fresh_from()),
            },
            Recorded::NotRecorded => Self::NotRecorded,
        }
    }
}

impl<T> From<WithheldBecause> for Presence<T> {
    fn from(because: WithheldBecause) -> Self {
        Self::Withheld(because.japanese().to_owned())
    }
}

fn who(provenance: &Provenance) -> String {
    provenance.said_by.as_ref().map_or_else(
        || provenance.source.japanese().to_owned(),
        |name| name.as_str().to_owned(),
    )
}

/// Source and date beside a datum, and how old it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// 「お薬手帳QR R8.11.20」
    pub source: String,
    /// How old.
    pub age: Age,
}

impl Mark {
    /// The mark of a fact as read on `today`.
    pub fn of(provenance: &Provenance, today: Date) -> Self {
        let on = provenance
            .confirmed_on
            .map_or_else(|| short(provenance.as_of), wareki::short);
        Self {
            source: format!("{} {on}", provenance.source.japanese()),
            age: provenance.age(today),
        }
    }

    /// A fresh mark of that text.
    pub fn fresh(source: impl Into<String>) -> Self {
        Self {
            source: source.into(),
            age: Age::Fresh,
        }
    }

    /// 「90日以上前」「1年以上前・要確認」; empty when fresh.
    pub const fn age_words(&self) -> &'static str {
        match self.age {
            Age::Fresh => "",
            Age::Over90Days => "90日以上前",
            Age::OverOneYear => "1年以上前・要確認",
        }
    }

    /// Whether it must be asked again before it is relied on.
    pub fn is_stale(&self) -> bool {
        self.age == Age::OverOneYear
    }
}

fn short(date: PartialDate) -> String {
    date.japanese_short()
}

/// One statement on a page with its source and date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Datum {
    /// What it says.
    pub text: String,
    /// What belongs to it: a reaction, a dose, a place.
    pub detail: Option<String>,
    /// What to mind because of it: 「血圧・採血を避ける腕」「処方日数を過ぎています（R8.11.18）」.
    pub caution: Option<String>,
    /// Whose statement and how old.
    pub mark: Mark,
}

impl Datum {
    /// A statement with its mark.
    pub fn new(text: impl Into<String>, mark: Mark) -> Self {
        Self {
            text: text.into(),
            detail: None,
            caution: None,
            mark,
        }
    }

    /// The same with what belongs to it.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// The same with what to mind.
    #[must_use]
    pub fn caution(mut self, caution: impl Into<String>) -> Self {
        self.caution = Some(caution.into());
        self
    }
}

/// The mark that all statements share, so that a zone can say it once; none when they differ.
pub fn shared_mark(data: &[Datum]) -> Option<&Mark> {
    let (first, rest) = data.split_first()?;
    rest.iter()
        .all(|datum| datum.mark == first.mark)
        .then_some(&first.mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_absence_has_words_of_its_own() {
        let words = [
            Presence::<()>::Known(()).words(),
            Presence::<()>::None {
                by: "佐藤医師".into(),
                on: "R8.6.3".into(),
            }
            .words(),
            Presence::<()>::NotRecorded.words(),
            Presence::<()>::from(WithheldBecause::PersonsWish).words(),
            Presence::<()>::NotAmong {
                words: "記録された薬（7種）の中にはありません".into(),
                mark: Mark::fresh("お薬手帳QR R8.11.20"),
            }
            .words(),
            Presence::<()>::Unavailable.words(),
        ];
        assert_eq!(
            words,
            [
                "",
                "なし（確認済み R8.6.3 佐藤医師）",
                "記録されていません",
                "本人の申出により表示できません",
                "記録された薬（7種）の中にはありません",
                "いま取得できません",
            ]
        );
    }

    #[test]
    fn a_mark_is_shared_only_by_all() {
        let mark = Mark::fresh("医師 R8.6.3");
        let other = Mark::fresh("家族 R8.7.1");
        let same = [Datum::new("a", mark.clone()), Datum::new("b", mark.clone())];
        assert_eq!(shared_mark(&same), Some(&mark));
        let mixed = [Datum::new("a", mark), Datum::new("b", other)];
        assert_eq!(shared_mark(&mixed), None);
        assert_eq!(shared_mark(&[]), None);
    }
}
