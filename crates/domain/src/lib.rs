//! What residents, facts, consents, wishes and incidents are, and the rules about them.
//!
//! Nothing here does IO, knows a clock, SQL or HTTP. Words are those of the glossary in the
//! repository's README: one English word per thing, the same in code, API, tests and pages.

pub mod access;
pub mod account;
pub mod alert;
pub mod application;
pub mod birth_date;
pub mod caller;
pub mod card;
pub mod category;
pub mod consent;
pub mod fact;
pub mod id;
pub mod incident;
pub mod invalid;
pub mod lookup;
pub mod municipality;
pub mod organization;
pub mod provenance;
pub mod recorded;
pub mod resident;
pub mod restoration;
pub mod role;
pub mod search_event;
pub mod summary;
pub mod text;
pub mod time;
pub mod wareki;

pub use category::Category;
pub use invalid::Invalid;
pub use recorded::Recorded;
