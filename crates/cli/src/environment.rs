//! The environment, read in one place.

/// The value of a variable of the environment, if it is set and not empty.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the edge: the one place that reads the environment, for the configuration"
)]
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
