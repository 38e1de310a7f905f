//! Consents, and the index of what is in force that queries are filtered with.

use crate::{
    ReadTx, StoreError, WriteTx, code, dialect,
    schema::{consent_index, consent_rows, consents},
    sql::{Id, Json, Moment},
};
use diesel::{
    dsl::{exists, not, sql},
    expression::SqlLiteral,
    prelude::*,
    sql_types::Bool,
};
use std::collections::{BTreeSet, HashMap};
use tasuki_domain::{
    Category,
    consent::{Consent, ConsentRow, ConsentState, Purpose, RecipientClass},
    id::{ConsentId, ResidentId},
    time::Instant,
};

#[derive(Insertable, Queryable)]
#[diesel(table_name = consents, treat_none_as_default_value = false)]
struct Row {
    id: Id,
    resident_id: Id,
    version: i32,
    collection: bool,
    evidence: Json,
    proxy: Option<Json>,
    until: Option<String>,
    granted_at: Moment,
    granted_by: Id,
    state: String,
    ended_at: Option<Moment>,
}

#[derive(Insertable, Queryable)]
#[diesel(table_name = consent_rows)]
struct Permitted {
    consent_id: Id,
    category: String,
    recipient: String,
    purpose: String,
}

#[derive(Insertable)]
#[diesel(table_name = consent_index, treat_none_as_default_value = false)]
struct Indexed {
    resident_id: Id,
    category: &'static str,
    recipient: &'static str,
    purpose: &'static str,
    consent_id: Id,
    until: Option<String>,
}

impl Permitted {
    fn read(&self) -> Result<ConsentRow, StoreError> {
        Ok(ConsentRow {
            category: Category::from_code(&self.category)
                .ok_or(StoreError::Corrupt("consent_rows.category"))?,
            recipient: RecipientClass::from_code(&self.recipient)
                .ok_or(StoreError::Corrupt("consent_rows.recipient"))?,
            purpose: Purpose::from_code(&self.purpose)
                .ok_or(StoreError::Corrupt("consent_rows.purpose"))?,
        })
    }
}

impl Row {
    fn read(self, rows: BTreeSet<ConsentRow>) -> Result<Consent, StoreError> {
        let state = match (self.state.as_str(), self.ended_at) {
            ("in_force", None) => ConsentState::InForce,
            ("superseded", Some(at)) => ConsentState::Superseded(at.into()),
            ("withdrawn", Some(at)) => ConsentState::Withdrawn(at.into()),
            _ => return Err(StoreError::Corrupt("consents.state")),
        };
        Ok(Consent {
            id: self.id.into(),
            resident: self.resident_id.into(),
            version: self.version,
            rows,
            collection: self.collection,
            evidence: self.evidence.read("consents.evidence")?,
            proxy: self
                .proxy
                .map(|proxy| proxy.read("consents.proxy"))
                .transpose()?,
            until: code::of_optional_text(self.until.as_deref(), "consents.until")?,
            granted_at: self.granted_at.into(),
            granted_by: self.granted_by.into(),
            state,
        })
    }
}

/// Written out rather than bound: only so can either database use the partial index, and SQLite
/// would prepare the statement anew whenever the value is bound.
fn in_force() -> SqlLiteral<Bool> {
    sql("consents.state = 'in_force'")
}

impl ReadTx<'_> {
    /// The consent.
    pub fn consent(&mut self, id: ConsentId) -> Result<Option<Consent>, StoreError> {
        let row = self.run(|c| consents::table.find(Id::from(id)).get_result(c).optional())?;
        Ok(self.with_rows(Vec::from_iter(row))?.pop())
    }

    /// The consent that neither another one nor a withdrawal ended. Its last day may have passed.
    pub fn consent_in_force(
        &mut self,
        resident: ResidentId,
    ) -> Result<Option<Consent>, StoreError> {
        let row = self.run(|c| {
            consents::table
                .filter(consents::resident_id.eq(Id::from(resident)))
                .filter(in_force())
                .get_result(c)
                .optional()
        })?;
        Ok(self.with_rows(Vec::from_iter(row))?.pop())
    }

    /// All consents of a resident, newest first.
    pub fn consents(&mut self, resident: ResidentId) -> Result<Vec<Consent>, StoreError> {
        let rows = self.run(|c| {
            consents::table
                .filter(consents::resident_id.eq(Id::from(resident)))
                .order(consents::version.desc())
                .load(c)
        })?;
        self.with_rows(rows)
    }

    /// The newest consent of each of these residents who has one, in force or not.
    pub fn newest_consents(
        &mut self,
        of: &[ResidentId],
    ) -> Result<HashMap<ResidentId, Consent>, StoreError> {
        let ids: Vec<Id> = of.iter().map(|resident| Id::from(*resident)).collect();
        let newer = diesel::alias!(consents as newer);
        let rows = self.run(|c| {
            consents::table
                .filter(consents::resident_id.eq_any(ids))
                .filter(not(exists(
                    newer
                        .filter(newer.field(consents::resident_id).eq(consents::resident_id))
                        .filter(newer.field(consents::version).gt(consents::version)),
                )))
                .load(c)
        })?;
        let consents = self.with_rows(rows)?;
        Ok(consents
            .into_iter()
            .map(|consent| (consent.resident, consent))
            .collect())
    }

    fn with_rows(&mut self, headers: Vec<Row>) -> Result<Vec<Consent>, StoreError> {
        if headers.is_empty() {
            return Ok(Vec::new());
        }
        let permitted: Vec<Permitted> = match headers.as_slice() {
            // A list of values has no fixed length, so SQLite's connection does not keep such a
            // statement prepared; every look asks for one.
            [only] => {
                let of_one = consent_rows::table.filter(consent_rows::consent_id.eq(only.id));
                self.run(|c| of_one.load(c))?
            }
            several => {
                let ids: Vec<Id> = several.iter().map(|row| row.id).collect();
                let of_all = consent_rows::table.filter(consent_rows::consent_id.eq_any(ids));
                self.run(|c| of_all.load(c))?
            }
        };
        let mut of: HashMap<Id, BTreeSet<ConsentRow>> = HashMap::new();
        for row in &permitted {
            of.entry(row.consent_id).or_default().insert(row.read()?);
        }
        headers
            .into_iter()
            .map(|row| {
                let rows = of.remove(&row.id).unwrap_or_default();
                row.read(rows)
            })
            .collect()
    }
}

impl WriteTx<'_> {
    /// Grants a consent, in the place of the one in force.
    ///
    /// Refuses one that is not in force, and a version that is taken.
    pub fn insert_consent(&mut self, consent: &Consent) -> Result<(), StoreError> {
        if consent.state != ConsentState::InForce {
            return Err(StoreError::conflict("consents_state"));
        }
        let resident = Id::from(consent.resident);
        let granted_at = Moment::from(consent.granted_at);
        self.run(|c| {
            diesel::update(
                consents::table
                    .filter(consents::resident_id.eq(resident))
                    .filter(in_force()),
            )
            .set((
                consents::state.eq("superseded"),
                consents::ended_at.eq(granted_at),
            ))
            .execute(c)
        })?;
        self.run(|c| {
            diesel::delete(consent_index::table.filter(consent_index::resident_id.eq(resident)))
                .execute(c)
        })?;
        let until = consent.until.map(|until| until.to_string());
        let row = Row {
            id: consent.id.into(),
            resident_id: resident,
            version: consent.version,
            collection: consent.collection,
            evidence: Json::of(&consent.evidence)?,
            proxy: consent.proxy.as_ref().map(Json::of).transpose()?,
            until: until.clone(),
            granted_at,
            granted_by: consent.granted_by.into(),
            state: "in_force".to_owned(),
            ended_at: None,
        };
        self.run(|c| diesel::insert_into(consents::table).values(row).execute(c))?;
        let permitted: Vec<Permitted> = consent
            .rows
            .iter()
            .map(|row| Permitted {
                consent_id: consent.id.into(),
                category: row.category.code().to_owned(),
                recipient: row.recipient.code().to_owned(),
                purpose: row.purpose.code().to_owned(),
            })
            .collect();
        self.run(|c| dialect::insert_all!(c, consent_rows::table, &permitted))?;
        let indexed: Vec<Indexed> = consent
            .rows
            .iter()
            .map(|row| Indexed {
                resident_id: resident,
                category: row.category.code(),
                recipient: row.recipient.code(),
                purpose: row.purpose.code(),
                consent_id: consent.id.into(),
                until: until.clone(),
            })
            .collect();
        self.run(|c| dialect::insert_all!(c, consent_index::table, &indexed))
    }

    /// Withdraws a consent; from the next read on nothing rests on it. Refuses as stale one that is
    /// not in force.
    pub fn withdraw_consent(&mut self, id: ConsentId, at: Instant) -> Result<(), StoreError> {
        let id = Id::from(id);
        let rows = self.run(|c| {
            diesel::update(consents::table.find(id).filter(in_force()))
                .set((
                    consents::state.eq("withdrawn"),
                    consents::ended_at.eq(Moment::from(at)),
                ))
                .execute(c)
        })?;
        if rows != 1 {
            return Err(StoreError::Stale);
        }
        self.run(|c| {
            diesel::delete(consent_index::table.filter(consent_index::consent_id.eq(id))).execute(c)
        })?;
        Ok(())
    }
}
