//! The verified Caller (呼出者): who acts, for whom, in which role, how they proved it.

use crate::{
    id::{AccountId, OrganizationId, SessionId},
    role::Role,
    time::Instant,
};

/// How the caller proved who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// A bearer token issued after password and one-time code.
    Token,
    /// A page session issued after password and one-time code.
    PageSession,
    /// An operator at the server's own command line, acting as the account.
    Console,
}

/// Who acts. It comes from a verified token or session without IO; whether the account is still
/// active, and what its institution's jurisdiction is, is read in the unit of work's transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// Who.
    pub account: AccountId,
    /// For which institution.
    pub organization: OrganizationId,
    /// In which role.
    pub role: Role,
    /// The generation of the account when it signed in; an older one than the account's is over.
    pub generation: i32,
    /// The token or session.
    pub session: SessionId,
    /// How they proved it.
    pub proof: Proof,
    /// Until when.
    pub expires_at: Instant,
}
