//! Why a use-case may say no. A refusal is a recorded value; only failures roll back.

use crate::lookups::SearchBound;
use tasuki_domain::{Invalid, id::ResidentId, role::Role};
use tasuki_store::StoreError;

/// What a use-case returns: a value or a refusal, or a failure, and nothing left. Whatever speaks of
/// a person or was asked by a caller is on record, the refusal as well as the value.
pub type Answer<T> = Result<Result<T, Refusal>, StoreError>;

/// Why a use-case said no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The account was closed, or the session ended, after the token was issued.
    SignedOut,
    /// The role may not do this.
    Forbidden,
    /// Unknown, withdrawn, out of jurisdiction or not consented: the caller cannot tell which.
    NotFound,
    /// The incident is closed or too old to look within.
    IncidentOver,
    /// A value that could only be judged here.
    Invalid {
        /// The field of the input.
        field: &'static str,
        /// What is wrong and what would be right.
        invalid: Invalid,
    },
    /// The record has changed since the caller read it.
    Stale {
        /// Its version now.
        current: i64,
    },
    /// A person with the same name, as written or in kana, and birth date is registered.
    PossibleDuplicate {
        /// Whom to look at before registering another.
        of: Vec<ResidentId>,
    },
    /// The thing is there already, or in a state that does not allow it.
    Conflict {
        /// A stable code.
        code: &'static str,
        /// What is wrong.
        problem: &'static str,
        /// What to do.
        expected: &'static str,
    },
    /// The idempotency key was used for another request.
    KeyReused,
    /// Too many failed sign-ins; wait.
    Throttled {
        /// How long, in seconds.
        seconds: u32,
    },
    /// Too many searches in a short time; wait, or go another way.
    TooManySearches {
        /// How long, in seconds.
        seconds: u32,
        /// Whose searches they are.
        of: SearchBound,
        /// As what the searcher acts, which the other way depends on.
        role: Role,
    },
    /// Login, password or code is wrong; which one is not said.
    SignInFailed,
}

impl Refusal {
    /// The stable code in entries, problems and metrics.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::SignedOut => "signed_out",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not_found",
            Self::IncidentOver => "incident_over",
            Self::Invalid { invalid, .. } => invalid.code,
            Self::Stale { .. } => "stale",
            Self::PossibleDuplicate { .. } => "possible_duplicate",
            Self::Conflict { code, .. } => code,
            Self::KeyReused => "idempotency_key_reused",
            Self::Throttled { .. } => "throttled",
            Self::TooManySearches { .. } => "too_many_searches",
            Self::SignInFailed => "sign_in_failed",
        }
    }

    pub(crate) fn invalid(field: &'static str, invalid: Invalid) -> Self {
        Self::Invalid { field, invalid }
    }
}
