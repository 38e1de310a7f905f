//! Consents at the officer's desk: taken in and withdrawn.

mod form;
mod grant;
mod view;
mod withdraw;

pub(crate) use form::begun;
pub(crate) use grant::grant;
#[cfg(test)]
pub(crate) use view::sample;
pub(crate) use view::{in_force, past, permitted};
pub(crate) use withdraw::{ask_withdrawal, withdraw};
