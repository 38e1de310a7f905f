//! How values stand on the wire: read with every fault at once, written, and described.
//!
//! One table per type ([`wire_object`], [`wire_code`]) gives all three, so that what is read, what
//! is written and what the API's description says cannot drift apart.

mod at;
mod clinical;
pub(crate) mod code;
mod codes;
mod collection;
mod fact;
pub(crate) mod leaf;
pub(crate) mod object;
mod person;
mod support;
#[cfg(test)]
mod tests;
mod wish;

pub(crate) use at::At;
pub(crate) use code::wire_code;
pub(crate) use fact::{AnyFact, read_body, write_body};
pub(crate) use object::{Fields, describe, put, wire_object};

use serde::{Serialize, Serializer};
use serde_json::Value;
use std::borrow::Cow;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{Ref, RefOr, schema::Schema},
};

/// Named schemas as utoipa collects them.
pub(crate) type Schemas = Vec<(String, RefOr<Schema>)>;

/// A value that stands on the wire.
pub(crate) trait Wire: Sized {
    /// The name of its schema; none when it is described in place.
    const NAME: Option<&'static str> = None;

    /// Reads it, or says everything that is wrong with it.
    fn read(value: &Value, at: &mut At) -> Option<Self>;

    /// Writes it; null where there is nothing.
    fn write(&self) -> Value;

    /// Describes it in full.
    fn describe() -> RefOr<Schema>;

    /// Collects the schemas that its description refers to.
    fn collect(_into: &mut Schemas) {}

    /// What it is when it is left out; none when it must not be.
    fn absent() -> Option<Self> {
        None
    }

    /// Its description, or the reference to it.
    fn refer() -> RefOr<Schema> {
        match Self::NAME {
            Some(name) => RefOr::Ref(Ref::from_schema_name(name)),
            None => Self::describe(),
        }
    }

    /// Collects its own named schema with those it refers to.
    fn collect_own(into: &mut Schemas) {
        if let Some(name) = Self::NAME {
            if into.iter().any(|(known, _)| known == name) {
                return;
            }
            into.push((name.to_owned(), Self::describe()));
        }
        Self::collect(into);
    }
}

/// A value of the wire within a wire type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wired<T>(pub(crate) T);

impl<T: Wire> Serialize for Wired<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write().serialize(serializer)
    }
}

impl<T: Wire> PartialSchema for Wired<T> {
    fn schema() -> RefOr<Schema> {
        T::describe()
    }
}

impl<T: Wire> ToSchema for Wired<T> {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed(T::NAME.unwrap_or("Value"))
    }

    fn schemas(schemas: &mut Schemas) {
        T::collect(schemas);
    }
}
