//! Consents: granted on evidence, withdrawn in one step.

mod grant;
mod list;
mod withdraw;

pub(crate) use grant::insert;
pub use grant::{GrantConsent, Granted, grant};
pub use list::list;
pub use withdraw::{Withdrawn, withdraw};
