//! The column types that the two databases spell differently, and the values that go into them.

mod bytes;
mod doc;
mod id;
mod moment;

pub(crate) use bytes::Bytes;
pub(crate) use doc::Json;
pub(crate) use id::Id;
pub(crate) use moment::Moment;

/// What `schema.rs` writes its columns with.
pub(crate) mod types {
    pub use super::{doc::Doc, id::Uid, moment::Instant};
    pub use diesel::sql_types::{BigInt, Binary, Bool, Integer, Nullable, Text};
}

/// Lets the enum of both databases carry a column type that each of them knows.
macro_rules! on_either_database {
    ($sql:ty, $value:ty) => {
        impl diesel::sql_types::HasSqlType<$sql> for crate::connection::MultiBackend {
            fn metadata(lookup: &mut Self::MetadataLookup) -> Self::TypeMetadata {
                Self::lookup_sql_type::<$sql>(lookup)
            }
        }

        impl diesel::serialize::ToSql<$sql, crate::connection::MultiBackend> for $value {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, crate::connection::MultiBackend>,
            ) -> diesel::serialize::Result {
                out.set_value((<$sql>::default(), self));
                Ok(diesel::serialize::IsNull::No)
            }
        }

        impl diesel::deserialize::FromSql<$sql, crate::connection::MultiBackend> for $value {
            fn from_sql(
                value: crate::connection::MultiRawValue<'_>,
            ) -> diesel::deserialize::Result<Self> {
                value.from_sql::<Self, $sql>()
            }
        }
    };
}
use on_either_database;
