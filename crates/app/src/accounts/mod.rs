//! Accounts: made at the console, signed in and out at the edge.

mod begin;
mod close;
mod create;
mod organizations;
mod sign_in;
mod sign_out;
mod whoami;

pub use begin::begin;
pub use close::{Closed, close};
pub use create::{
    NewAccount, NewOrganization, NotMade, console_caller, create, create_organization,
};
pub use organizations::organizations;
pub use sign_in::{SignIn, SignedIn, sign_in};
pub use sign_out::sign_out;
pub use whoami::{Whoami, whoami};
