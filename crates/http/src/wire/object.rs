//! Objects with named fields.

use super::{At, Schemas, Wire};
use serde_json::{Map, Value};
use tasuki_domain::Invalid;
use utoipa::openapi::{
    RefOr,
    schema::{AdditionalProperties, AllOfBuilder, ObjectBuilder, Schema},
};

/// The fields of an object on the wire.
pub(crate) struct Fields<'a>(&'a Map<String, Value>);

impl<'a> Fields<'a> {
    /// The fields of a value that must be an object with no other names than these.
    pub(crate) fn of(value: &'a Value, at: &mut At, names: &[&str]) -> Option<Self> {
        let Value::Object(map) = value else {
            at.fault(Invalid::new(
                "not_object",
                "オブジェクトではありません",
                "波かっこで囲んだ項目の並びにしてください",
            ));
            return None;
        };
        // The unknown name is from outside and may be anything, so the known ones are named.
        if map.keys().any(|name| !names.contains(&name.as_str())) {
            at.fault(Invalid::new(
                "unknown_field",
                "知らない項目があります",
                format!("使える項目は {} です", names.join(", ")),
            ));
        }
        Some(Self(map))
    }

    /// Reads a field; one that is left out or null is its default, or missing.
    pub(crate) fn get<T: Wire>(
        &self,
        name: &'static str,
        at: &mut At,
        default: Option<T>,
    ) -> Option<T> {
        at.field(name, |at| match self.0.get(name) {
            None | Some(Value::Null) => {
                let absent = default.or_else(T::absent);
                if absent.is_none() {
                    at.fault(Invalid::new(
                        "missing",
                        "必要な項目がありません",
                        "値を入れてください",
                    ));
                }
                absent
            }
            Some(value) => T::read(value, at),
        })
    }
}

/// Writes a field unless there is nothing in it; an empty list is something.
pub(crate) fn put(object: &mut Map<String, Value>, name: &str, value: Value) {
    if !value.is_null() {
        object.insert(name.to_owned(), value);
    }
}

/// Describes a field of `S` by the type that `of` leads to.
pub(crate) fn describe<S, T: Wire>(
    object: ObjectBuilder,
    name: &str,
    description: &str,
    has_default: bool,
    _of: fn(&S) -> &T,
) -> ObjectBuilder {
    let object = object.property(name, with_description(T::refer(), description.trim()));
    if has_default || T::absent().is_some() {
        object
    } else {
        object.required(name)
    }
}

/// Collects the schemas of a field of `S`.
pub(crate) fn collect_field<S, T: Wire>(into: &mut Schemas, _of: fn(&S) -> &T) {
    T::collect_own(into);
}

/// The same description with the field's own words.
fn with_description(schema: RefOr<Schema>, description: &str) -> RefOr<Schema> {
    match schema {
        RefOr::T(Schema::Object(mut object)) => {
            object.description = Some(match object.description {
                Some(of_type) => format!("{description} {of_type}"),
                None => description.to_owned(),
            });
            Schema::Object(object).into()
        }
        RefOr::T(Schema::Array(mut array)) => {
            array.description = Some(description.to_owned());
            Schema::Array(array).into()
        }
        other => AllOfBuilder::new()
            .item(other)
            .description(Some(description))
            .into(),
    }
}

/// An object that refuses names it does not know.
pub(crate) fn closed(description: &str) -> ObjectBuilder {
    ObjectBuilder::new()
        .description(Some(description.trim()))
        .additional_properties(Some(AdditionalProperties::FreeForm(false)))
}

/// Gives a struct its form on the wire. The fields are those of the struct; one with `= value` may
/// be left out.
macro_rules! wire_object {
    (
        $(#[doc = $doc:literal])+
        $type:ty as $name:literal {
            $($(#[doc = $field_doc:literal])+ $field:ident $(= $default:expr)?,)+
        }
    ) => {
        impl $crate::wire::Wire for $type {
            const NAME: Option<&'static str> = Some($name);

            fn read(value: &serde_json::Value, at: &mut $crate::wire::At) -> Option<Self> {
                let fields = $crate::wire::Fields::of(value, at, &[$(stringify!($field)),+])?;
                $(
                    let default = None $(.or(Some($default)))?;
                    let $field = fields.get(stringify!($field), at, default);
                )+
                Some(Self { $($field: $field?,)+ })
            }

            fn write(&self) -> serde_json::Value {
                let mut object = serde_json::Map::new();
                $($crate::wire::put(
                    &mut object,
                    stringify!($field),
                    $crate::wire::Wire::write(&self.$field),
                );)+
                serde_json::Value::Object(object)
            }

            fn describe() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                let object = $crate::wire::object::closed(concat!($($doc),+));
                $(
                    let default: &[&str] = &[$(stringify!($default))?];
                    let object = $crate::wire::describe(
                        object,
                        stringify!($field),
                        concat!($($field_doc),+),
                        !default.is_empty(),
                        |of: &Self| &of.$field,
                    );
                )+
                object.into()
            }

            fn collect(into: &mut $crate::wire::Schemas) {
                $($crate::wire::object::collect_field(into, |of: &Self| &of.$field);)+
            }
        }
    };
}
pub(crate) use wire_object;
