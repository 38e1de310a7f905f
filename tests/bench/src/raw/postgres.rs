//! The raw loop on PostgreSQL, over diesel's own connection: libpq as the store uses it, statements
//! prepared once, binary values, rows looked at and not decoded.

use super::{NewIds, Recording, Sender, record::Unit, value::Value};
use anyhow::Context as _;
use diesel::{
    Connection as _, PgConnection, QueryResult,
    connection::{DefaultLoadingMode, LoadConnection, SimpleConnection as _},
    pg::{Pg, PgValue},
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    result::{DatabaseErrorKind, Error},
    row::{Field as _, Row as _},
    serialize::{self, IsNull, Output, ToSql},
    sql_types::{BigInt, Bool, Nullable, SqlType, Text, Untyped},
};
use std::io::Write as _;

/// PostgreSQL counts from 2000-01-01.
const EPOCH: i64 = 946_684_800_000_000;

macro_rules! sent_as {
    ($($name:ident = $oid:literal / $array:literal;)+) => {$(
        #[derive(Debug, Clone, Copy, Default, SqlType, QueryId)]
        #[diesel(postgres_type(oid = $oid, array_oid = $array))]
        struct $name;

        impl ToSql<$name, Pg> for Wire {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                out.write_all(&self.0)?;
                Ok(IsNull::No)
            }
        }
    )+};
}

/// A value as it goes over the wire.
#[derive(Debug)]
struct Wire(Vec<u8>);

sent_as! {
    Uid = 2950 / 2951;
    Uids = 2951 / 2951;
    Words = 1009 / 1009;
    Doc = 3802 / 3807;
    At = 1184 / 1185;
    Raw8 = 17 / 1001;
}

/// A list as PostgreSQL reads one: one dimension, no nulls.
fn list<'i>(oid: i32, items: impl ExactSizeIterator<Item = &'i [u8]>) -> Wire {
    let mut bytes = Vec::new();
    let length = i32::try_from(items.len()).unwrap_or(i32::MAX);
    for number in [1, 0, oid, length, 1] {
        bytes.extend(i32::to_be_bytes(number));
    }
    for item in items {
        bytes.extend(i32::try_from(item.len()).unwrap_or(i32::MAX).to_be_bytes());
        bytes.extend(item);
    }
    Wire(bytes)
}

enum Bound<'v> {
    Null,
    Flag(bool),
    Number(i64),
    Text(&'v str),
    Id(Wire),
    Ids(Wire),
    Texts(Wire),
    Document(Wire),
    Moment(Wire),
    Bytes(Wire),
}

impl<'v> Bound<'v> {
    fn of(value: &'v Value, new: &NewIds) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Flag(flag) => Self::Flag(*flag),
            Value::Number(number) => Self::Number(*number),
            Value::Text(text) => Self::Text(text),
            Value::Document(text) => {
                // The version of the binary form.
                let mut bytes = vec![1];
                bytes.extend(text.as_bytes());
                Self::Document(Wire(bytes))
            }
            Value::Bytes(bytes) => Self::Bytes(Wire(bytes.clone())),
            Value::Id(id) => Self::Id(Wire(id.as_bytes().to_vec())),
            Value::New(place) => Self::Id(Wire(new.get(*place).as_bytes().to_vec())),
            Value::Moment(micros) => Self::Moment(Wire((micros - EPOCH).to_be_bytes().to_vec())),
            Value::Ids(ids) => Self::Ids(list(2950, ids.iter().map(|id| id.as_bytes().as_slice()))),
            Value::Texts(texts) => Self::Texts(list(25, texts.iter().map(|text| text.as_bytes()))),
        }
    }
}

/// A statement with its values, each in its place.
struct Prepared<'r> {
    pieces: &'r [String],
    values: Vec<Bound<'r>>,
}

impl QueryFragment<Pg> for Prepared<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let mut values = self.values.iter();
        for (place, piece) in self.pieces.iter().enumerate() {
            if place > 0 {
                match values.next() {
                    Some(Bound::Null) | None => {
                        out.push_bind_param::<Nullable<Uid>, Option<Wire>>(&None)?;
                    }
                    Some(Bound::Flag(flag)) => out.push_bind_param::<Bool, _>(flag)?,
                    Some(Bound::Number(number)) => out.push_bind_param::<BigInt, _>(number)?,
                    Some(Bound::Text(text)) => out.push_bind_param::<Text, _>(text)?,
                    Some(Bound::Id(wire)) => out.push_bind_param::<Uid, _>(wire)?,
                    Some(Bound::Ids(wire)) => out.push_bind_param::<Uids, _>(wire)?,
                    Some(Bound::Texts(wire)) => out.push_bind_param::<Words, _>(wire)?,
                    Some(Bound::Document(wire)) => out.push_bind_param::<Doc, _>(wire)?,
                    Some(Bound::Moment(wire)) => out.push_bind_param::<At, _>(wire)?,
                    Some(Bound::Bytes(wire)) => out.push_bind_param::<Raw8, _>(wire)?,
                }
            }
            out.push_sql(piece);
        }
        Ok(())
    }
}

impl QueryId for Prepared<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Prepared<'_> {
    type SqlType = Untyped;
}

/// A client's connection.
pub struct Raw<'r> {
    connection: PgConnection,
    /// Every recorded statement, cut where its values go.
    pieces: Vec<Vec<String>>,
    recording: std::marker::PhantomData<&'r Recording>,
}

impl<'r> Raw<'r> {
    pub fn open(url: &str, recording: &'r Recording) -> anyhow::Result<Self> {
        let mut connection = PgConnection::establish(url)?;
        connection.batch_execute(&recording.writing)?;
        Ok(Self {
            connection,
            pieces: recording.texts.iter().map(|text| pieces(text)).collect(),
            recording: std::marker::PhantomData,
        })
    }

    fn try_send(&mut self, unit: &Unit, new: &NewIds) -> QueryResult<()> {
        self.connection.batch_execute(if unit.writes {
            "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE"
        } else {
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        })?;
        for step in &unit.steps {
            let prepared = Prepared {
                pieces: self.pieces.get(step.text).map_or(&[], Vec::as_slice),
                values: step
                    .values
                    .iter()
                    .map(|value| Bound::of(value, new))
                    .collect(),
            };
            for row in LoadConnection::<DefaultLoadingMode>::load(&mut self.connection, prepared)? {
                let row = row?;
                for column in 0..row.field_count() {
                    let value = row.get(column);
                    std::hint::black_box(
                        value
                            .as_ref()
                            .and_then(|field| field.value())
                            .map(|value: PgValue<'_>| value.as_bytes().len()),
                    );
                }
            }
        }
        self.connection
            .batch_execute(if unit.writes { "COMMIT" } else { "ROLLBACK" })
    }
}

/// The text between the places `$1`, `$2`, … of the values.
fn pieces(text: &str) -> Vec<String> {
    let mut parts = text.split('$');
    let mut pieces: Vec<String> = parts.next().map(str::to_owned).into_iter().collect();
    pieces.extend(parts.map(|part| {
        part.trim_start_matches(|letter: char| letter.is_ascii_digit())
            .to_owned()
    }));
    pieces
}

impl Sender for Raw<'_> {
    fn send(&mut self, unit: &Unit, new: &NewIds) -> anyhow::Result<()> {
        // As the store does, a write that collides is sent again.
        for _ in 0..50 {
            match self.try_send(unit, new) {
                Err(Error::DatabaseError(DatabaseErrorKind::SerializationFailure, _)) => {
                    self.connection.batch_execute("ROLLBACK")?;
                }
                other => return other.context("a raw statement"),
            }
        }
        anyhow::bail!("a raw write collided too often")
    }
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn a_statement_is_cut_where_its_values_go() {
        assert_eq!(pieces("SELECT 1"), ["SELECT 1"]);
        assert_eq!(
            pieces("a = $1 AND b IN ($2, $10)"),
            ["a = ", " AND b IN (", ", ", ")"]
        );
    }
}
