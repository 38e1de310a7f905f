//! What the database says, read past the service.

use diesel::{
    Connection as _, QueryableByName, RunQueryDsl as _, connection::SimpleConnection as _,
    sql_types::Text,
};
use serde_json::Value;

/// A thing that was made: its identifier, whose it is, and a text that holds its marker.
#[derive(Debug, Clone, QueryableByName)]
pub struct Thing {
    #[diesel(sql_type = Text)]
    pub id: String,
    #[diesel(sql_type = Text)]
    pub resident: String,
    #[diesel(sql_type = Text)]
    pub text: String,
}

/// One access entry.
#[derive(Debug, Clone)]
pub struct Entry {
    pub action: String,
    pub permitted: bool,
    pub resident: Option<String>,
    pub incident: Option<String>,
    pub lookup: Option<String>,
}

/// Everything that promises are held against.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The text is the municipality's number, or nothing.
    pub residents: Vec<Thing>,
    pub applications: Vec<Thing>,
    pub facts: Vec<Thing>,
    pub consents: Vec<Thing>,
    pub incidents: Vec<Thing>,
    pub entries: Vec<Entry>,
}

/// An identifier as the database spells it here.
pub fn plain(id: &str) -> String {
    id.replace('-', "").to_lowercase()
}

impl State {
    /// Reads it on one snapshot.
    pub fn of(url: &str) -> Self {
        match url.strip_prefix("sqlite:") {
            Some(path) => {
                let mut connection = diesel::SqliteConnection::establish(path).unwrap();
                connection
                    .batch_execute("PRAGMA busy_timeout = 20000; BEGIN")
                    .unwrap();
                read(&mut |sql| {
                    let sql = sql
                        .replace("ID(", "lower(hex(")
                        .replace(")ID", "))")
                        .replace("BODY(", "CAST(")
                        .replace(")BODY", " AS TEXT)");
                    diesel::sql_query(sql).load(&mut connection).unwrap()
                })
            }
            None => {
                let mut connection = diesel::PgConnection::establish(url).unwrap();
                connection
                    .batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .unwrap();
                read(&mut |sql| {
                    let sql = sql
                        .replace("ID(", "replace((")
                        .replace(")ID", ")::text, '-', '')")
                        .replace("BODY(", "convert_from(")
                        .replace(")BODY", ", 'UTF8')");
                    diesel::sql_query(sql).load(&mut connection).unwrap()
                })
            }
        }
    }
}

fn read(ask: &mut dyn FnMut(&str) -> Vec<Thing>) -> State {
    let bodies = ask("SELECT '' AS id, '' AS resident, BODY(body)BODY AS text FROM access_bodies");
    State {
        residents: ask(
            "SELECT ID(id)ID AS id, ID(id)ID AS resident, coalesce(roster_key, '') AS text FROM residents",
        ),
        applications: ask(
            "SELECT ID(id)ID AS id, ID(resident_id)ID AS resident, receipt AS text FROM applications",
        ),
        facts: ask(
            "SELECT ID(id)ID AS id, ID(resident_id)ID AS resident, CAST(body AS TEXT) AS text FROM facts",
        ),
        consents: ask(
            "SELECT ID(id)ID AS id, ID(resident_id)ID AS resident, CAST(evidence AS TEXT) AS text FROM consents",
        ),
        incidents: ask(
            "SELECT ID(id)ID AS id, '' AS resident, CAST(basis AS TEXT) AS text FROM incidents",
        ),
        entries: bodies.iter().map(|body| entry(&body.text)).collect(),
    }
}

fn entry(body: &str) -> Entry {
    let body: Value = serde_json::from_str(body).unwrap();
    let text = |member: &str| body[member].as_str().map(plain);
    Entry {
        action: body["action"].as_str().unwrap().to_owned(),
        permitted: body["outcome"] != "refused",
        resident: text("resident"),
        incident: text("incident"),
        lookup: text("lookup"),
    }
}
