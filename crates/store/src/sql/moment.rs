//! Instants to the microsecond: `timestamptz` in PostgreSQL, microseconds since 1970 in SQLite.

use diesel::{
    deserialize::{self, FromSql, FromSqlRow},
    expression::AsExpression,
    query_builder::QueryId,
    serialize::{self, IsNull, Output, ToSql},
    sql_types::{BigInt, SqlOrd, SqlType},
    sqlite::Sqlite,
};
use serde::{Deserialize, Serialize};

/// The column type of instants.
#[derive(Debug, Clone, Copy, Default, SqlType, QueryId)]
#[diesel(sqlite_type(name = "Long"))]
#[cfg_attr(
    feature = "postgres",
    diesel(postgres_type(oid = 1184, array_oid = 1185))
)]
pub struct Instant;

impl SqlOrd for Instant {}

/// An instant as a column holds it: microseconds since 1970, what is finer cut off.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    AsExpression,
    FromSqlRow,
    Serialize,
    Deserialize,
)]
#[diesel(sql_type = Instant)]
pub struct Moment(i64);

impl From<jiff::Timestamp> for Moment {
    fn from(instant: jiff::Timestamp) -> Self {
        Self(
            instant
                .as_nanosecond()
                .div_euclid(1000)
                .try_into()
                .unwrap_or(i64::MAX),
        )
    }
}

impl From<Moment> for jiff::Timestamp {
    fn from(moment: Moment) -> Self {
        Self::from_microsecond(moment.0).unwrap_or(if moment.0 < 0 { Self::MIN } else { Self::MAX })
    }
}

impl ToSql<Instant, Sqlite> for Moment {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0);
        Ok(IsNull::No)
    }
}

impl FromSql<Instant, Sqlite> for Moment {
    fn from_sql(
        value: <Sqlite as diesel::backend::Backend>::RawValue<'_>,
    ) -> deserialize::Result<Self> {
        <i64 as FromSql<BigInt, Sqlite>>::from_sql(value).map(Self)
    }
}

/// PostgreSQL counts from 2000-01-01T00:00:00Z.
#[cfg(feature = "postgres")]
const POSTGRES_EPOCH: i64 = 946_684_800_000_000;

#[cfg(feature = "postgres")]
impl ToSql<Instant, diesel::pg::Pg> for Moment {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, diesel::pg::Pg>) -> serialize::Result {
        let since_2000 = self.0.saturating_sub(POSTGRES_EPOCH);
        std::io::Write::write_all(out, &since_2000.to_be_bytes())?;
        Ok(IsNull::No)
    }
}

#[cfg(feature = "postgres")]
impl FromSql<Instant, diesel::pg::Pg> for Moment {
    fn from_sql(value: diesel::pg::PgValue<'_>) -> deserialize::Result<Self> {
        let bytes: [u8; 8] = value.as_bytes().try_into()?;
        Ok(Self(
            i64::from_be_bytes(bytes).saturating_add(POSTGRES_EPOCH),
        ))
    }
}

super::on_either_database!(Instant, Moment);
