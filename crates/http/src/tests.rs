//! Values for the tests of this crate.

use tasuki_domain::{
    caller::{Caller, Proof},
    role::Role,
    time::Instant,
};
use uuid::Uuid;

/// A caller of that number.
pub(crate) fn caller(number: u128) -> Caller {
    Caller {
        account: Uuid::from_u128(number).into(),
        organization: Uuid::from_u128(100).into(),
        role: Role::Crew,
        generation: 1,
        session: Uuid::from_u128(200 + number).into(),
        proof: Proof::Token,
        expires_at: Instant::MAX,
    }
}
