//! Accounts (利用者).

use crate::{
    id::{AccountId, OrganizationId, ResidentId},
    role::Role,
    text::Line,
};

/// A user: one person, one role, one institution. Shared accounts do not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its identifier.
    pub id: AccountId,
    /// The institution it acts for.
    pub organization: OrganizationId,
    /// What it acts as.
    pub role: Role,
    /// The name typed at sign-in, lower case ASCII.
    pub login: Login,
    /// The person's name as shown in records of looks.
    pub name: Line,
    /// Raised to end every token and session of the account.
    pub generation: i32,
    /// Whether it may sign in and act.
    pub active: bool,
    /// For the resident and proxy roles: whose record.
    pub resident: Option<ResidentId>,
}

/// A sign-in name: 3 to 64 of `a-z 0-9 . _ -`, folded to lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Login(String);

impl Login {
    /// The name as stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for Login {
    type Err = crate::Invalid;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let folded = text.trim().to_ascii_lowercase();
        let allowed =
            |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-');
        if (3..=64).contains(&folded.len()) && folded.chars().all(allowed) {
            Ok(Self(folded))
        } else {
            Err(crate::Invalid::new(
                "login_malformed",
                "ログイン名に使えない文字か長さです",
                "半角の英小文字・数字・. _ - で3〜64文字にしてください",
            ))
        }
    }
}
