//! Lines that the register does not take, in words.

use super::plan::{LineVerdict, Undecided};
use crate::Refusal;

/// A good line of the file that is not taken, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The physical line in the file.
    pub line: usize,
    /// The stable name of the reason.
    pub code: &'static str,
    /// What is wrong, in Japanese.
    pub problem: String,
    /// What would be right, in Japanese.
    pub expected: String,
}

impl Rejected {
    fn new(line: usize, code: &'static str, problem: &str, expected: &str) -> Self {
        Self {
            line,
            code,
            problem: problem.to_owned(),
            expected: expected.to_owned(),
        }
    }

    /// A line that waits for a person; none for one that is taken.
    pub(super) fn by_verdict(line: usize, verdict: LineVerdict) -> Option<Self> {
        Some(match verdict {
            LineVerdict::New | LineVerdict::Changed | LineVerdict::Same => return None,
            LineVerdict::PossibleDuplicate => Self::new(
                line,
                "possible_duplicate",
                "同じフリガナと生年月日の方が別の登録番号で登録されています",
                "同じ方なら登録番号を直し、別の方なら登録されている方の行もこの名簿に入れてください",
            ),
            LineVerdict::Undecided(Undecided::LiftsProtection) => Self::new(
                line,
                "lifts_protection",
                "住所の非開示（支援措置）を解く行です",
                "保護は名簿では解けません。住所非開示の欄を空にしてください（保護は続きます）",
            ),
            LineVerdict::Undecided(Undecided::WidensConsent) => Self::new(
                line,
                "widens_consent",
                "同じ日の同意より広い範囲です",
                "新しい申出書を受け、その署名日を入れてください",
            ),
        })
    }

    /// A line whose own evidence was refused.
    pub(super) fn by_refusal(line: usize, refusal: &Refusal) -> Self {
        match refusal {
            Refusal::Invalid { invalid, .. } => {
                Self::new(line, invalid.code, &invalid.problem, &invalid.expected)
            }
            other => Self::new(
                line,
                other.code(),
                "取り込めませんでした",
                "同じ名簿をもう一度確認し、続くときは管理者に知らせてください",
            ),
        }
    }
}
