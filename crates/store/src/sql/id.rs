//! Identifiers: `uuid` in PostgreSQL, 16 bytes in SQLite.

use diesel::{
    deserialize::{self, FromSql, FromSqlRow},
    expression::AsExpression,
    query_builder::QueryId,
    serialize::{self, IsNull, Output, ToSql},
    sql_types::{Binary, SqlType},
    sqlite::Sqlite,
};
use serde::{Deserialize, Serialize};
use tasuki_domain::id::{
    AccessEntryId, AccountId, ApplicationId, ConsentId, FactId, ImportId, IncidentId, LookupId,
    OrganizationId, ResidentId, SearchEventId, SessionId,
};
use uuid::Uuid;

/// The column type of identifiers.
#[derive(Debug, Clone, Copy, Default, SqlType, QueryId)]
#[diesel(sqlite_type(name = "Binary"))]
#[cfg_attr(
    feature = "postgres",
    diesel(postgres_type(oid = 2950, array_oid = 2951))
)]
pub struct Uid;

/// An identifier of any kind, as a column holds it.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    AsExpression,
    FromSqlRow,
    Serialize,
    Deserialize,
)]
#[diesel(sql_type = Uid)]
pub struct Id(pub(crate) Uuid);

impl ToSql<Uid, Sqlite> for Id {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.as_bytes().as_slice());
        Ok(IsNull::No)
    }
}

impl FromSql<Uid, Sqlite> for Id {
    fn from_sql(
        value: <Sqlite as diesel::backend::Backend>::RawValue<'_>,
    ) -> deserialize::Result<Self> {
        let bytes = <Vec<u8> as FromSql<Binary, Sqlite>>::from_sql(value)?;
        Ok(Self(Uuid::from_slice(&bytes)?))
    }
}

#[cfg(feature = "postgres")]
impl ToSql<Uid, diesel::pg::Pg> for Id {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, diesel::pg::Pg>) -> serialize::Result {
        std::io::Write::write_all(out, self.0.as_bytes())?;
        Ok(IsNull::No)
    }
}

#[cfg(feature = "postgres")]
impl FromSql<Uid, diesel::pg::Pg> for Id {
    fn from_sql(value: diesel::pg::PgValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(Uuid::from_slice(value.as_bytes())?))
    }
}

super::on_either_database!(Uid, Id);

macro_rules! stored_as_id {
    ($($name:ident)+) => {$(
        impl From<$name> for Id {
            fn from(id: $name) -> Self {
                Self(id.uuid())
            }
        }

        impl From<Id> for $name {
            fn from(id: Id) -> Self {
                Self::from(id.0)
            }
        }
    )+};
}

stored_as_id! {
    AccessEntryId AccountId ApplicationId ConsentId FactId ImportId IncidentId LookupId
    OrganizationId ResidentId SearchEventId SessionId
}
