//! `/sign-in`: login, password and one-time code in one form.

use crate::Frame;
use askama::Template;

/// Why the page is shown again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInNotice {
    /// Login, password or code do not agree; which one is not said.
    Wrong,
    /// Too many failures.
    Throttled {
        /// Minutes to wait.
        minutes: u32,
    },
    /// The session is over.
    Expired,
    /// The person signed out.
    SignedOut,
    /// The page was open too long; its token is not the session's.
    FormTooOld,
}

impl SignInNotice {
    /// Whether it is an error and is announced as one.
    pub const fn is_error(self) -> bool {
        !matches!(self, Self::Expired | Self::SignedOut)
    }

    /// What happened and what to do.
    pub fn sentence(self) -> String {
        match self {
            Self::Wrong => "ログイン名・パスワード・確認コードのどれかが合いません。入れ直してください。確認コードは新しい6桁を使ってください。".to_owned(),
            Self::Throttled { minutes } => format!(
                "続けて失敗したため、あと{minutes}分 待ってから入れ直してください。救急隊は、急ぐときは指令センターに電話で照会できます。"
            ),
            Self::Expired => "時間がたったため、もう一度サインインしてください。".to_owned(),
            Self::SignedOut => "サインアウトしました。".to_owned(),
            Self::FormTooOld => {
                "画面を開いてから時間がたちました。もう一度入れてください。".to_owned()
            }
        }
    }
}

/// The sign-in page.
#[derive(Debug, Clone, Template)]
#[template(path = "sign_in.html")]
pub struct SignInView {
    /// The frame.
    pub frame: Frame,
    /// What was typed as the login; it stays.
    pub login: String,
    /// The path to go to afterwards.
    pub next: Option<String>,
    /// Why the page is shown again.
    pub notice: Option<SignInNotice>,
}
