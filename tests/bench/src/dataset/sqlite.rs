//! Fills a SQLite file: secondary indexes last, no journal, and the file as the store keeps it
//! afterwards.

use super::cell::{Batch, Cell, TABLES};
use rusqlite::{Connection, types::ToSqlOutput, types::Value, types::ValueRef};
use std::path::Path;

impl rusqlite::ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Value::Null),
            Self::Flag(flag) => ToSqlOutput::Owned(Value::Integer(i64::from(*flag))),
            Self::Count(number) | Self::Moment(number) => {
                ToSqlOutput::Owned(Value::Integer(*number))
            }
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Id(id) => ToSqlOutput::Borrowed(ValueRef::Blob(id.as_bytes())),
        })
    }
}

/// A file being filled.
pub struct Filling {
    connection: Connection,
    inserts: Vec<String>,
    indexes: Vec<String>,
}

impl Filling {
    pub fn begin(path: &Path) -> anyhow::Result<Self> {
        let connection = Connection::open(path)?;
        connection.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; \
             PRAGMA cache_size = -1000000; PRAGMA temp_store = FILE; PRAGMA locking_mode = EXCLUSIVE;",
        )?;
        let mut indexes = Vec::new();
        for table in TABLES {
            let mut statement = connection.prepare(
                "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
            )?;
            let found = statement
                .query_map([table.name], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<Vec<(String, String)>>>()?;
            for (name, sql) in found {
                connection.execute_batch(&format!("DROP INDEX {name}"))?;
                indexes.push(sql);
            }
        }
        let inserts = TABLES
            .iter()
            .map(|table| {
                let places = vec!["?"; table.columns.len()].join(", ");
                let columns = table.columns.join(", ");
                format!("INSERT INTO {} ({columns}) VALUES ({places})", table.name)
            })
            .collect();
        Ok(Self {
            connection,
            inserts,
            indexes,
        })
    }

    pub fn add(&mut self, batch: &Batch) -> anyhow::Result<()> {
        let transaction = self.connection.transaction()?;
        for ((_, rows), insert) in batch.tables().zip(&self.inserts) {
            let mut statement = transaction.prepare_cached(insert)?;
            for row in rows {
                statement.execute(rusqlite::params_from_iter(row))?;
            }
        }
        transaction.commit()?;
        Ok(())
    }

    pub fn finish(self) -> anyhow::Result<()> {
        for index in &self.indexes {
            self.connection.execute_batch(index)?;
        }
        self.connection
            .execute_batch("PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL;")?;
        drop(self.connection);
        Ok(())
    }
}
