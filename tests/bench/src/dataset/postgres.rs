//! Fills a PostgreSQL database with COPY: what hangs on rows (references, secondary indexes) comes
//! last, and `VACUUM ANALYZE` at the end.

use super::cell::{Batch, Cell};
use anyhow::{Context as _, bail};
use diesel::{
    Connection as _, PgConnection, RunQueryDsl as _, connection::SimpleConnection as _,
    deserialize::QueryableByName, sql_types::Text,
};
use std::fmt::Write as _;

/// Tables whose primary key nothing refers to, so that it too can be built at the end.
const LEAVES: &[&str] = &[
    "summary_sections",
    "search_keys",
    "search_sketches",
    "identity_consents",
];

#[derive(QueryableByName)]
struct Definition {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    sql: String,
}

/// A database being filled.
pub struct Filling {
    url: String,
    later: Vec<String>,
}

/// A new database of that name beside the one of the address; its address.
pub fn create(server: &str, name: &str) -> anyhow::Result<String> {
    let mut admin = PgConnection::establish(server).context("the PostgreSQL server")?;
    admin.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))?;
    admin.batch_execute(&format!(
        "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"
    ))?;
    within(server, name)
}

/// The address of another database of the same server.
pub fn within(server: &str, name: &str) -> anyhow::Result<String> {
    let (scheme, rest) = server.split_once("://").context("no scheme")?;
    let (place, parameters) = rest.split_once('?').unwrap_or((rest, ""));
    let host = place.split('/').next().unwrap_or(place);
    let join = if parameters.is_empty() { "" } else { "?" };
    Ok(format!("{scheme}://{host}/{name}{join}{parameters}"))
}

impl Filling {
    pub fn begin(url: &str) -> anyhow::Result<Self> {
        let mut connection = PgConnection::establish(url)?;
        let leaves = LEAVES
            .iter()
            .map(|name| format!("'{name}'"))
            .collect::<Vec<_>>()
            .join(", ");
        let mut later = Vec::new();
        let constraints: Vec<Definition> = diesel::sql_query(format!(
            "SELECT conrelid::regclass || '|' || conname AS name, \
             'ALTER TABLE ' || conrelid::regclass || ' ADD CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(oid) AS sql \
             FROM pg_constraint WHERE contype = 'p' AND conrelid::regclass::text IN ({leaves})"
        ))
        .load(&mut connection)?;
        if constraints.len() != LEAVES.len() {
            bail!("the schema has changed: {} primary keys", constraints.len());
        }
        for Definition { name, sql } in constraints {
            let (table, constraint) = name.split_once('|').context("a constraint's name")?;
            connection
                .batch_execute(&format!("ALTER TABLE {table} DROP CONSTRAINT {constraint}"))?;
            later.push(sql);
        }
        let indexes: Vec<Definition> = diesel::sql_query(
            "SELECT indexname AS name, indexdef AS sql FROM pg_indexes i WHERE schemaname = 'public' \
             AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)",
        )
        .load(&mut connection)?;
        for Definition { name, sql } in indexes {
            connection.batch_execute(&format!("DROP INDEX {name}"))?;
            later.push(sql);
        }
        Ok(Self {
            url: url.to_owned(),
            later,
        })
    }

    /// A connection that adds rows; several may at once.
    pub fn adder(&self) -> anyhow::Result<Adder> {
        let mut connection = PgConnection::establish(&self.url)?;
        // The rows keep every reference, which `doctor` proves; checking them one by one would
        // take longer than everything else.
        connection
            .batch_execute("SET session_replication_role = replica; SET synchronous_commit = off")
            .context("the role must be a superuser, to load without checking every reference")?;
        Ok(Adder { connection })
    }

    pub fn finish(self) -> anyhow::Result<()> {
        let next = std::sync::atomic::AtomicUsize::new(0);
        let work = || -> anyhow::Result<()> {
            let mut connection = PgConnection::establish(&self.url)?;
            connection.batch_execute("SET maintenance_work_mem = '1GB'")?;
            while let Some(sql) = self
                .later
                .get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
            {
                connection.batch_execute(sql)?;
            }
            Ok(())
        };
        std::thread::scope(|scope| {
            let both = [scope.spawn(work), scope.spawn(work)];
            for thread in both {
                thread
                    .join()
                    .map_err(|_| anyhow::anyhow!("a thread panicked"))??;
            }
            Ok::<_, anyhow::Error>(())
        })?;
        let mut connection = PgConnection::establish(&self.url)?;
        connection.batch_execute("VACUUM (ANALYZE, FREEZE)")?;
        connection.batch_execute("CHECKPOINT")?;
        Ok(())
    }
}

/// Adds rows over a connection of its own.
pub struct Adder {
    connection: PgConnection,
}

impl Adder {
    pub fn add(&mut self, batch: &Batch) -> anyhow::Result<()> {
        self.connection.batch_execute("BEGIN")?;
        for (table, rows) in batch.tables() {
            let mut text = String::new();
            for row in rows {
                for (place, cell) in row.iter().enumerate() {
                    if place > 0 {
                        text.push('\t');
                    }
                    write_cell(&mut text, cell)?;
                }
                text.push('\n');
            }
            tables::copy(&mut self.connection, table.name, &text)?;
        }
        self.connection.batch_execute("COMMIT")?;
        Ok(())
    }
}

fn write_cell(text: &mut String, cell: &Cell) -> std::fmt::Result {
    match cell {
        Cell::Null => text.push_str("\\N"),
        Cell::Flag(flag) => text.push(if *flag { 't' } else { 'f' }),
        Cell::Count(number) => write!(text, "{number}")?,
        Cell::Id(id) => write!(text, "{id}")?,
        Cell::Moment(micros) => {
            let at = jiff::Timestamp::from_microsecond(*micros).map_err(|_| std::fmt::Error)?;
            write!(text, "{at}")?;
        }
        Cell::Text(value) => {
            for letter in value.chars() {
                match letter {
                    '\\' => text.push_str("\\\\"),
                    '\t' => text.push_str("\\t"),
                    '\n' => text.push_str("\\n"),
                    '\r' => text.push_str("\\r"),
                    other => text.push(other),
                }
            }
        }
    }
    Ok(())
}

/// The tables for `COPY`, which diesel writes only for tables that it knows. The text format names
/// no types, so these do not matter.
mod tables {
    use anyhow::bail;
    use diesel::{ExecuteCopyFromDsl as _, PgConnection};

    macro_rules! copied {
        ($($table:ident { $($column:ident)+ })+) => {
            $(diesel::table! {
                $table ($($column),+) { $($column -> Text,)+ }
            })+

            /// Sends rows in the text format.
            pub fn copy(connection: &mut PgConnection, table: &str, text: &str) -> anyhow::Result<()> {
                match table {
                    $(stringify!($table) => {
                        diesel::copy_from($table::table)
                            .from_raw_data($table::table, |copy| {
                                copy.write_all(text.as_bytes())
                                    .map_err(|error| diesel::result::Error::SerializationError(Box::new(error)))
                            })
                            .execute(connection)?;
                    })+
                    other => bail!("no table {other}"),
                }
                Ok(())
            }
        };
    }

    copied! {
        residents { id municipality card roster_key protected_address registration
            registration_ended_on version registered_at key_version }
        applications { id resident_id receipt route signed_on received_by received_at }
        facts { id resident_id kind category code confirmed_none schema_version body provenance
            entered_at superseded_by }
        summary_sections { resident_id category body }
        search_keys { version key resident_id }
        search_sketches { resident_id version body key_count }
        consents { id resident_id version collection evidence proxy until granted_at granted_by
            state ended_at rows }
        identity_consents { resident_id recipient purpose until }
    }
}
