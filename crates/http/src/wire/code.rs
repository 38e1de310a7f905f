//! Values that are one of a fixed list of codes.

/// Reads, writes and describes one of a list of codes.
pub(crate) mod of {
    use crate::wire::{At, leaf::text};
    use serde_json::Value;
    use tasuki_domain::Invalid;
    use utoipa::openapi::{
        RefOr,
        schema::{ObjectBuilder, Schema, Type},
    };

    pub(crate) fn read<T: Copy>(
        value: &Value,
        at: &mut At,
        all: &[(T, &'static str)],
    ) -> Option<T> {
        let text = text(value, at)?;
        let known = all
            .iter()
            .find(|(_, code)| *code == text)
            .map(|(value, _)| *value);
        if known.is_none() {
            let codes: Vec<&str> = all.iter().map(|(_, code)| *code).collect();
            at.fault(Invalid::new(
                "unknown_code",
                "決められた値ではありません",
                format!("{} のどれかにしてください", codes.join(", ")),
            ));
        }
        known
    }

    pub(crate) fn describe(description: &str, codes: Vec<&'static str>) -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(description.trim()))
            .enum_values(Some(codes))
            .into()
    }
}

/// Gives an enumeration its codes on the wire. With a list, every variant is named here and the
/// compiler asks for those that are added; without one, the type knows its codes itself.
macro_rules! wire_code {
    ($(#[doc = $doc:literal])+ $type:ty as $name:literal { $($variant:ident $code:literal),+ $(,)? }) => {
        impl $crate::wire::Wire for $type {
            const NAME: Option<&'static str> = Some($name);

            fn read(value: &serde_json::Value, at: &mut $crate::wire::At) -> Option<Self> {
                $crate::wire::code::of::read(value, at, &[$((Self::$variant, $code)),+])
            }

            fn write(&self) -> serde_json::Value {
                serde_json::Value::from(match self { $(Self::$variant => $code,)+ })
            }

            fn describe() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                $crate::wire::code::of::describe(concat!($($doc),+), vec![$($code),+])
            }
        }
    };
    ($(#[doc = $doc:literal])+ $type:ty as $name:literal) => {
        impl $crate::wire::Wire for $type {
            const NAME: Option<&'static str> = Some($name);

            fn read(value: &serde_json::Value, at: &mut $crate::wire::At) -> Option<Self> {
                let all: Vec<_> = Self::ALL.iter().map(|each| (*each, each.code())).collect();
                $crate::wire::code::of::read(value, at, &all)
            }

            fn write(&self) -> serde_json::Value {
                serde_json::Value::from(self.code())
            }

            fn describe() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                let codes = Self::ALL.iter().map(|each| each.code()).collect();
                $crate::wire::code::of::describe(concat!($($doc),+), codes)
            }
        }
    };
}
pub(crate) use wire_code;
