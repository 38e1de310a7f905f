//! How a person proves who they are: passwords, one-time codes, tokens and what guards them.
//!
//! Nothing here does IO, reads a clock or draws entropy: times, salts, nonces and keys are passed
//! in.

pub mod browser;
pub mod csrf;
pub mod password;
pub mod seal;
mod strength;
pub mod throttle;
pub mod token;
pub mod totp;
