//! Every table, column by column, as a backup holds it: in the order in which rows may be put back
//! without pointing at one that is not there yet.

use crate::{
    connection::AnyConnection,
    dialect,
    sql::{Bytes, Id, Json, Moment},
};
use diesel::{QueryResult, prelude::*};
use serde::{Deserialize, Serialize, Serializer};
use std::io;

/// What ended the writing of a table.
pub(super) enum Ended {
    Database(diesel::result::Error),
    Output(io::Error),
}

/// What ended the putting back of rows.
pub(super) enum Refused {
    Database(diesel::result::Error),
    /// A line is no row of the table.
    Row,
}

/// Takes the rows of a table as lines.
pub(super) type Line<'l> = &'l mut dyn FnMut(&[u8]) -> io::Result<()>;

/// One table of the format.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [&'static str],
    /// Writes every row as a line, in the order of the primary key, holding one at a time.
    pub(super) write: fn(&mut AnyConnection, Line<'_>) -> Result<(), Ended>,
    /// Puts rows back.
    pub(super) put: fn(&mut AnyConnection, &[Vec<u8>]) -> Result<(), Refused>,
}

macro_rules! tables {
    (@put $connection:expr, $table:ident, $rows:expr) => {
        dialect::insert_all!($connection, crate::schema::$table::table, $rows)
    };
    (@put $connection:expr, $table:ident, $rows:expr, there) => {
        dialect::insert_missing!($connection, crate::schema::$table::table, $rows)
    };
    ($($table:ident by ($($key:ident),+) $(unless $there:ident)? { $($column:ident: $kind:ty),+ $(,)? })+) => {
        $(mod $table {
            use super::*;
            use crate::schema::$table::dsl;

            #[derive(Queryable, Insertable, Deserialize)]
            #[diesel(table_name = crate::schema::$table, treat_none_as_default_value = false)]
            struct Row {
                $($column: $kind),+
            }

            impl Serialize for Row {
                /// Without the names: they stand once, before the rows.
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    ($(&self.$column,)+).serialize(serializer)
                }
            }

            pub(super) fn write(
                connection: &mut AnyConnection,
                line: Line<'_>,
            ) -> Result<(), Ended> {
                let rows = dsl::$table.select(($(dsl::$column,)+)).order(($(dsl::$key,)+));
                let mut text = Vec::new();
                let mut one = |row: QueryResult<Row>| -> Result<(), Ended> {
                    let row = row.map_err(Ended::Database)?;
                    text.clear();
                    serde_json::to_writer(&mut text, &row)
                        .map_err(|error| Ended::Output(error.into()))?;
                    text.push(b'\n');
                    line(&text).map_err(Ended::Output)
                };
                match connection {
                    AnyConnection::Sqlite(connection) => rows
                        .load_iter::<Row, _>(connection)
                        .map_err(Ended::Database)?
                        .try_for_each(&mut one),
                    #[cfg(feature = "postgres")]
                    AnyConnection::Postgres(connection) => rows
                        .load_iter::<Row, diesel::pg::PgRowByRowLoadingMode>(connection)
                        .map_err(Ended::Database)?
                        .try_for_each(&mut one),
                }
            }

            pub(super) fn put(
                connection: &mut AnyConnection,
                lines: &[Vec<u8>],
            ) -> Result<(), Refused> {
                let mut rows: Vec<Row> = Vec::with_capacity(lines.len());
                for line in lines {
                    rows.push(serde_json::from_slice(line).map_err(|_| Refused::Row)?);
                }
                tables!(@put connection, $table, &rows $(, $there)?).map_err(Refused::Database)
            }
        })+

        /// The tables in order.
        pub(super) const TABLES: &[Table] = &[$(Table {
            name: stringify!($table),
            columns: &[$(stringify!($column)),+],
            write: $table::write,
            put: $table::put,
        }),+];
    };
}

tables! {
    installation by (id) { id: i32, master_key_check: Bytes, drill: bool }
    organizations by (id) { id: Id, kind: String, name: String, wishes_sentence: Option<String> }
    residents by (id) {
        id: Id, municipality: String, card: String, roster_key: Option<String>,
        protected_address: bool, registration: String, registration_ended_on: Option<String>,
        version: i64, registered_at: Moment, key_version: i32,
    }
    accounts by (id) {
        id: Id, organization_id: Id, role: String, login: String, name: String, generation: i32,
        active: bool, resident_id: Option<Id>, password_hash: String, totp_secret_sealed: Bytes,
        totp_step: i64,
    }
    ended_sessions by (session_id) { session_id: Id, keep_until: Moment }
    sign_in_failures by (id) { id: i64, key: String, at: Moment }
    facts by (id) {
        id: Id, resident_id: Id, kind: String, category: String, code: Option<String>,
        confirmed_none: bool, schema_version: i32, body: Json, provenance: Json,
        entered_at: Moment, superseded_by: Option<Id>,
    }
    summary_sections by (resident_id, category) { resident_id: Id, category: String, body: Json }
    search_keys by (version, key, resident_id) { version: i32, key: String, resident_id: Id }
    search_sketches by (resident_id, version) {
        resident_id: Id, version: i32, body: Json, key_count: i32,
    }
    applications by (id) {
        id: Id, resident_id: Id, receipt: String, route: String, signed_on: String,
        received_by: Id, received_at: Moment,
    }
    consents by (id) {
        id: Id, resident_id: Id, version: i32, collection: bool, evidence: Json,
        proxy: Option<Json>, until: Option<String>, granted_at: Moment, granted_by: Id,
        state: String, ended_at: Option<Moment>, rows: Json,
    }
    identity_consents by (resident_id, recipient, purpose) {
        resident_id: Id, recipient: String, purpose: String, until: Option<String>,
    }
    incidents by (id) {
        id: Id, organization_id: Id, basis: Json, origin: String, called_at: Moment,
        place: Option<String>, opened_by: Id, opened_at: Moment, search: Option<Json>,
        closed_at: Option<Moment>, closed_by: Option<Id>, number: Option<String>,
    }
    lookups by (id) {
        id: Id, incident_id: Option<Id>, account_id: Id, organization_id: Id, at: Moment,
        criteria_kinds: Json, candidates: i32, total: i32, refusal: Option<String>,
    }
    search_events by (id) {
        id: Id, kind: String, subject_id: Id, window_start: Moment, organization_id: Id,
        account_id: Option<Id>, counted: i32, bound: i32, usual: Option<i32>, at: Moment,
    }
    search_event_reviews by (event_id) {
        event_id: Id, reviewed_by: Id, at: Moment, note: String,
    }
    access_entries by (seq) {
        seq: i64, id: Id, at: Moment, resident_id: Option<Id>, incident_id: Option<Id>,
        organization_id: Id, leaf_hash: Bytes,
    }
    // The entries put some of these there themselves: those of residents, as they were. Where an
    // institution serves comes after, so that an entry of the past is not reviewed by its present.
    access_reviews by (municipality, seq) unless there { municipality: String, seq: i64 }
    jurisdictions by (organization_id, municipality) {
        organization_id: Id, municipality: String, position: i32,
    }
    access_bodies by (entry_id) { entry_id: Id, body: Bytes, salt: Bytes }
    access_erasures by (entry_id) { entry_id: Id, at: Moment, reason: String }
    care_teams by (resident_id, organization_id, joined_at) {
        resident_id: Id, organization_id: Id, joined_at: Moment, joined_by: Id,
        left_at: Option<Moment>, left_by: Option<Id>,
    }
    idempotency_keys by (account_id, key) {
        account_id: Id, key: String, request_hash: Bytes, result: Id, at: Moment,
    }
    imports by (id) {
        id: Id, municipality: String, file_hash: Bytes, imported_by: Id, at: Moment,
        new_rows: i32, changed_rows: i32, same_rows: i32, rejected_rows: i32,
    }
    staged_imports by (id) { id: Id, account_id: Id, sealed: Bytes, at: Moment }
    restorations by (id) {
        id: Id, restored_at: Moment, backup_id: Id, taken_at: Moment, entries: i64,
        known_entries: Option<i64>, evidence_at: Option<Moment>,
    }
}
