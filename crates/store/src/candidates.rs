//! The people whom a search may offer: in scope, consenting, and agreeing with a probe.

use crate::{
    ReadTx, StoreError, code,
    connection::MultiBackend,
    dialect,
    search_keys::successor,
    sql::{Id, Json, types},
};
use diesel::{
    QueryResult, RunQueryDsl as _,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
};
use std::collections::BTreeSet;
use tasuki_domain::{
    Category,
    consent::{Purpose, RecipientClass},
    fact::FactBody,
    municipality::MunicipalityCode,
    summary::Section,
    time::Date,
};
use tasuki_matching::{KeyTest, Probe, Subject, Test};

/// Among whom a search may look.
#[derive(Debug, Clone)]
pub struct CandidateScope<'a> {
    /// Only residents of these municipalities.
    pub municipalities: &'a [MunicipalityCode],
    /// Only residents who permit their identity to that class for that purpose; none where the
    /// search does not rest on consent.
    pub consent: Option<(RecipientClass, Purpose)>,
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
    type SqlType = (types::Uid, types::Text, types::Bool, types::Doc);
}

impl<C: diesel::Connection> diesel::RunQueryDsl<C> for Statement {}

type Found = (Id, String, bool, Json);

impl ReadTx<'_> {
    /// The residents in scope who agree with any of the probes, at most `limit`, and whether there
    /// were more. Registered and deceased people are found, people who moved away are not.
    pub fn candidates(
        &mut self,
        probes: &[Probe],
        scope: &CandidateScope<'_>,
        limit: usize,
    ) -> Result<(Vec<Subject>, bool), StoreError> {
        let mut seen = BTreeSet::new();
        let mut subjects = Vec::new();
        if scope.municipalities.is_empty() {
            return Ok((subjects, false));
        }
        let rows = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
        for probe in probes {
            let mut asked = 0;
            let found: Vec<Found> = self.run(|c| {
                let position = dialect::position_function(c);
                match statement(probe, scope, rows, position) {
                    Some(statement) => statement.load(c),
                    None => Ok(Vec::new()),
                }
            })?;
            for row in found {
                asked += 1;
                if !seen.insert(row.0) {
                    continue;
                }
                if subjects.len() == limit {
                    return Ok((subjects, true));
                }
                subjects.push(subject(row)?);
            }
            // A person with two such keys fills two rows, so a full answer may have left some out.
            if asked == rows {
                return Ok((subjects, true));
            }
        }
        Ok((subjects, false))
    }
}

fn subject((id, card, protected_address, section): Found) -> Result<Subject, StoreError> {
    let section: Section = section.read("summary_sections.body")?;
    let identity = section
        .entries
        .into_iter()
        .find_map(|entry| match entry.body {
            FactBody::Identity(identity) => Some(identity),
            _ => None,
        })
        .ok_or(StoreError::Corrupt("summary_sections.body"))?;
    Ok(Subject {
        resident: id.into(),
        card: code::of_text(&card, "residents.card")?,
        identity,
        protected_address,
    })
}

/// The statement of a probe. The first test that an index can answer drives it; CROSS JOIN keeps
/// SQLite from turning the order round. None when no test can.
///
/// LIMIT 1 within EXISTS says nothing new, but keeps SQLite from making a join of it, which would
/// come after the others: whoever the name excludes would first be read whole.
fn statement(
    probe: &Probe,
    scope: &CandidateScope<'_>,
    rows: i64,
    position: &'static str,
) -> Option<Statement> {
    let driving = probe.tests.iter().position(|test| match &test.test {
        Test::Exact(value) | Test::Prefix(value) => !value.is_empty(),
        Test::Range(..) => true,
        Test::Contains(_) => false,
    })?;
    let mut statement = Statement::default();
    statement.sql(
        "SELECT r.id, r.card, r.protected_address, s.body \
         FROM search_keys k CROSS JOIN residents r CROSS JOIN summary_sections s \
         WHERE ",
    );
    for (place, test) in probe.tests.iter().enumerate() {
        if place == driving {
            key_test(&mut statement, ["k.kind = ", "k.value "], test, position);
        }
    }
    for (place, test) in probe.tests.iter().enumerate() {
        if place != driving {
            statement.sql(
                " AND EXISTS (SELECT 1 FROM search_keys o WHERE o.resident_id = k.resident_id AND ",
            );
            key_test(&mut statement, ["o.kind = ", "o.value "], test, position);
            statement.sql(" LIMIT 1)");
        }
    }
    statement.sql(
        " AND r.id = k.resident_id AND r.registration IN ('active', 'deceased') \
         AND r.municipality IN (",
    );
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
        .sql(" AND s.resident_id = k.resident_id AND s.category = ")
        .text(Category::Identity.code())
        .sql(" ORDER BY k.value, k.resident_id LIMIT ")
        .count(rows);
    Some(statement)
}

fn key_test(
    statement: &mut Statement,
    [kind, value]: [&'static str; 2],
    test: &KeyTest,
    position: &'static str,
) {
    statement.sql(kind).text(test.kind.code());
    match &test.test {
        Test::Exact(wanted) => {
            statement.sql(" AND ").sql(value).sql("= ").text(wanted);
        }
        Test::Prefix(prefix) => {
            statement.sql(" AND ").sql(value).sql(">= ").text(prefix);
            if let Some(end) = successor(prefix) {
                statement.sql(" AND ").sql(value).sql("< ").text(&end);
            }
        }
        Test::Range(first, last) => {
            statement
                .sql(" AND ")
                .sql(value)
                .sql(">= ")
                .text(first)
                .sql(" AND ")
                .sql(value)
                .sql("<= ")
                .text(last);
        }
        Test::Contains(part) => {
            statement
                .sql(" AND ")
                .sql(position)
                .sql("(")
                .sql(value)
                .sql(", ")
                .text(part)
                .sql(") > 0");
        }
    }
}
