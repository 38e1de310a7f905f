//! The summary projection: what a crew's read is made from.

use crate::{
    ReadTx, StoreError, WriteTx,
    connection::AnyConnection,
    dialect,
    schema::summary_sections,
    sql::{Id, Json},
};
use diesel::{prelude::*, sql_types::Text};
use tasuki_domain::{
    Category,
    fact::Fact,
    id::ResidentId,
    summary::{Entry, Section},
};

#[derive(Insertable)]
#[diesel(table_name = summary_sections)]
struct Row {
    resident_id: Id,
    category: &'static str,
    body: Json,
}

/// The sections that current facts make, in reading order, empty ones left out.
pub(crate) fn build(current: &[Fact]) -> Vec<Section> {
    Category::ALL
        .iter()
        .map(|category| {
            let entries = current
                .iter()
                .filter(|fact| fact.body.kind().category() == *category)
                .map(|fact| Entry {
                    fact: fact.id,
                    body: fact.body.clone(),
                    provenance: fact.provenance.clone(),
                });
            Section::build(*category, entries)
        })
        .filter(|section| !section.entries.is_empty())
        .collect()
}

diesel::define_sql_function! {
    /// Where a text begins within another, from 1; 0 when it is not in it.
    fn instr(text: Text, part: Text) -> Integer;
}

/// Whether the category is one of these. A list of values has no fixed length, so SQLite's connection
/// would not keep the statement prepared; one text is one value.
#[diesel::dsl::auto_type]
fn is_in(codes: &[&str]) -> _ {
    let listed: String = format!(",{},", codes.join(","));
    let part = ","
        .into_sql::<Text>()
        .concat(summary_sections::category)
        .concat(",");
    instr(listed, part).gt(0_i32)
}

impl ReadTx<'_> {
    /// The summary of a resident in reading order: the wanted categories, or all. No other leaves the
    /// database. A category of which nothing is recorded comes empty.
    pub fn sections(
        &mut self,
        resident: ResidentId,
        wanted: Option<&[Category]>,
    ) -> Result<Vec<Section>, StoreError> {
        let wanted = wanted.unwrap_or(Category::ALL);
        let rows = self.section_rows(resident, wanted)?;
        Category::ALL
            .iter()
            .filter(|category| wanted.contains(category))
            .map(|category| {
                rows.iter()
                    .find(|(code, _)| code == category.code())
                    .map_or_else(
                        || Ok(Section::empty(*category)),
                        |(_, body)| body.read("summary_sections.body"),
                    )
            })
            .collect()
    }

    pub(crate) fn section_rows(
        &mut self,
        resident: ResidentId,
        wanted: &[Category],
    ) -> Result<Vec<(String, Json)>, StoreError> {
        let codes: Vec<&str> = wanted.iter().map(|category| category.code()).collect();
        let all = summary_sections::table
            .filter(summary_sections::resident_id.eq(Id::from(resident)))
            .select((summary_sections::category, summary_sections::body));
        self.run(|c| match c {
            AnyConnection::Sqlite(c) => all.filter(is_in(&codes)).load(c),
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(c) => {
                all.filter(summary_sections::category.eq_any(codes)).load(c)
            }
        })
    }
}

impl WriteTx<'_> {
    /// Builds the summary of a resident anew from the current facts. What a unit of work changed
    /// and did not build itself is built before its commit.
    pub fn rebuild_summary(&mut self, resident: ResidentId) -> Result<(), StoreError> {
        let id = Id::from(resident);
        let rows = build(&self.current_facts(resident)?)
            .iter()
            .map(|section| {
                Ok(Row {
                    resident_id: id,
                    category: section.category.code(),
                    body: Json::of(section)?,
                })
            })
            .collect::<Result<Vec<Row>, StoreError>>()?;
        self.run(|c| {
            diesel::delete(summary_sections::table.filter(summary_sections::resident_id.eq(id)))
                .execute(c)
        })?;
        self.run(|c| dialect::insert_all!(c, summary_sections::table, &rows))?;
        self.mark_built(resident);
        Ok(())
    }
}
