//! How the database goes about every statement of the main job, and of searches that know less.

use super::{NewIds, record::Recording, searches::searches, sqlite};
use crate::dataset::Dataset;
use anyhow::Context as _;
use diesel::{
    Connection as _, PgConnection, RunQueryDsl as _, connection::SimpleConnection as _,
    deserialize::QueryableByName, sql_types::Text,
};
use std::io::Write as _;
use tasuki_store::DatabaseUrl;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    plan: String,
}

/// Prints the plan of every statement; those that read a whole table are marked.
pub fn explain(dataset: &Dataset) -> anyhow::Result<()> {
    let (recording, took) = searches(dataset)?;
    let mut out = std::io::stdout().lock();
    for (what, millis) in took {
        writeln!(out, "{millis:8.2} ms  {what}")?;
    }
    let plans = match &dataset.url {
        DatabaseUrl::Sqlite(path) => sqlite::plans(path, &recording, &NewIds::draw())?,
        DatabaseUrl::Postgres(url) => of_postgres(url, &recording)?,
    };
    let mut scans = 0;
    for (text, plan) in recording.texts.iter().zip(plans) {
        writeln!(out, "\n{text}")?;
        for line in plan {
            let scan = line.contains("Seq Scan")
                || (line.contains("SCAN ") && !line.contains("SCAN CONSTANT ROW"));
            scans += usize::from(scan);
            writeln!(out, "{} {line}", if scan { "!!" } else { "  " })?;
        }
    }
    writeln!(out, "\n{scans} reads of a whole table")?;
    Ok(())
}

/// The plans that the store's connections use: generic ones, which depend on no value.
fn of_postgres(url: &str, recording: &Recording) -> anyhow::Result<Vec<Vec<String>>> {
    let mut connection = PgConnection::establish(url)?;
    connection.batch_execute(&recording.writing)?;
    let mut plans = Vec::new();
    for text in &recording.texts {
        connection
            .batch_execute(&format!("PREPARE asked AS {text}"))
            .with_context(|| text.clone())?;
        let values = text.matches('$').count();
        let nulls = vec!["NULL"; values].join(", ");
        let arguments = if values == 0 {
            String::new()
        } else {
            format!("({nulls})")
        };
        let lines: Vec<Line> =
            diesel::sql_query(format!("EXPLAIN EXECUTE asked{arguments}")).load(&mut connection)?;
        connection.batch_execute("DEALLOCATE asked")?;
        plans.push(lines.into_iter().map(|line| line.plan).collect());
    }
    Ok(plans)
}
