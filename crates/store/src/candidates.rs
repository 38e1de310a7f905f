//! The people whom a search may offer: in scope, consenting, and agreeing with a probe.

use crate::{
    ReadTx, StoreError, code,
    connection::MultiBackend,
    search_keys::successor,
    sql::{Id, Json, types},
};
use diesel::{
    QueryResult, RunQueryDsl as _,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
};
use std::collections::BTreeSet;
use tasuki_domain::{
    consent::{Purpose, RecipientClass},
    municipality::MunicipalityCode,
    time::Date,
};
use tasuki_matching::{KEY_VERSION, Probe, Subject};

/// Among whom a search may look.
#[derive(Debug, Clone)]
pub struct CandidateScope<'a> {
    /// Only residents of these municipalities.
    pub municipalities: &'a [MunicipalityCode],
    /// Only residents who permit their identity to that class for that purpose; none where the
    /// search does not rest on consent.
    pub consent: Option<(RecipientClass, Purpose)>,
    /// Also residents who moved away, as a city looks for them in its own register; registered and
    /// deceased people always count.
    pub moved_away: bool,
    /// The day on which a consent must still hold.
    pub today: Date,
}

/// A statement built from fixed pieces and bound values. Its text depends only on the shape of the
/// probe, so both databases keep it prepared.
#[derive(Default)]
struct Statement {
    pieces: Vec<Piece>,
}

enum Piece {
    Sql(&'static str),
    Text(String),
    /// Written out: a bound limit makes SQLite prepare the statement anew for every search.
    Count(i64),
}

impl Statement {
    fn sql(&mut self, sql: &'static str) -> &mut Self {
        self.pieces.push(Piece::Sql(sql));
        self
    }

    fn text(&mut self, value: &str) -> &mut Self {
        self.pieces.push(Piece::Text(value.to_owned()));
        self
    }

    fn count(&mut self, value: i64) -> &mut Self {
        self.pieces.push(Piece::Count(value));
        self
    }
}

impl QueryFragment<MultiBackend> for Statement {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        for piece in &self.pieces {
            match piece {
                Piece::Sql(sql) => out.push_sql(sql),
                Piece::Text(text) => out.push_bind_param::<types::Text, _>(text)?,
                Piece::Count(count) => out.push_sql(&count.to_string()),
            }
        }
        Ok(())
    }
}

impl QueryId for Statement {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Statement {
    type SqlType = (types::Uid, types::Text, types::Doc);
}

impl<C: diesel::Connection> diesel::RunQueryDsl<C> for Statement {}

type Found = (Id, String, Json);

/// The people whom probes found, each once.
#[derive(Debug, Default)]
pub struct Candidates {
    seen: BTreeSet<Id>,
    /// The people, folded.
    pub subjects: Vec<Subject>,
    /// A probe had more than could be taken.
    pub bounded: bool,
}

impl ReadTx<'_> {
    /// Adds the residents in scope whom any of the probes finds, `each` of a range and until there are
    /// `limit`, and marks when there were more.
    pub fn candidates(
        &mut self,
        probes: &[Probe],
        scope: &CandidateScope<'_>,
        (each, limit): (usize, usize),
        found: &mut Candidates,
    ) -> Result<(), StoreError> {
        if scope.municipalities.is_empty() {
            return Ok(());
        }
        for probe in probes {
            // A list asks for many short ranges at once; a range by itself may be long.
            let most = match probe {
                Probe::AnyOf(_) => limit,
                Probe::Prefix(_) | Probe::Range(..) => each,
            };
            let rows = i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1);
            for statement in statements(probe, scope, rows) {
                let people: Vec<Found> = self.run(|c| statement.load(c))?;
                // A person with two such keys fills two rows, so a full answer may have left some out.
                found.bounded |= people.len() > most;
                for person in people {
                    if !found.seen.insert(person.0) {
                        continue;
                    }
                    if found.subjects.len() == limit {
                        found.bounded = true;
                        return Ok(());
                    }
                    found.subjects.push(subject(person)?);
                }
            }
        }
        Ok(())
    }
}

fn subject((id, card, sketch): Found) -> Result<Subject, StoreError> {
    Ok(Subject {
        resident: id.into(),
        card: code::of_text(&card, "residents.card")?,
        sketch: sketch.read("search_sketches.body")?,
    })
}

/// Keys that one statement asks for at most.
const KEYS_AT_ONCE: usize = 64;

/// The statements of a probe.
fn statements(probe: &Probe, scope: &CandidateScope<'_>, rows: i64) -> Vec<Statement> {
    match probe {
        Probe::AnyOf(keys) => keys
            .chunks(KEYS_AT_ONCE)
            .map(|keys| statement(scope, rows, |statement| any_of(statement, keys)))
            .collect(),
        Probe::Prefix(prefix) => vec![statement(scope, rows, |statement| {
            statement.sql("k.key >= ").text(prefix);
            if let Some(end) = successor(prefix) {
                statement.sql(" AND k.key < ").text(&end);
            }
        })],
        Probe::Range(first, last) => vec![statement(scope, rows, |statement| {
            statement
                .sql("k.key >= ")
                .text(first)
                .sql(" AND k.key <= ")
                .text(last);
        })],
    }
}

/// As many places as the next power of two, the last key filling those that are over, so that few
/// different statements are kept prepared.
fn any_of(statement: &mut Statement, keys: &[String]) {
    let places = keys.len().next_power_of_two();
    let filled = keys.iter().chain(keys.last().into_iter().cycle());
    for (place, key) in filled.take(places).enumerate() {
        statement
            .sql(if place == 0 { "k.key IN (" } else { ", " })
            .text(key);
    }
    statement.sql(")");
}

/// CROSS JOIN keeps SQLite from turning the order round. LIMIT 1 within EXISTS says nothing new, but
/// keeps SQLite from making a join of it.
fn statement(
    scope: &CandidateScope<'_>,
    rows: i64,
    keys: impl FnOnce(&mut Statement),
) -> Statement {
    let version = i64::from(KEY_VERSION);
    let mut statement = Statement::default();
    statement
        .sql(
            "SELECT r.id, r.card, s.body \
             FROM search_keys k CROSS JOIN residents r CROSS JOIN search_sketches s \
             WHERE k.version = ",
        )
        .count(version)
        .sql(" AND ");
    keys(&mut statement);
    statement
        .sql(" AND r.id = k.resident_id AND r.registration IN (")
        .sql(if scope.moved_away {
            "'active', 'deceased', 'moved_away'"
        } else {
            "'active', 'deceased'"
        })
        .sql(") AND r.municipality IN (");
    for (place, municipality) in scope.municipalities.iter().enumerate() {
        statement
            .sql(if place == 0 { "" } else { ", " })
            .text(municipality.as_str());
    }
    statement.sql(")");
    if let Some((recipient, purpose)) = scope.consent {
        statement
            .sql(
                " AND EXISTS (SELECT 1 FROM identity_consents c WHERE c.resident_id = k.resident_id \
                 AND c.recipient = ",
            )
            .text(recipient.code())
            .sql(" AND c.purpose = ")
            .text(purpose.code())
            .sql(" AND (c.until IS NULL OR c.until >= ")
            .text(&scope.today.to_string())
            .sql(") LIMIT 1)");
    }
    statement
        .sql(" AND s.resident_id = k.resident_id AND s.version = ")
        .count(version)
        .sql(" ORDER BY k.key, k.resident_id LIMIT ")
        .count(rows);
    statement
}
