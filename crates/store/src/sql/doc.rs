//! Documents: `jsonb` in PostgreSQL, JSON text in SQLite.

use crate::StoreError;
use diesel::{
    deserialize::{self, FromSql, FromSqlRow},
    expression::AsExpression,
    query_builder::QueryId,
    serialize::{self, IsNull, Output, ToSql},
    sql_types::{SqlType, Text},
    sqlite::Sqlite,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// The column type of documents.
#[derive(Debug, Clone, Copy, Default, SqlType, QueryId)]
#[diesel(sqlite_type(name = "Text"))]
#[cfg_attr(
    feature = "postgres",
    diesel(postgres_type(oid = 3802, array_oid = 3807))
)]
pub struct Doc;

/// A document as a column holds it: JSON text.
#[derive(Debug, Clone, PartialEq, Eq, AsExpression, FromSqlRow, Serialize, Deserialize)]
#[diesel(sql_type = Doc)]
pub struct Json(String);

impl Json {
    /// Writes a value as a document.
    pub(crate) fn of<T: Serialize>(value: &T) -> Result<Self, StoreError> {
        serde_json::to_string(value)
            .map(Self)
            .map_err(|error| StoreError::Other(Box::new(error)))
    }

    /// Reads the value back; `what` names the column in the error, which never shows the value.
    pub(crate) fn read<T: DeserializeOwned>(&self, what: &'static str) -> Result<T, StoreError> {
        serde_json::from_str(&self.0).map_err(|_| StoreError::Corrupt(what))
    }
}

impl ToSql<Doc, Sqlite> for Json {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.as_str());
        Ok(IsNull::No)
    }
}

impl FromSql<Doc, Sqlite> for Json {
    fn from_sql(
        value: <Sqlite as diesel::backend::Backend>::RawValue<'_>,
    ) -> deserialize::Result<Self> {
        <String as FromSql<Text, Sqlite>>::from_sql(value).map(Self)
    }
}

/// The version that PostgreSQL puts before the text of a `jsonb` value on the wire.
#[cfg(feature = "postgres")]
const JSONB_VERSION: u8 = 1;

#[cfg(feature = "postgres")]
impl ToSql<Doc, diesel::pg::Pg> for Json {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, diesel::pg::Pg>) -> serialize::Result {
        std::io::Write::write_all(out, &[JSONB_VERSION])?;
        std::io::Write::write_all(out, self.0.as_bytes())?;
        Ok(IsNull::No)
    }
}

#[cfg(feature = "postgres")]
impl FromSql<Doc, diesel::pg::Pg> for Json {
    fn from_sql(value: diesel::pg::PgValue<'_>) -> deserialize::Result<Self> {
        match value.as_bytes().split_first() {
            Some((&JSONB_VERSION, text)) => Ok(Self(std::str::from_utf8(text)?.to_owned())),
            _ => Err("unknown version of jsonb".into()),
        }
    }
}

super::on_either_database!(Doc, Json);
