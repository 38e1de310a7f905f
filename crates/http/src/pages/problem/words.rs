//! The sentences of the error pages.

use crate::problem::way_on;
use actix_web::http::StatusCode;
use tasuki_app::{Refusal, lookups::SearchBound};

/// The sentences of one error page.
pub(super) struct Words {
    pub(super) status: StatusCode,
    pub(super) what: String,
    pub(super) kept: &'static str,
    pub(super) now: String,
    /// The main way on; the role's first page when there is none.
    pub(super) way: Option<(&'static str, &'static str)>,
}

const NOTHING_CHANGED: &str = "登録されている内容は変わっていません。";

impl Words {
    /// What a form says that is not the session's own.
    pub(super) fn of_foreign_form() -> Self {
        Self {
            kept: "送った内容は保存されていません。",
            ..Self::new(
                StatusCode::FORBIDDEN,
                "送信を受け取れませんでした",
                "画面を開いてから時間がたったようです。画面を開き直してから、もう一度送ってください。",
            )
        }
    }

    /// What an upload says that waited too long.
    pub(super) fn of_upload_gone() -> Self {
        Self {
            kept: "まだ何も取り込まれていません。",
            way: Some(("/officer/import", "ファイルを選び直す")),
            ..Self::new(
                StatusCode::NOT_FOUND,
                "確認した名簿が見つかりません",
                "確認から1時間たつと名簿は消えます。もう一度ファイルを読み込んでください。",
            )
        }
    }

    fn new(status: StatusCode, what: &str, now: &str) -> Self {
        Self {
            status,
            what: what.to_owned(),
            kept: NOTHING_CHANGED,
            now: now.to_owned(),
            way: None,
        }
    }

    /// What a refusal says.
    pub(super) fn of_refusal(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::SignedOut | Refusal::SignInFailed => Self {
                way: Some(("/sign-in", "サインインする")),
                ..Self::new(
                    StatusCode::UNAUTHORIZED,
                    "サインインが要ります",
                    "もう一度サインインしてください。",
                )
            },
            Refusal::Forbidden => Self {
                kept: "何も表示していません。断ったことは記録されました。",
                ..Self::new(
                    StatusCode::FORBIDDEN,
                    "この職種では使えない画面です",
                    "使える画面に戻るか、担当の方に頼んでください。",
                )
            },
            Refusal::NotFound => Self {
                kept: "何も表示していません。",
                ..Self::new(
                    StatusCode::NOT_FOUND,
                    "見つかりません",
                    "登録が無いか、同意や管轄の外にあるため表示できません。はじめの画面から探し直してください。",
                )
            },
            Refusal::IncidentOver => Self {
                kept: "これまでの検索と閲覧の記録は残っています。",
                way: Some(("/search", "新しい事案で検索する")),
                ..Self::new(
                    StatusCode::CONFLICT,
                    "この事案は終わっています",
                    "事案は、終えたとき、または始めて12時間たつと終わります。続けるときは新しい事案を始めてください。",
                )
            },
            Refusal::Invalid { invalid, .. } => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                &invalid.problem,
                &invalid.expected,
            ),
            Refusal::Stale { .. } => Self::new(
                StatusCode::PRECONDITION_FAILED,
                "ほかの人が先に内容を変えました",
                "最新の内容を開き直して確かめ、もう一度入れてください。",
            ),
            Refusal::PossibleDuplicate { .. } => Self::new(
                StatusCode::CONFLICT,
                "同じフリガナと生年月日の方が登録されています",
                "登録者一覧で同じ方かどうかを確かめてください。",
            ),
            Refusal::Conflict {
                problem, expected, ..
            } => Self::new(StatusCode::CONFLICT, problem, expected),
            Refusal::KeyReused => Self::new(
                StatusCode::CONFLICT,
                "同じ送信番号が別の内容に使われています",
                "画面を開き直してから、もう一度送ってください。",
            ),
            Refusal::Throttled { seconds } => Self::new(
                StatusCode::TOO_MANY_REQUESTS,
                "続けて失敗したため、しばらく使えません",
                &format!(
                    "あと{}分たってから、もう一度お試しください。",
                    seconds.div_ceil(60)
                ),
            ),
            Refusal::TooManySearches { seconds, of, role } => Self {
                kept: "この検索は行っていません。これまでの検索と、止めたことは記録されています。",
                ..Self::new(
                    StatusCode::TOO_MANY_REQUESTS,
                    match of {
                        SearchBound::Incident => "この事案の検索が続いたため、いったん止めています",
                        SearchBound::Account => "検索が続いたため、いったん止めています",
                        SearchBound::Organization => {
                            "あなたの機関の検索がとても多いため、いったん止めています"
                        }
                    },
                    &format!(
                        "{}そうでなければ、{}分ほどでまた検索できます。",
                        way_on(*of, *role),
                        seconds.div_ceil(60)
                    ),
                )
            },
        }
    }

    /// What a failure says; a crew is told the way that needs no computer.
    pub(super) fn of_failure(status: StatusCode, for_crew: bool) -> Self {
        let now = if for_crew {
            "もう一度お試しください。急ぐときは、電話で指令に照会を頼んでください。"
        } else {
            "少し待って、もう一度お試しください。続くときは、下の問い合わせ番号を担当者に伝えてください。"
        };
        let (what, kept) = match status {
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => (
                "いま取得できません（サーバーの応答がありません）",
                "前に保存した内容は残っています。送った内容は保存されていません。",
            ),
            _ => ("処理できませんでした", NOTHING_CHANGED),
        };
        Self {
            kept,
            ..Self::new(status, what, now)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tasuki_domain::role::Role;

    const fn stopped(of: SearchBound, role: Role) -> Refusal {
        let seconds = 61;
        Refusal::TooManySearches { seconds, of, role }
    }

    #[test]
    fn every_bound_says_what_was_stopped_and_for_how_long() {
        for (of, what) in [
            (
                SearchBound::Account,
                "検索が続いたため、いったん止めています",
            ),
            (
                SearchBound::Incident,
                "この事案の検索が続いたため、いったん止めています",
            ),
            (
                SearchBound::Organization,
                "あなたの機関の検索がとても多いため、いったん止めています",
            ),
        ] {
            let words = Words::of_refusal(&stopped(of, Role::Crew));
            assert_eq!((words.status.as_u16(), words.what.as_str()), (429, what));
            assert!(
                words
                    .now
                    .ends_with("そうでなければ、2分ほどでまた検索できます。")
            );
            let city = Words::of_refusal(&stopped(of, Role::CityOfficer));
            assert!(!city.now.contains("指令"), "{}", city.now);
        }
    }

    #[test]
    fn a_crew_is_told_to_call_the_dispatch_centre() {
        let words = Words::of_failure(StatusCode::SERVICE_UNAVAILABLE, true);
        assert!(words.now.contains("指令に照会を頼"));
        assert!(words.what.contains("いま取得できません"));
        assert!(
            !Words::of_failure(StatusCode::SERVICE_UNAVAILABLE, false)
                .now
                .contains("指令")
        );
    }

    #[test]
    fn every_refusal_says_what_is_kept_and_what_to_do() {
        let conflict = Refusal::Conflict {
            code: "x",
            problem: "終わっています",
            expected: "始めてください",
        };
        for refusal in [
            Refusal::Forbidden,
            Refusal::NotFound,
            Refusal::IncidentOver,
            Refusal::Stale { current: 1 },
            Refusal::PossibleDuplicate { of: Vec::new() },
            Refusal::KeyReused,
            Refusal::Throttled { seconds: 900 },
            stopped(SearchBound::Account, Role::Crew),
            stopped(SearchBound::Organization, Role::Dispatcher),
            stopped(SearchBound::Incident, Role::CityOfficer),
            conflict,
        ] {
            let words = Words::of_refusal(&refusal);
            for sentence in [&words.what, &words.now] {
                assert!(!sentence.is_empty(), "{refusal:?}");
                assert_eq!(
                    tasuki_ui::wording::findings(sentence, tasuki_ui::wording::Context::Anything),
                    []
                );
            }
            assert!(!words.kept.is_empty(), "{refusal:?}");
        }
        assert!(
            Words::of_refusal(&Refusal::Throttled { seconds: 61 })
                .now
                .contains("あと2分")
        );
    }
}
