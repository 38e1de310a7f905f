//! Facts: versions of statements, of which none is ever overwritten.

use crate::{
    ReadTx, StoreError, WriteTx,
    schema::facts,
    sql::{Id, Json, Moment},
};
use diesel::prelude::*;
use tasuki_domain::{
    fact::{Fact, FactKind, SCHEMA_VERSION},
    id::{FactId, ResidentId},
};

#[derive(Insertable)]
#[diesel(table_name = facts, treat_none_as_default_value = false)]
struct NewRow {
    id: Id,
    resident_id: Id,
    kind: &'static str,
    category: &'static str,
    code: Option<String>,
    confirmed_none: bool,
    schema_version: i32,
    body: Json,
    provenance: Json,
    entered_at: Moment,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = facts)]
struct Row {
    id: Id,
    resident_id: Id,
    schema_version: i32,
    body: Json,
    provenance: Json,
    superseded_by: Option<Id>,
}

impl Row {
    fn read(self) -> Result<Fact, StoreError> {
        if self.schema_version != SCHEMA_VERSION {
            return Err(StoreError::Corrupt("facts.schema_version"));
        }
        Ok(Fact {
            id: self.id.into(),
            resident: self.resident_id.into(),
            body: self.body.read("facts.body")?,
            provenance: self.provenance.read("facts.provenance")?,
            superseded_by: self.superseded_by.map(Into::into),
        })
    }
}

impl ReadTx<'_> {
    /// What is said of a resident now, by identifier.
    pub fn current_facts(&mut self, resident: ResidentId) -> Result<Vec<Fact>, StoreError> {
        let rows: Vec<Row> = self.run(|c| {
            facts::table
                .filter(facts::resident_id.eq(Id::from(resident)))
                .filter(facts::superseded_by.is_null())
                .order(facts::id)
                .select(Row::as_select())
                .load(c)
        })?;
        let facts: Vec<Fact> = rows.into_iter().map(Row::read).collect::<Result<_, _>>()?;
        // A retraction is the newest version of its statement, and says that nothing holds.
        Ok(facts
            .into_iter()
            .filter(|fact| !fact.body.is_retraction())
            .collect())
    }

    pub(crate) fn current_of_kind(
        &mut self,
        resident: ResidentId,
        kind: FactKind,
    ) -> Result<Vec<Fact>, StoreError> {
        let rows: Vec<Row> = self.run(|c| {
            facts::table
                .filter(facts::resident_id.eq(Id::from(resident)))
                .filter(facts::kind.eq(kind.code()))
                .filter(facts::superseded_by.is_null())
                .order(facts::id)
                .select(Row::as_select())
                .load(c)
        })?;
        rows.into_iter().map(Row::read).collect()
    }

    /// One version of a statement.
    pub fn fact(&mut self, id: FactId) -> Result<Option<Fact>, StoreError> {
        let row: Option<Row> = self.run(|c| {
            facts::table
                .find(Id::from(id))
                .select(Row::as_select())
                .get_result(c)
                .optional()
        })?;
        row.map(Row::read).transpose()
    }

    /// Everything that was ever said of a resident, oldest first.
    pub fn fact_history(&mut self, resident: ResidentId) -> Result<Vec<Fact>, StoreError> {
        let rows: Vec<Row> = self.run(|c| {
            facts::table
                .filter(facts::resident_id.eq(Id::from(resident)))
                .order((facts::entered_at, facts::id))
                .select(Row::as_select())
                .load(c)
        })?;
        rows.into_iter().map(Row::read).collect()
    }
}

impl WriteTx<'_> {
    /// Records a statement, in the place of `replaces` where it corrects one.
    ///
    /// A kind of which there is only one replaces the current one. "None, checked" replaces every
    /// current fact of its kind, and a known fact replaces a current "none, checked". A fact to be
    /// replaced that is not current, or of another kind or resident, is refused as stale. The
    /// summary is built before the commit, search keys at once.
    pub fn record_fact(&mut self, fact: &Fact, replaces: Option<FactId>) -> Result<(), StoreError> {
        let kind = fact.body.kind();
        let row = NewRow {
            id: fact.id.into(),
            resident_id: fact.resident.into(),
            kind: kind.code(),
            category: kind.category().code(),
            code: fact.body.code(),
            confirmed_none: fact.body.is_confirmed_none(),
            schema_version: SCHEMA_VERSION,
            body: Json::of(&fact.body)?,
            provenance: Json::of(&fact.provenance)?,
            entered_at: fact.provenance.entered_at.into(),
        };
        self.run(|c| diesel::insert_into(facts::table).values(row).execute(c))?;
        let id = Id::from(fact.id);
        let superseded = facts::superseded_by.eq(id);
        let others = facts::table
            .filter(facts::resident_id.eq(Id::from(fact.resident)))
            .filter(facts::kind.eq(kind.code()))
            .filter(facts::superseded_by.is_null())
            .filter(facts::id.ne(id));
        if let Some(replaced) = replaces {
            let rows = self.run(|c| {
                diesel::update(others.filter(facts::id.eq(Id::from(replaced))))
                    .set(superseded)
                    .execute(c)
            })?;
            if rows != 1 {
                return Err(StoreError::Stale);
            }
        }
        if kind.is_single() || fact.body.is_confirmed_none() {
            self.run(|c| diesel::update(others).set(superseded).execute(c))?;
        } else {
            self.run(|c| {
                diesel::update(others.filter(facts::confirmed_none))
                    .set(superseded)
                    .execute(c)
            })?;
        }
        if kind == FactKind::Identity {
            self.rebuild_search_keys(fact.resident)?;
        }
        self.mark_changed(fact.resident);
        Ok(())
    }
}
