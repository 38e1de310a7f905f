//! Consents: granted on evidence, withdrawn in one step.

mod grant;
mod list;
mod view;
mod withdraw;

pub(crate) use grant::insert;
pub use grant::{GrantConsent, Granted, grant};
pub use list::list;
pub use view::view;
pub use withdraw::{Withdrawn, withdraw};
