//! The disclosure table (だれが何を見られるか).

pub(crate) mod view;
